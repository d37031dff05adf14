package connecttest

import (
	"cmp"
	"maps"
	"slices"
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

// ofContact returns the evaluation as contacts show it.
func (e *contactEvaluation) ofContact() types.ContactEvaluation {
	out := types.ContactEvaluation{
		FormId: e.Form.EvaluationFormId, EvaluationArn: e.EvaluationArn, Status: types.StatusInProgress, StartTimestamp: e.CreatedTime,
	}
	if e.Status == types.EvaluationStatusSubmitted {
		out.Status, out.EndTimestamp = types.StatusComplete, e.LastModifiedTime
	}
	return out
}

// declareContactEvaluations declares evaluations. Nothing is scored.
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
	c, err := r.contacts.find(r, inst, contactID)
	if err != nil {
		return err
	}
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
	e.Metadata = &types.EvaluationMetadata{ContactId: c.Id, EvaluatorArn: r.caller()}
	if c.AgentInfo != nil {
		e.Metadata.ContactAgentId = c.AgentInfo.Id
	}
	e.Answers, e.Notes, e.CreatedTime = map[string]types.EvaluationAnswerOutput{}, map[string]types.EvaluationNote{}, aws.Time(r.moment().Now)
	return nil
}

// answer merges answers and notes into those of an evaluation; an empty one removes the previous one. Answers are to
// questions of the form, notes are on any item of it.
func (r *request) answer(e *contactEvaluation, answers map[string]types.EvaluationAnswerInput, notes map[string]types.EvaluationNote, by types.EvaluatorUserUnion) error {
	items := map[string]*types.EvaluationFormQuestion{}
	collectItems(e.Form.Items, items)
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		a, question := answers[id], items[id]
		if question == nil {
			return r.invalid("Answers: the form has no question %s", id)
		}
		if !fits(a.Value, question) {
			return r.invalid("Answers: the value for %s does not fit a question of the type %s", id, question.QuestionType)
		}
		if e.Answers[id] = (types.EvaluationAnswerOutput{Value: a.Value}); a.Value == nil {
			delete(e.Answers, id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(notes)) {
		n := notes[id]
		if _, there := items[id]; !there {
			return r.invalid("Notes: the form has no item %s", id)
		}
		if e.Notes[id] = n; n.Value == nil {
			delete(e.Notes, id)
		}
	}
	if user, ok := by.(*types.EvaluatorUserUnionMemberConnectUserArn); ok {
		e.Metadata.EvaluatorArn = &user.Value
	}
	return nil
}

// fits reports whether a value fits a question: its type, or that the question may not apply. Nil always fits.
func fits(value types.EvaluationAnswerData, question *types.EvaluationFormQuestion) bool {
	kind := question.QuestionType
	switch value.(type) {
	case *types.EvaluationAnswerDataMemberStringValue:
		return kind == types.EvaluationFormQuestionTypeText || kind == types.EvaluationFormQuestionTypeSingleselect
	case *types.EvaluationAnswerDataMemberNumericValue:
		return kind == types.EvaluationFormQuestionTypeNumeric
	case *types.EvaluationAnswerDataMemberStringValues:
		return kind == types.EvaluationFormQuestionTypeMultiselect
	case *types.EvaluationAnswerDataMemberDateTimeValue:
		return kind == types.EvaluationFormQuestionTypeDatetime
	case *types.EvaluationAnswerDataMemberNotApplicable:
		return question.NotApplicableEnabled
	}
	return true
}

// collectItems sorts items by their RefIds: questions, and nil for sections.
func collectItems(items []types.EvaluationFormItem, byID map[string]*types.EvaluationFormQuestion) {
	for _, item := range items {
		switch item := item.(type) {
		case *types.EvaluationFormItemMemberSection:
			byID[aws.ToString(item.Value.RefId)] = nil
			collectItems(item.Value.Items, byID)
		case *types.EvaluationFormItemMemberQuestion:
			byID[aws.ToString(item.Value.RefId)] = &item.Value
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
