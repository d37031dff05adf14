package connecttest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// contactFlow is a flow and its numbered versions, oldest first.
type contactFlow struct {
	info     types.ContactFlow
	versions []types.ContactFlow
}

func (s *state) contactFlowHandlers(h *Handlers) {
	h.CreateContactFlow = handle(s, createContactFlow)
	h.DescribeContactFlow = handle(s, describeContactFlow)
	h.ListContactFlows = handle(s, listContactFlows)
	h.SearchContactFlows = handle(s, searchContactFlows)
	h.UpdateContactFlowContent = handle(s, updateContactFlowContent)
	h.UpdateContactFlowMetadata = handle(s, updateContactFlowMetadata)
	h.UpdateContactFlowName = handle(s, updateContactFlowName)
	h.DeleteContactFlow = handle(s, deleteContactFlow)
	h.CreateContactFlowVersion = handle(s, createContactFlowVersion)
	h.ListContactFlowVersions = handle(s, listContactFlowVersions)
	h.DeleteContactFlowVersion = handle(s, deleteContactFlowVersion)
}

// flow finds a flow by id or ARN, whatever readers see.
func (r *request) flow(instanceID, id *string) (*instance, *contactFlow, error) {
	inst, err := r.instance(instanceID)
	if err != nil {
		return nil, nil, err
	}
	if flow, ok := inst.flows.Get(idOf(id)); ok {
		return inst, flow, nil
	}
	return nil, nil, r.notFound("contact flow", id)
}

// checkFlow makes sure that the content can be a flow and that the name is free.
func (r *request) checkFlow(inst *instance, name, content, except *string) error {
	if content != nil {
		var object map[string]json.RawMessage
		if json.Unmarshal([]byte(*content), &object) != nil {
			return &types.InvalidContactFlowException{Problems: []types.ProblemDetail{{Message: aws.String("The content is not a JSON object.")}}}
		}
	}
	_, taken := inst.flows.Find(func(f *contactFlow) bool {
		return name != nil && *f.info.Name == *name && *f.info.Id != aws.ToString(except)
	})
	if taken {
		return r.duplicate("contact flow", name)
	}
	return nil
}

func createContactFlow(r *request, in *connect.CreateContactFlowInput) (*connect.CreateContactFlowOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	if err := r.checkFlow(inst, in.Name, in.Content, nil); err != nil {
		return nil, err
	}
	flow := r.addFlow(inst, types.ContactFlow{
		Name: in.Name, Type: in.Type, Description: in.Description, Content: in.Content, Status: in.Status, Tags: in.Tags,
	})
	return &connect.CreateContactFlowOutput{
		ContactFlowId: flow.info.Id, ContactFlowArn: flow.info.Arn, FlowContentSha256: flow.info.FlowContentSha256,
	}, nil
}

func (r *request) addFlow(inst *instance, info types.ContactFlow) *contactFlow {
	if info.Id == nil {
		info.Id = aws.String(r.state.newID())
	}
	info.Arn = aws.String(*inst.info.Arn + "/contact-flow/" + *info.Id)
	if info.State == "" {
		info.State = types.ContactFlowStateActive
	}
	if info.Status == "" {
		info.Status = types.ContactFlowStatusPublished
	}
	flow := &contactFlow{info: info}
	r.saveFlow(inst, flow)
	return flow
}

// saveFlow stores a flow that nothing else refers to yet.
func (r *request) saveFlow(inst *instance, flow *contactFlow) {
	flow.info.FlowContentSha256 = contentHash(flow.info.Content)
	flow.info.LastModifiedTime, flow.info.LastModifiedRegion = r.modified()
	inst.flows.Put(r.Moment, *flow.info.Id, flow)
}

func contentHash(content *string) *string {
	sum := sha256.Sum256([]byte(aws.ToString(content)))
	return aws.String(hex.EncodeToString(sum[:]))
}

func describeContactFlow(r *request, in *connect.DescribeContactFlowInput) (*connect.DescribeContactFlowOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	flow, ok := inst.flows.See(r.Moment, idOf(in.ContactFlowId))
	if !ok {
		return nil, r.notFound("contact flow", in.ContactFlowId)
	}
	return &connect.DescribeContactFlowOutput{ContactFlow: &flow.info}, nil
}

func listContactFlows(r *request, in *connect.ListContactFlowsInput) (*connect.ListContactFlowsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, &inst.flows, in, func(f *contactFlow) bool {
		return len(in.ContactFlowTypes) == 0 || slices.Contains(in.ContactFlowTypes, f.info.Type)
	}, func(f *contactFlow) types.ContactFlowSummary {
		return types.ContactFlowSummary{
			Id: f.info.Id, Arn: f.info.Arn, Name: f.info.Name, ContactFlowType: f.info.Type,
			ContactFlowState: f.info.State, ContactFlowStatus: f.info.Status,
		}
	})
	return &connect.ListContactFlowsOutput{ContactFlowSummaryList: page, NextToken: next}, err
}

// changeFlow stores a changed copy of a flow.
func (r *request) changeFlow(instanceID, id *string, change func(inst *instance, f *contactFlow) error) error {
	inst, flow, err := r.flow(instanceID, id)
	if err != nil {
		return err
	}
	changed := *flow
	if err := change(inst, &changed); err != nil {
		return err
	}
	r.saveFlow(inst, &changed)
	return nil
}

func updateContactFlowContent(r *request, in *connect.UpdateContactFlowContentInput) (*connect.UpdateContactFlowContentOutput, error) {
	return nil, r.changeFlow(in.InstanceId, in.ContactFlowId, func(inst *instance, f *contactFlow) error {
		f.info.Content = in.Content
		return r.checkFlow(inst, nil, in.Content, nil)
	})
}

func updateContactFlowMetadata(r *request, in *connect.UpdateContactFlowMetadataInput) (*connect.UpdateContactFlowMetadataOutput, error) {
	return nil, r.changeFlow(in.InstanceId, in.ContactFlowId, func(inst *instance, f *contactFlow) error {
		set(&f.info.Name, in.Name)
		set(&f.info.Description, in.Description)
		if in.ContactFlowState != "" {
			f.info.State = in.ContactFlowState
		}
		return r.checkFlow(inst, in.Name, nil, f.info.Id)
	})
}

func updateContactFlowName(r *request, in *connect.UpdateContactFlowNameInput) (*connect.UpdateContactFlowNameOutput, error) {
	return nil, r.changeFlow(in.InstanceId, in.ContactFlowId, func(inst *instance, f *contactFlow) error {
		set(&f.info.Name, in.Name)
		set(&f.info.Description, in.Description)
		return r.checkFlow(inst, in.Name, nil, f.info.Id)
	})
}

func deleteContactFlow(r *request, in *connect.DeleteContactFlowInput) (*connect.DeleteContactFlowOutput, error) {
	inst, flow, err := r.flow(in.InstanceId, in.ContactFlowId)
	if err != nil {
		return nil, err
	}
	_, used := r.state.numbers.Find(func(n *phoneNumber) bool { return n.flows[*inst.info.Id] == *flow.info.Id })
	if used {
		return nil, r.invalid("The contact flow is associated with a phone number.")
	}
	if _, used := inst.flowLinks.Find(func(l *flowLink) bool { return l.flow == *flow.info.Id }); used {
		return nil, r.invalid("The contact flow is associated with a resource.")
	}
	inst.flows.Delete(r.Moment, *flow.info.Id)
	return nil, nil
}

// AddContactFlow adds a flow to an instance and returns its id. Members that are not set are filled in.
func (s *Server) AddContactFlow(instanceID string, info types.ContactFlow) string {
	return seed(s, func(r *request) (string, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return "", err
		}
		return *r.addFlow(inst, info).info.Id, nil
	})
}

// ContactFlows returns the flows of an instance, in the order of their creation.
func (s *Server) ContactFlows(instanceID string) []types.ContactFlow {
	return read(s, func(r *request) ([]types.ContactFlow, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		return infos(&inst.flows, func(f *contactFlow) types.ContactFlow { return f.info }), nil
	})
}
