package connecttest

import (
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// taskTemplate is a task template with everything that the API returns about it: no type of package types has all of it.
type taskTemplate struct {
	Id, Arn, Name, Description, ContactFlowId, SelfAssignFlowId *string
	Constraints                                                 *types.TaskTemplateConstraints
	Defaults                                                    *types.TaskTemplateDefaults
	Fields                                                      []types.TaskTemplateField
	Status                                                      types.TaskTemplateStatus
	LastModifiedTime, CreatedTime                               *time.Time
	Tags                                                        map[string]string
}

// declareTaskTemplates declares task templates. Their earlier versions are not kept.
func (s *state) declareTaskTemplates(h *Handlers) {
	templates := declare(s, &s.taskTemplates, resource[taskTemplate]{
		noun: "TaskTemplate", kind: "task template", path: "task-template", tagType: "task-template",
		fill: func(r *request, _ *types.Instance, t *taskTemplate) {
			if t.Status == "" {
				t.Status = types.TaskTemplateStatusActive
			}
			if t.CreatedTime == nil {
				t.CreatedTime = aws.Time(r.moment().Now)
			}
		},
	})
	create(templates, &h.CreateTaskTemplate, func(r *request, inst *types.Instance, _ *connect.CreateTaskTemplateInput, t *taskTemplate) error {
		return r.checkTemplate(inst, t)
	})
	h.GetTaskTemplate = handle(s, getTaskTemplate)
	h.ListTaskTemplates = handle(s, listTaskTemplates)
	h.UpdateTaskTemplate = handle(s, updateTaskTemplate)
	remove(templates, &h.DeleteTaskTemplate)
}

// checkTemplate checks the conditions of the service that are not in the model.
func (r *request) checkTemplate(inst *types.Instance, t *taskTemplate) error {
	var found []types.PropertyValidationExceptionProperty
	report := func(path string, reason types.PropertyValidationExceptionReason, message string) {
		found = append(found, types.PropertyValidationExceptionProperty{PropertyPath: &path, Reason: reason, Message: &message})
	}
	missing := types.PropertyValidationExceptionReasonRequiredPropertyMissing
	if other, taken := r.taskTemplates.byKey(inst, aws.ToString(t.Name)); taken && *other.Id != *t.Id {
		report("Name", types.PropertyValidationExceptionReasonResourceNameAlreadyExists, "There is another task template with the same name.")
	}
	if t.ContactFlowId == nil && !slices.ContainsFunc(t.Fields, hasType(types.TaskTemplateFieldTypeQuickConnect)) {
		report("ContactFlowId", missing, "There must be a contact flow or a field of type QUICK_CONNECT.")
	}
	for i, flow := range []*string{t.ContactFlowId, t.SelfAssignFlowId} {
		if _, err := r.flows.find(r, inst, flow); flow != nil && err != nil {
			report([]string{"ContactFlowId", "SelfAssignFlowId"}[i], types.PropertyValidationExceptionReasonReferencedResourceNotFound, "There is no such contact flow.")
		}
	}
	names := map[string]bool{}
	for _, f := range t.Fields {
		if names[fieldName(f.Id)] {
			report("Fields", types.PropertyValidationExceptionReasonUniqueConstraintViolated, "There are two fields named "+fieldName(f.Id)+".")
		}
		names[fieldName(f.Id)] = true
	}
	named := slices.IndexFunc(t.Fields, hasType(types.TaskTemplateFieldTypeName))
	switch {
	case named < 0 || slices.ContainsFunc(t.Fields[named+1:], hasType(types.TaskTemplateFieldTypeName)):
		report("Fields", missing, "There must be exactly one field of type NAME.")
	case !t.requires(t.Fields[named].Id):
		report("Constraints.RequiredFields", missing, "The field of type NAME must be required.")
	}
	if found == nil {
		return nil
	}
	return &types.PropertyValidationException{Message: aws.String("The task template is not valid."), PropertyList: found}
}

// requires reports whether a task must have a field.
func (t *taskTemplate) requires(id *types.TaskTemplateFieldIdentifier) bool {
	return t.Constraints != nil && slices.ContainsFunc(t.Constraints.RequiredFields, func(f types.RequiredFieldInfo) bool {
		return fieldName(f.Id) == fieldName(id)
	})
}

func hasType(kind types.TaskTemplateFieldType) func(types.TaskTemplateField) bool {
	return func(f types.TaskTemplateField) bool { return f.Type == kind }
}

func fieldName(id *types.TaskTemplateFieldIdentifier) string {
	if id == nil {
		return ""
	}
	return aws.ToString(id.Name)
}

func getTaskTemplate(r *request, in *connect.GetTaskTemplateInput) (*connect.GetTaskTemplateOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	t, err := r.taskTemplates.see(r, inst, in.TaskTemplateId)
	if err != nil {
		return nil, err
	}
	if in.SnapshotVersion != nil {
		return nil, r.notFound("version of the task template", in.SnapshotVersion)
	}
	out := &connect.GetTaskTemplateOutput{InstanceId: inst.Id}
	copyMembers(out, t, r.taskTemplates.noun)
	return out, nil
}

// listTaskTemplates answers with all of them: AWS documents that there is never a further page.
func listTaskTemplates(r *request, in *connect.ListTaskTemplatesInput) (*connect.ListTaskTemplatesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	out := &connect.ListTaskTemplatesOutput{TaskTemplates: []types.TaskTemplateMetadata{}}
	summarise := as[types.TaskTemplateMetadata](&r.taskTemplates)
	for _, t := range r.taskTemplates.in(inst).Rows(r.Moment, nil).All() {
		if (in.Status == "" || in.Status == t.Status) && (in.Name == nil || *in.Name == *t.Name) {
			out.TaskTemplates = append(out.TaskTemplates, summarise(t))
		}
	}
	return out, nil
}

// updateTaskTemplate replaces all that an update can change; only the name stays if it is left out.
func updateTaskTemplate(r *request, in *connect.UpdateTaskTemplateInput) (*connect.UpdateTaskTemplateOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	t, err := r.taskTemplates.change(r, inst, in.TaskTemplateId, func(t *taskTemplate) error {
		if in.Status == "" {
			return &types.PropertyValidationException{
				Message: aws.String("The task template is not valid."), PropertyList: []types.PropertyValidationExceptionProperty{{
					PropertyPath: aws.String("Status"), Message: aws.String("The status must be set."),
					Reason: types.PropertyValidationExceptionReasonRequiredPropertyMissing,
				}},
			}
		}
		*t = taskTemplate{Id: t.Id, Arn: t.Arn, Name: t.Name, CreatedTime: t.CreatedTime, Tags: t.Tags}
		copyMembers(t, in, r.taskTemplates.noun, r.taskTemplates.notCopied(nil)...)
		return r.checkTemplate(inst, t)
	})
	if err != nil {
		return nil, err
	}
	out := &connect.UpdateTaskTemplateOutput{InstanceId: inst.Id}
	copyMembers(out, t, r.taskTemplates.noun)
	return out, nil
}

// AddTaskTemplate adds a task template to an instance and returns its id. Name must be set; InstanceId of
// info is not used.
func (s *Server) AddTaskTemplate(instanceID string, info connect.GetTaskTemplateOutput) string {
	var t taskTemplate
	copyMembers(&t, &info, s.state.taskTemplates.noun)
	return addTo(s, &s.state.taskTemplates, instanceID, t)
}

// TaskTemplates returns the task templates of an instance, in the order of their creation.
func (s *Server) TaskTemplates(instanceID string) []connect.GetTaskTemplateOutput {
	all := make([]connect.GetTaskTemplateOutput, 0)
	for _, t := range allIn(s, &s.state.taskTemplates, instanceID) {
		out := connect.GetTaskTemplateOutput{InstanceId: aws.String(instanceID)}
		copyMembers(&out, &t, s.state.taskTemplates.noun)
		all = append(all, out)
	}
	return all
}
