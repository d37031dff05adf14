package connecttest

import (
	"cmp"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// contactEvaluation is an evaluation with the version of the form on which it was started.
type contactEvaluation struct {
	EvaluationId, EvaluationArn   *string
	Metadata                      *types.EvaluationMetadata
	Answers                       map[string]types.EvaluationAnswerOutput
	Notes                         map[string]types.EvaluationNote
	Status                        types.EvaluationStatus
	CreatedTime, LastModifiedTime *time.Time
	EvaluationType                types.EvaluationType
	Tags                          map[string]string
	Form                          *types.EvaluationFormContent
}

// declareContactEvaluations declares evaluations. Any contact can be evaluated, and nothing is scored.
func (s *state) declareContactEvaluations(h *Handlers) {
	evaluations := declare(s, &s.evaluations, resource[contactEvaluation]{
		noun: "Evaluation", kind: "contact evaluation", path: "contact-evaluation", tagType: "contact-evaluation",
		key: func(*request, *types.Instance, *contactEvaluation) string { return "" },
		summarise: func(e *contactEvaluation, summary any) {
			*member[*string](summary, "EvaluationFormId") = e.Form.EvaluationFormId
			*member[*string](summary, "EvaluationFormTitle") = e.Form.Title
			*member[*int32](summary, "EvaluationFormVersion") = aws.Int32(e.Form.EvaluationFormVersion)
			*member[*string](summary, "EvaluatorArn") = e.Metadata.EvaluatorArn
		},
	})
	create(evaluations, &h.StartContactEvaluation, startContactEvaluation, "ContactId", "EvaluationFormId", "AutoEvaluationConfiguration")
	h.DescribeContactEvaluation = handle(s, describeContactEvaluation)
	h.ListContactEvaluations = handle(s, listContactEvaluations)
	search(evaluations, &h.SearchContactEvaluations, searching[contactEvaluation]{fields: func(_ *request, _ *types.Instance, e *contactEvaluation) fields {
		metadata, form := cmp.Or(e.Metadata, new(types.EvaluationMetadata)), cmp.Or(e.Form, new(types.EvaluationFormContent))
		return fields{
			"evaluationid": texts(e.EvaluationId), "contactid": texts(metadata.ContactId), "status": {string(e.Status)},
			"evaluationformid": texts(form.EvaluationFormId), "evaluationformtitle": texts(form.Title), "evaluatorarn": texts(metadata.EvaluatorArn),
			"evaluationtype": {string(e.EvaluationType)},
		}
	}})
	update(evaluations, &h.UpdateContactEvaluation,
		func(r *request, _ *types.Instance, in *connect.UpdateContactEvaluationInput, e *contactEvaluation) error {
			if e.Status != types.EvaluationStatusDraft {
				return conflict("The evaluation has been submitted.")
			}
			return r.answer(e, in.Answers, in.Notes, in.UpdatedBy)
		}, "Answers", "Notes", "UpdatedBy")
	update(evaluations, &h.SubmitContactEvaluation,
		func(r *request, _ *types.Instance, in *connect.SubmitContactEvaluationInput, e *contactEvaluation) error {
			e.Status = types.EvaluationStatusSubmitted
			return r.answer(e, in.Answers, in.Notes, in.SubmittedBy)
		}, "Answers", "Notes", "SubmittedBy")
	remove(evaluations, &h.DeleteContactEvaluation)
}

func startContactEvaluation(r *request, inst *types.Instance, in *connect.StartContactEvaluationInput, e *contactEvaluation) error {
	return r.startEvaluation(inst, in.EvaluationFormId, in.ContactId, e)
}

// startEvaluation makes an evaluation a draft on the active version of a form.
func (r *request) startEvaluation(inst *types.Instance, formID, contactID *string, e *contactEvaluation) error {
	f, err := r.evaluationForms.find(r, inst, formID)
	if err != nil {
		return err
	}
	if f.ActiveVersion == nil {
		return conflict("The evaluation form has no active version.")
	}
	_, _, v, err := r.formVersion(inst.Id, formID, f.ActiveVersion)
	if err != nil {
		return err
	}
	e.Form, e.Status, e.EvaluationType = new(types.EvaluationFormContent), types.EvaluationStatusDraft, types.EvaluationTypeStandard
	copyMembers(e.Form, v, "")
	e.Form = fake.Copy(e.Form)
	e.Metadata = &types.EvaluationMetadata{ContactId: contactID, EvaluatorArn: r.caller()}
	e.Answers, e.Notes, e.CreatedTime = map[string]types.EvaluationAnswerOutput{}, map[string]types.EvaluationNote{}, aws.Time(r.moment().Now)
	return nil
}

// answer merges answers and notes into those of an evaluation. Answers are to questions of the form, notes to any item of it.
func (r *request) answer(e *contactEvaluation, answers map[string]types.EvaluationAnswerInput, notes map[string]types.EvaluationNote, by types.EvaluatorUserUnion) error {
	isQuestion := map[string]bool{}
	collectItems(e.Form.Items, isQuestion)
	for id, a := range answers {
		if !isQuestion[id] {
			return r.invalid("Answers: the form has no question %s", id)
		}
		e.Answers[id] = types.EvaluationAnswerOutput{Value: a.Value}
	}
	for id, n := range notes {
		if _, there := isQuestion[id]; !there {
			return r.invalid("Notes: the form has no item %s", id)
		}
		e.Notes[id] = n
	}
	if user, ok := by.(*types.EvaluatorUserUnionMemberConnectUserArn); ok {
		e.Metadata.EvaluatorArn = &user.Value
	}
	return nil
}

// collectItems says for the RefIds of items whether they are questions.
func collectItems(items []types.EvaluationFormItem, isQuestion map[string]bool) {
	for _, item := range items {
		switch item := item.(type) {
		case *types.EvaluationFormItemMemberSection:
			isQuestion[aws.ToString(item.Value.RefId)] = false
			collectItems(item.Value.Items, isQuestion)
		case *types.EvaluationFormItemMemberQuestion:
			isQuestion[aws.ToString(item.Value.RefId)] = true
		}
	}
}

func describeContactEvaluation(r *request, in *connect.DescribeContactEvaluationInput) (*connect.DescribeContactEvaluationOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	e, err := r.evaluations.see(r, inst, in.EvaluationId)
	if err != nil {
		return nil, err
	}
	out := &connect.DescribeContactEvaluationOutput{Evaluation: new(types.Evaluation), EvaluationForm: e.Form}
	copyMembers(out.Evaluation, e, "")
	return out, nil
}

// listContactEvaluations answers with all of them: AWS documents that there is never a further page.
func listContactEvaluations(r *request, in *connect.ListContactEvaluationsInput) (*connect.ListContactEvaluationsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	out := &connect.ListContactEvaluationsOutput{EvaluationSummaryList: []types.EvaluationSummary{}}
	for _, e := range r.evaluations.in(inst).Rows(r.Moment, nil).All() {
		if *e.Metadata.ContactId == *in.ContactId {
			var summary types.EvaluationSummary
			copyMembers(&summary, e, "")
			r.evaluations.summarise(e, &summary)
			out.EvaluationSummaryList = append(out.EvaluationSummaryList, summary)
		}
	}
	return out, nil
}

// AddContactEvaluation starts an evaluation of a contact on the active version of a form, and returns its id.
func (s *Server) AddContactEvaluation(instanceID, contactID, evaluationFormID string) string {
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (string, error) {
		e := new(contactEvaluation)
		err := r.startEvaluation(inst, &evaluationFormID, &contactID, e)
		if err == nil {
			err = r.evaluations.add(r, inst, e)
		}
		return aws.ToString(e.EvaluationId), err
	})
}

// ContactEvaluations returns the evaluations of an instance, in the order of their start.
func (s *Server) ContactEvaluations(instanceID string) []types.Evaluation {
	return fake.Map(allIn(s, &s.state.evaluations, instanceID), func(e contactEvaluation) (out types.Evaluation) {
		copyMembers(&out, &e, "")
		return out
	})
}
