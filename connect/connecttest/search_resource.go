package connecttest

import (
	"slices"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func searchQueues(r *request, in *connect.SearchQueuesInput) (*connect.SearchQueuesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, total, err := search(r, &inst.queues, in, func(q *types.Queue) bool {
		f := fields{"name": texts(q.Name), "description": texts(q.Description), "resourceid": texts(q.QueueId)}
		return meets(in.SearchCriteria,
			func(c *types.QueueSearchCriteria) (and, or []types.QueueSearchCriteria) {
				return c.AndConditions, c.OrConditions
			},
			func(c *types.QueueSearchCriteria) bool { return f.has(c.StringCondition) }) &&
			(in.SearchFilter == nil || tagsMeet(in.SearchFilter.TagFilter, q.Tags))
	}, deref)
	return &connect.SearchQueuesOutput{Queues: page, NextToken: next, ApproximateTotalCount: total}, err
}

func searchHoursOfOperations(r *request, in *connect.SearchHoursOfOperationsInput) (*connect.SearchHoursOfOperationsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, total, err := search(r, &inst.hours, in, func(h *types.HoursOfOperation) bool {
		f := fields{
			"name": texts(h.Name), "description": texts(h.Description), "timezone": texts(h.TimeZone), "resourceid": texts(h.HoursOfOperationId),
		}
		return meets(in.SearchCriteria,
			func(c *types.HoursOfOperationSearchCriteria) (and, or []types.HoursOfOperationSearchCriteria) {
				return c.AndConditions, c.OrConditions
			},
			func(c *types.HoursOfOperationSearchCriteria) bool { return f.has(c.StringCondition) }) &&
			(in.SearchFilter == nil || tagsMeet(in.SearchFilter.TagFilter, h.Tags))
	}, deref)
	return &connect.SearchHoursOfOperationsOutput{HoursOfOperations: page, NextToken: next, ApproximateTotalCount: total}, err
}

func searchRoutingProfiles(r *request, in *connect.SearchRoutingProfilesInput) (*connect.SearchRoutingProfilesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, total, err := search(r, &inst.routingProfiles, in, func(p *routingProfile) bool {
		info := p.describe(inst)
		f := fields{
			"name": texts(info.Name), "description": texts(info.Description), "resourceid": texts(info.RoutingProfileId),
			"associatedqueueids": info.AssociatedQueueIds, "associatedmanualassignmentqueueids": info.AssociatedManualAssignmentQueueIds,
		}
		return meets(in.SearchCriteria,
			func(c *types.RoutingProfileSearchCriteria) (and, or []types.RoutingProfileSearchCriteria) {
				return c.AndConditions, c.OrConditions
			},
			func(c *types.RoutingProfileSearchCriteria) bool { return f.has(c.StringCondition) }) &&
			(in.SearchFilter == nil || tagsMeet(in.SearchFilter.TagFilter, info.Tags))
	}, func(p *routingProfile) types.RoutingProfile { return p.describe(inst) })
	return &connect.SearchRoutingProfilesOutput{RoutingProfiles: page, NextToken: next, ApproximateTotalCount: total}, err
}

func searchSecurityProfiles(r *request, in *connect.SearchSecurityProfilesInput) (*connect.SearchSecurityProfilesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, total, err := search(r, &inst.securityProfiles, in, func(p *securityProfile) bool {
		f := fields{
			"name": texts(p.info.SecurityProfileName), "securityprofilename": texts(p.info.SecurityProfileName),
			"description": texts(p.info.Description), "resourceid": texts(p.info.Id),
		}
		return meets(in.SearchCriteria,
			func(c *types.SecurityProfileSearchCriteria) (and, or []types.SecurityProfileSearchCriteria) {
				return c.AndConditions, c.OrConditions
			},
			func(c *types.SecurityProfileSearchCriteria) bool { return f.has(c.StringCondition) }) &&
			(in.SearchFilter == nil || tagsMeet(in.SearchFilter.TagFilter, p.info.Tags))
	}, func(p *securityProfile) types.SecurityProfileSearchSummary {
		return types.SecurityProfileSearchSummary{
			Id: p.info.Id, Arn: p.info.Arn, OrganizationResourceId: p.info.OrganizationResourceId,
			SecurityProfileName: p.info.SecurityProfileName, Description: p.info.Description, Tags: p.info.Tags,
		}
	})
	return &connect.SearchSecurityProfilesOutput{SecurityProfiles: page, NextToken: next, ApproximateTotalCount: total}, err
}

func searchContactFlows(r *request, in *connect.SearchContactFlowsInput) (*connect.SearchContactFlowsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, total, err := search(r, &inst.flows, in, func(flow *contactFlow) bool {
		info := &flow.info
		f := fields{"name": texts(info.Name), "description": texts(info.Description), "resourceid": texts(info.Id)}
		return meets(in.SearchCriteria,
			func(c *types.ContactFlowSearchCriteria) (and, or []types.ContactFlowSearchCriteria) {
				return c.AndConditions, c.OrConditions
			},
			func(c *types.ContactFlowSearchCriteria) bool {
				return f.has(c.StringCondition) && (c.TypeCondition == "" || c.TypeCondition == info.Type) &&
					(c.StateCondition == "" || c.StateCondition == info.State) && (c.StatusCondition == "" || c.StatusCondition == info.Status)
			}) &&
			(in.SearchFilter == nil || tagsMeet(in.SearchFilter.TagFilter, info.Tags) && flowAttributesMeet(in.SearchFilter.FlowAttributeFilter, info))
	}, func(flow *contactFlow) types.ContactFlow { return flow.info })
	return &connect.SearchContactFlowsOutput{ContactFlows: page, NextToken: next, ApproximateTotalCount: total}, err
}

// flowAttributesMeet reports whether a filter of tags and types holds; a nil one does.
func flowAttributesMeet(filter *types.ContactFlowAttributeFilter, flow *types.ContactFlow) bool {
	if filter == nil {
		return true
	}
	is := func(c *types.ContactFlowTypeCondition) bool { return c == nil || c.ContactFlowType == flow.Type }
	and := func(c types.ContactFlowAttributeAndCondition) bool {
		return hasTags(flow.Tags, c.TagConditions) && is(c.ContactFlowTypeCondition)
	}
	if filter.AndCondition != nil && !and(*filter.AndCondition) ||
		filter.TagCondition != nil && !hasTags(flow.Tags, []types.TagCondition{*filter.TagCondition}) || !is(filter.ContactFlowTypeCondition) {
		return false
	}
	return len(filter.OrConditions) == 0 || slices.ContainsFunc(filter.OrConditions, and)
}
