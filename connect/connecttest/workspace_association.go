package connecttest

import (
	"errors"
	"reflect"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareWorkspaceAssociations declares the users and routing profiles that workspaces are assigned to.
func (s *state) declareWorkspaceAssociations(workspaces *resource[types.Workspace], h *Handlers) {
	attach(workspaces, &s.workspaceLinks, "association of the workspace", itself)
	h.AssociateWorkspace = handle(s, func(r *request, in *connect.AssociateWorkspaceInput) (*connect.AssociateWorkspaceOutput, error) {
		done, failed, err := r.eachResource(in.InstanceId, in.WorkspaceId, in.ResourceArns, func(inst *types.Instance, id, arn string) error {
			r.workspaceLinks.put(r, inst, id, arn)
			return nil
		})
		return &connect.AssociateWorkspaceOutput{SuccessfulList: done, FailedList: failed}, err
	})
	h.DisassociateWorkspace = handle(s, func(r *request, in *connect.DisassociateWorkspaceInput) (*connect.DisassociateWorkspaceOutput, error) {
		done, failed, err := r.eachResource(in.InstanceId, in.WorkspaceId, in.ResourceArns, func(inst *types.Instance, id, arn string) error {
			return r.workspaceLinks.remove(r, inst, id, arn)
		})
		return &connect.DisassociateWorkspaceOutput{SuccessfulList: done, FailedList: failed}, err
	})
	h.SearchWorkspaceAssociations = handle(s, searchWorkspaceAssociations)
}

// eachResource calls do for a workspace and each of the resources, and returns those that failed with the reason.
func (r *request) eachResource(instanceID, workspaceID *string, arns []string, do func(inst *types.Instance, id, arn string) error) (
	done []types.SuccessfulBatchAssociationSummary, failed []types.FailedBatchAssociationSummary, err error,
) {
	inst, err := r.instance(instanceID)
	if err != nil {
		return nil, nil, err
	}
	w, err := r.workspaces.find(r, inst, workspaceID)
	if err != nil {
		return nil, nil, err
	}
	for _, arn := range arns {
		_, _, err := r.assignee(inst, arn)
		if err == nil {
			err = do(inst, *w.Id, arn)
		}
		if err == nil {
			done = append(done, types.SuccessfulBatchAssociationSummary{ResourceArn: &arn})
			continue
		}
		failure := types.FailedBatchAssociationSummary{ResourceArn: &arn, ErrorCode: aws.String("InvalidParameterException"), ErrorMessage: aws.String(err.Error())}
		if errors.As(err, new(*types.ResourceNotFoundException)) {
			failure.ErrorCode = aws.String("ResourceNotFoundException")
		}
		failed = append(failed, failure)
	}
	return done, failed, nil
}

// assignee returns the type and the name of a resource that a workspace can be assigned to.
func (r *request) assignee(inst *types.Instance, arn string) (kind string, name *string, err error) {
	switch {
	case strings.HasPrefix(arn, *inst.Arn+"/agent/"):
		u, err := r.users.find(r, inst, &arn)
		if err != nil {
			return "", nil, err
		}
		return "USER", u.Username, nil
	case strings.HasPrefix(arn, *inst.Arn+"/routing-profile/"):
		p, err := r.routingProfiles.find(r, inst, &arn)
		if err != nil {
			return "", nil, err
		}
		return "ROUTING_PROFILE", p.Name, nil
	}
	return "", nil, r.invalid("ResourceArns: must be ARNs of users or routing profiles of the instance")
}

func searchWorkspaceAssociations(r *request, in *connect.SearchWorkspaceAssociationsInput) (*connect.SearchWorkspaceAssociationsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	var found []types.WorkspaceAssociationSearchSummary
	if err := r.checkFields(in, associationFields(new(types.WorkspaceAssociationSearchSummary))); err != nil {
		return nil, err
	}
	for _, w := range r.workspaces.in(inst).Rows(r.Moment, nil).All() {
		for _, arn := range r.workspaceLinks.of(inst, *w.Id).Rows(r.Moment, nil).All() {
			kind, name, err := r.assignee(inst, arn)
			if err != nil {
				continue // deleted
			}
			id := idOf(&arn)
			summary := types.WorkspaceAssociationSearchSummary{
				WorkspaceId: w.Id, WorkspaceArn: w.Arn, ResourceId: &id, ResourceArn: &arn, ResourceType: &kind, ResourceName: name,
			}
			m := match{tags: w.Tags, other: func(any) (holds, known bool) { return false, false }, fields: associationFields(&summary)}
			if m.holds(reflect.ValueOf(in.SearchCriteria), false) && m.holds(reflect.ValueOf(in.SearchFilter), false) {
				found = append(found, summary)
			}
		}
	}
	out := &connect.SearchWorkspaceAssociationsOutput{ApproximateTotalCount: aws.Int64(int64(len(found)))}
	return out, paged(r, in, out, fake.RowsOf(found), same)
}

func associationFields(a *types.WorkspaceAssociationSearchSummary) fields {
	return fields{
		"workspaceid": texts(a.WorkspaceId), "workspacearn": texts(a.WorkspaceArn), "resourceid": texts(a.ResourceId),
		"resourcearn": texts(a.ResourceArn), "resourcetype": texts(a.ResourceType), "resourcename": texts(a.ResourceName),
	}
}

// AddWorkspaceAssociation assigns a workspace to a user or routing profile, by its ARN.
func (s *Server) AddWorkspaceAssociation(instanceID, workspaceID, resourceARN string) {
	attachTo(s, &s.state.workspaces, &s.state.workspaceLinks, instanceID, workspaceID, resourceARN)
}

// WorkspaceAssociations returns the ARNs of the users and routing profiles that a workspace is assigned to.
func (s *Server) WorkspaceAssociations(instanceID, workspaceID string) []string {
	return attachedTo(s, &s.state.workspaces, &s.state.workspaceLinks, instanceID, workspaceID)
}
