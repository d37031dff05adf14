package connecttest

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// The limits of an evaluation form.
const (
	maxFormSections  = 100
	maxFormQuestions = 100
	maxFormDepth     = 2 // of sections
)

// formCheck is a validation of a version of a form.
type formCheck struct {
	version int32
	started time.Time
}

// declareFormStates declares the operations that activate and validate versions of forms.
func (s *state) declareFormStates(h *Handlers) {
	h.ActivateEvaluationForm = handle(s, activateEvaluationForm)
	h.DeactivateEvaluationForm = handle(s, deactivateEvaluationForm)
	h.StartEvaluationFormValidation = handle(s, startEvaluationFormValidation)
	h.GetEvaluationFormValidation = handle(s, getEvaluationFormValidation)
	h.ListEvaluationFormAIVersions = handle(s, listEvaluationFormAIVersions)
}

// checkItems makes sure that the sections and the questions of a form are in order.
func (r *request) checkItems(items []types.EvaluationFormItem) error {
	c := itemCheck{request: r, ids: map[string]bool{}}
	return c.check(items, 0)
}

// itemCheck collects the items of a form that have been checked.
type itemCheck struct {
	*request
	ids                 map[string]bool
	sections, questions int
}

func (c *itemCheck) check(items []types.EvaluationFormItem, depth int) error {
	for _, item := range items {
		switch item := item.(type) {
		case *types.EvaluationFormItemMemberSection:
			c.sections++
			if c.sections > maxFormSections || depth == maxFormDepth {
				return c.invalid("Items: a form can have at most %d sections, nested %d deep", maxFormSections, maxFormDepth)
			}
			if err := c.once(item.Value.RefId); err != nil {
				return err
			}
			if err := c.check(item.Value.Items, depth+1); err != nil {
				return err
			}
		case *types.EvaluationFormItemMemberQuestion:
			c.questions++
			if c.questions > maxFormQuestions || depth == 0 {
				return c.invalid("Items: a form can have at most %d questions, which must be in sections", maxFormQuestions)
			}
			if err := c.once(item.Value.RefId); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *itemCheck) once(id *string) error {
	if c.ids[aws.ToString(id)] {
		return c.invalid("Items: two of them have the RefId %s", aws.ToString(id))
	}
	c.ids[aws.ToString(id)] = true
	return nil
}

// activateForm makes a version the active one. It is locked from then on.
func (r *request) activateForm(inst *types.Instance, formID *string, v *types.EvaluationForm) error {
	_, err := r.evaluationForms.change(r, inst, formID, func(f *evaluationForm) error {
		r.deactivateForm(inst, f)
		v.Status, v.Locked = types.EvaluationFormVersionStatusActive, true
		f.ActiveVersion, f.LastActivatedTime, f.LastActivatedBy = aws.Int32(v.EvaluationFormVersion), aws.Time(r.moment().Now), r.caller()
		r.putForm(inst, f, v)
		return nil
	})
	return err
}

// deactivateForm makes the active version a draft, if there is one.
func (r *request) deactivateForm(inst *types.Instance, f *evaluationForm) {
	if f.ActiveVersion == nil {
		return
	}
	if v, ok := r.formVersions.of(inst, *f.EvaluationFormId).Get(formKey(*f.ActiveVersion)); ok {
		v.Status = types.EvaluationFormVersionStatusDraft
		r.putForm(inst, f, &v)
	}
	f.ActiveVersion = nil
}

func activateEvaluationForm(r *request, in *connect.ActivateEvaluationFormInput) (*connect.ActivateEvaluationFormOutput, error) {
	inst, f, v, err := r.formVersion(in.InstanceId, in.EvaluationFormId, &in.EvaluationFormVersion)
	if err == nil {
		err = r.activateForm(inst, f.EvaluationFormId, v)
	}
	if err != nil {
		return nil, err
	}
	return &connect.ActivateEvaluationFormOutput{EvaluationFormId: f.EvaluationFormId, EvaluationFormArn: f.EvaluationFormArn, EvaluationFormVersion: v.EvaluationFormVersion}, nil
}

func deactivateEvaluationForm(r *request, in *connect.DeactivateEvaluationFormInput) (*connect.DeactivateEvaluationFormOutput, error) {
	inst, f, v, err := r.formVersion(in.InstanceId, in.EvaluationFormId, &in.EvaluationFormVersion)
	if err != nil {
		return nil, err
	}
	if v.Status != types.EvaluationFormVersionStatusActive {
		return nil, conflict("The version of the evaluation form is not active.")
	}
	_, err = r.evaluationForms.change(r, inst, f.EvaluationFormId, func(f *evaluationForm) error {
		r.deactivateForm(inst, f)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return &connect.DeactivateEvaluationFormOutput{EvaluationFormId: f.EvaluationFormId, EvaluationFormArn: f.EvaluationFormArn, EvaluationFormVersion: v.EvaluationFormVersion}, nil
}

// startEvaluationFormValidation completes immediately. It finds nothing: a form with an invalid structure is refused when
// it is written, and no generative AI is used.
func startEvaluationFormValidation(r *request, in *connect.StartEvaluationFormValidationInput) (*connect.StartEvaluationFormValidationOutput, error) {
	inst, f, v, err := r.formVersion(in.InstanceId, in.EvaluationFormId, &in.EvaluationFormVersion)
	if err != nil {
		return nil, err
	}
	now := r.moment().Now
	r.formChecks.put(r, inst, *f.EvaluationFormId, formCheck{version: v.EvaluationFormVersion, started: now})
	v.LatestValidationStatus, v.LastValidationTime = types.EvaluationFormValidationStatusCompleted, &now
	r.formVersions.put(r, inst, *f.EvaluationFormId, *v)
	return &connect.StartEvaluationFormValidationOutput{EvaluationFormId: f.EvaluationFormId, EvaluationFormArn: f.EvaluationFormArn, EvaluationFormVersion: v.EvaluationFormVersion}, nil
}

func getEvaluationFormValidation(r *request, in *connect.GetEvaluationFormValidationInput) (*connect.GetEvaluationFormValidationOutput, error) {
	inst, f, v, err := r.formVersion(in.InstanceId, in.EvaluationFormId, in.EvaluationFormVersion)
	if err != nil {
		return nil, err
	}
	check, ok := r.formChecks.of(inst, *f.EvaluationFormId).See(r.Moment, formKey(v.EvaluationFormVersion))
	if !ok {
		return nil, r.notFound(r.formChecks.kind, f.EvaluationFormId)
	}
	return &connect.GetEvaluationFormValidationOutput{
		Status: types.EvaluationFormValidationStatusCompleted, EvaluationFormId: f.EvaluationFormId, EvaluationFormVersion: check.version,
		StartedTime: &check.started, Findings: []types.EvaluationFormValidationFinding{},
	}, nil
}

// listEvaluationFormAIVersions lists none: only AWS knows which versions exist.
func listEvaluationFormAIVersions(r *request, in *connect.ListEvaluationFormAIVersionsInput) (*connect.ListEvaluationFormAIVersionsOutput, error) {
	if _, err := r.instance(in.InstanceId); err != nil {
		return nil, err
	}
	return &connect.ListEvaluationFormAIVersionsOutput{AIVersionSummaries: []types.EvaluationFormAIVersionSummary{}}, nil
}
