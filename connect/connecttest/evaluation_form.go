package connecttest

import (
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// evaluationForm is an evaluation form without the content, which its versions have. The members that it shares with
// versions are those of the latest version.
type evaluationForm struct {
	EvaluationFormId, EvaluationFormArn, Title, Description, CreatedBy, LastModifiedBy, LastActivatedBy, AIVersion *string
	CreatedTime, LastModifiedTime, LastActivatedTime                                                               *time.Time
	Status                                                                                                         types.EvaluationFormVersionStatus
	LatestVersion                                                                                                  int32
	ActiveVersion                                                                                                  *int32
	AutoEvaluationEnabled                                                                                          bool
	EvaluationFormLanguage                                                                                         types.EvaluationFormLanguageCode
	ContactInteractionType                                                                                         types.ContactInteractionType
	Tags                                                                                                           map[string]string
}

func (s *state) declareEvaluationForms(h *Handlers) {
	forms := declare(s, &s.evaluationForms, resource[evaluationForm]{
		noun: "EvaluationForm", kind: "evaluation form", path: "evaluation-form", tagType: "evaluation-form",
		key: func(*request, *types.Instance, *evaluationForm) string { return "" },
		fill: func(r *request, _ *types.Instance, f *evaluationForm) {
			f.LastModifiedBy = r.caller()
			if f.CreatedTime == nil {
				f.CreatedTime, f.CreatedBy = aws.Time(r.moment().Now), f.LastModifiedBy
			}
		},
		summarise: func(f *evaluationForm, summary any) {
			*member[*int32](summary, "LatestVersion") = aws.Int32(f.LatestVersion)
		},
		unused: func(_ *request, _ *types.Instance, f *evaluationForm) error {
			if f.ActiveVersion != nil {
				return conflict("The evaluation form is active. Deactivate it first.")
			}
			return nil
		},
	})
	attach(forms, &s.formVersions, "version of the evaluation form", func(v types.EvaluationForm) string { return formKey(v.EvaluationFormVersion) })
	attach(forms, &s.formChecks, "validation of the evaluation form", func(c formCheck) string { return formKey(c.version) })
	h.CreateEvaluationForm = handle(s, createEvaluationForm)
	h.DescribeEvaluationForm = handle(s, describeEvaluationForm)
	list(forms, &h.ListEvaluationForms, nil)
	search(forms, &h.SearchEvaluationForms, searching[evaluationForm]{
		fields: func(_ *request, _ *types.Instance, f *evaluationForm) fields {
			return fields{
				"title": texts(f.Title), "description": texts(f.Description), "status": {string(f.Status)}, "evaluationformid": texts(f.EvaluationFormId),
				"evaluationformlanguage": {string(f.EvaluationFormLanguage)}, "contactinteractiontype": {string(f.ContactInteractionType)},
			}
		},
		holds: formHolds,
	})
	h.UpdateEvaluationForm = handle(s, updateEvaluationForm)
	h.DeleteEvaluationForm = handle(s, deleteEvaluationForm)
	listAttached(forms, &s.formVersions, &h.ListEvaluationFormVersions,
		func(_ *request, _ *types.Instance, _ *connect.ListEvaluationFormVersionsInput, v types.EvaluationForm) (summary types.EvaluationFormVersionSummary) {
			copyMembers(&summary, &v, "")
			return summary
		})
	s.declareFormStates(h)
}

// formHolds evaluates the conditions of a search on times and on automatic evaluation.
func formHolds(_ *request, _ *types.Instance, f *evaluationForm, condition any) (holds, known bool) {
	switch c := condition.(type) {
	case types.BooleanCondition:
		known = strings.EqualFold(aws.ToString(c.FieldName), "AutoEvaluationEnabled")
		return f.AutoEvaluationEnabled == (c.ComparisonType == types.BooleanComparisonTypeIsTrue), known
	case types.DateTimeCondition:
		times := map[string]*time.Time{"createdtime": f.CreatedTime, "lastmodifiedtime": f.LastModifiedTime, "lastactivatedtime": f.LastActivatedTime}
		at, known := times[strings.ToLower(aws.ToString(c.FieldName))]
		return known && compareTimes(at, c), known
	}
	return false, false
}

func formKey(version int32) string { return strconv.Itoa(int(version)) }

// conflict returns the error for a change that the state of a resource does not allow.
func conflict(message string) error { return &types.ResourceConflictException{Message: &message} }

// formVersion finds a form and one of its versions, the latest for nil.
func (r *request) formVersion(instanceID, formID *string, version *int32) (*types.Instance, *evaluationForm, *types.EvaluationForm, error) {
	inst, err := r.instance(instanceID)
	if err != nil {
		return nil, nil, nil, err
	}
	f, err := r.evaluationForms.find(r, inst, formID)
	if err != nil {
		return nil, nil, nil, err
	}
	if version == nil {
		version = &f.LatestVersion
	}
	v, ok := r.formVersions.of(inst, *f.EvaluationFormId).Get(formKey(*version))
	if !ok {
		return nil, nil, nil, r.notFound(r.formVersions.kind, aws.String(formKey(*version)))
	}
	return inst, f, &v, nil
}

// putForm stores a changed version, and updates the members that the form shows of it if it is the latest.
func (r *request) putForm(inst *types.Instance, f *evaluationForm, v *types.EvaluationForm) {
	v.LastModifiedTime, v.LastModifiedBy = aws.Time(r.moment().Now), r.caller()
	r.formVersions.put(r, inst, *f.EvaluationFormId, *v)
	if v.EvaluationFormVersion >= f.LatestVersion {
		f.showLatest(v)
	}
}

// showLatest makes a form show the members of its latest version.
func (f *evaluationForm) showLatest(v *types.EvaluationForm) {
	f.LatestVersion, f.Title, f.Description, f.Status, f.AIVersion = v.EvaluationFormVersion, v.Title, v.Description, v.Status, v.AIVersion
	f.AutoEvaluationEnabled = v.AutoEvaluationConfiguration != nil && v.AutoEvaluationConfiguration.Enabled
	f.EvaluationFormLanguage, f.ContactInteractionType = "", ""
	if v.LanguageConfiguration != nil {
		f.EvaluationFormLanguage = v.LanguageConfiguration.FormLanguage
	}
	if v.TargetConfiguration != nil {
		f.ContactInteractionType = v.TargetConfiguration.ContactInteractionType
	}
}

// addForm adds a form with its first version, a draft.
func (r *request) addForm(inst *types.Instance, v *types.EvaluationForm) error {
	f := &evaluationForm{EvaluationFormId: v.EvaluationFormId, Tags: fake.Copy(v.Tags)}
	r.evaluationForms.identify(r, inst, f)
	if err := r.evaluationForms.add(r, inst, f); err != nil {
		return err
	}
	v.EvaluationFormId, v.EvaluationFormArn, v.EvaluationFormVersion, v.Tags = f.EvaluationFormId, f.EvaluationFormArn, 1, nil
	v.Status, v.Locked, v.CreatedTime, v.CreatedBy = types.EvaluationFormVersionStatusDraft, false, f.CreatedTime, f.CreatedBy
	_, err := r.evaluationForms.change(r, inst, f.EvaluationFormId, func(f *evaluationForm) error {
		r.putForm(inst, f, v)
		return nil
	})
	return err
}

func createEvaluationForm(r *request, in *connect.CreateEvaluationFormInput) (*connect.CreateEvaluationFormOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err == nil {
		err = r.checkItems(in.Items)
	}
	if err != nil {
		return nil, err
	}
	v := new(types.EvaluationForm)
	copyMembers(v, in, "")
	if err := r.addForm(inst, v); err != nil {
		return nil, err
	}
	return &connect.CreateEvaluationFormOutput{EvaluationFormId: v.EvaluationFormId, EvaluationFormArn: v.EvaluationFormArn}, nil
}

func describeEvaluationForm(r *request, in *connect.DescribeEvaluationFormInput) (*connect.DescribeEvaluationFormOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	f, err := r.evaluationForms.see(r, inst, in.EvaluationFormId)
	if err != nil {
		return nil, err
	}
	number := f.LatestVersion
	if in.EvaluationFormVersion != nil {
		number = *in.EvaluationFormVersion
	}
	v, ok := r.formVersions.of(inst, *f.EvaluationFormId).See(r.Moment, formKey(number))
	if !ok {
		return nil, r.notFound(r.formVersions.kind, aws.String(formKey(number)))
	}
	v.Tags = f.Tags
	return &connect.DescribeEvaluationFormOutput{EvaluationForm: &v}, nil
}

// updateEvaluationForm replaces the content of a version that is not locked, or adds a version.
func updateEvaluationForm(r *request, in *connect.UpdateEvaluationFormInput) (*connect.UpdateEvaluationFormOutput, error) {
	inst, f, before, err := r.formVersion(in.InstanceId, in.EvaluationFormId, &in.EvaluationFormVersion)
	if err == nil {
		err = r.checkItems(in.Items)
	}
	if err != nil {
		return nil, err
	}
	v := &types.EvaluationForm{
		EvaluationFormId: f.EvaluationFormId, EvaluationFormArn: f.EvaluationFormArn, EvaluationFormVersion: before.EvaluationFormVersion,
		Status: types.EvaluationFormVersionStatusDraft, CreatedTime: before.CreatedTime, CreatedBy: before.CreatedBy,
	}
	switch {
	case aws.ToBool(in.CreateNewVersion):
		v.EvaluationFormVersion, v.CreatedTime, v.CreatedBy = f.LatestVersion+1, aws.Time(r.moment().Now), r.caller()
	case before.Locked:
		return nil, conflict("The version of the evaluation form is locked. Create a new one.")
	}
	copyMembers(v, in, "", "EvaluationFormId", "EvaluationFormVersion")
	_, err = r.evaluationForms.change(r, inst, f.EvaluationFormId, func(f *evaluationForm) error {
		r.putForm(inst, f, v)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return &connect.UpdateEvaluationFormOutput{EvaluationFormId: f.EvaluationFormId, EvaluationFormArn: f.EvaluationFormArn, EvaluationFormVersion: v.EvaluationFormVersion}, nil
}

// deleteEvaluationForm deletes one version, or all. An active version cannot be deleted.
func deleteEvaluationForm(r *request, in *connect.DeleteEvaluationFormInput) (*connect.DeleteEvaluationFormOutput, error) {
	inst, f, v, err := r.formVersion(in.InstanceId, in.EvaluationFormId, in.EvaluationFormVersion)
	if err != nil {
		return nil, err
	}
	versions := r.formVersions.of(inst, *f.EvaluationFormId)
	if in.EvaluationFormVersion == nil || versions.Len() == 1 {
		return nil, r.evaluationForms.remove(r, inst, f.EvaluationFormId)
	}
	if v.Status == types.EvaluationFormVersionStatusActive {
		return nil, conflict("The version of the evaluation form is active. Deactivate it first.")
	}
	_, err = r.evaluationForms.change(r, inst, f.EvaluationFormId, func(f *evaluationForm) error {
		versions.Delete(r.Moment, formKey(v.EvaluationFormVersion))
		left := versions.All()
		f.showLatest(&left[len(left)-1])
		return nil
	})
	return nil, err
}

// AddEvaluationForm adds an evaluation form to an instance, with one version, and returns its id. The version is a draft,
// unless its status is ACTIVE.
func (s *Server) AddEvaluationForm(instanceID string, info types.EvaluationForm) string {
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (string, error) {
		v := fake.Copy(&info)
		active := v.Status == types.EvaluationFormVersionStatusActive
		if err := r.addForm(inst, v); err != nil {
			return "", err
		}
		if active {
			return *v.EvaluationFormId, r.activateForm(inst, v.EvaluationFormId, v)
		}
		return *v.EvaluationFormId, nil
	})
}

// EvaluationForms returns the versions of the evaluation forms of an instance: forms in the order of their creation, and the
// versions of each.
func (s *Server) EvaluationForms(instanceID string) []types.EvaluationForm {
	return read(s, func(r *request) ([]types.EvaluationForm, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		var all []types.EvaluationForm
		for _, f := range r.evaluationForms.in(inst).All() {
			for _, v := range r.formVersions.of(inst, *f.EvaluationFormId).All() {
				v.Tags = f.Tags
				all = append(all, v)
			}
		}
		return all, nil
	})
}
