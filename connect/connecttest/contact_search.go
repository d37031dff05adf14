package connecttest

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareContactSearch declares the operations that find contacts.
func (s *state) declareContactSearch(h *Handlers) {
	h.SearchContacts = handle(s, searchContacts)
	h.ListContactReferences = handle(s, listContactReferences)
	h.ListAssociatedContacts = handle(s, func(r *request, in *connect.ListAssociatedContactsInput) (*connect.ListAssociatedContactsOutput, error) {
		inst, err := r.instance(in.InstanceId)
		if err != nil {
			return nil, err
		}
		c, err := r.contacts.see(r, inst, in.ContactId)
		if err != nil {
			return nil, err
		}
		rows := r.contacts.in(inst).Rows(r.Moment, func(other *types.Contact) bool { return *other.ContactAssociationId == *c.ContactAssociationId })
		out := new(connect.ListAssociatedContactsOutput)
		return out, paged(r, in, out, rows, as[types.AssociatedContactSummary](&r.contacts))
	})
}

func searchContacts(r *request, in *connect.SearchContactsInput) (*connect.SearchContactsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	if in.TimeRange.EndTime.Before(*in.TimeRange.StartTime) {
		return nil, r.invalid("TimeRange: EndTime must not be before StartTime")
	}
	found := r.contacts.in(inst).Rows(r.Moment, func(c *types.Contact) bool {
		return inRange(c, in.TimeRange) && (in.SearchCriteria == nil || r.matches(inst, c, in.SearchCriteria))
	}).All()
	if in.Sort != nil {
		slices.SortStableFunc(found, func(a, b *types.Contact) int {
			order := cmp.Compare(sortKey(a, in.Sort.FieldName), sortKey(b, in.Sort.FieldName))
			if in.Sort.Order == types.SortOrderDescending {
				return -order
			}
			return order
		})
	}
	out := &connect.SearchContactsOutput{TotalCount: aws.Int64(int64(len(found)))}
	return out, paged(r, in, out, fake.RowsOf(found), contactSummary)
}

// contactSummary returns a contact as a search shows it.
func contactSummary(c *types.Contact) (s types.ContactSearchSummary) {
	copyMembers(&s, c, "Contact")
	if c.SegmentAttributes != nil {
		s.SegmentAttributes = map[string]types.ContactSearchSummarySegmentAttributeValue{}
		for key, v := range c.SegmentAttributes {
			s.SegmentAttributes[key] = types.ContactSearchSummarySegmentAttributeValue{ValueString: v.ValueString, ValueMap: v.ValueMap}
		}
	}
	if c.WisdomInfo != nil {
		s.AiAgentInfo = fake.Map(c.WisdomInfo.AiAgents, func(a types.AiAgentInfo) types.ContactSearchSummaryAiAgentInfo {
			return types.ContactSearchSummaryAiAgentInfo{AiUseCase: a.AiUseCase, AiAgentVersionId: a.AiAgentVersionId, AiAgentEscalated: &a.AiAgentEscalated}
		})
	}
	return s
}

// timeOf returns one of the times of a contact; nil if it is not set.
func timeOf(c *types.Contact, which string) *time.Time {
	switch which {
	case "INITIATION_TIMESTAMP":
		return c.InitiationTimestamp
	case "SCHEDULED_TIMESTAMP":
		return c.ScheduledTimestamp
	case "DISCONNECT_TIMESTAMP":
		return c.DisconnectTimestamp
	case "CONNECTED_TO_AGENT_TIMESTAMP":
		if c.AgentInfo != nil {
			return c.AgentInfo.ConnectedToAgentTimestamp
		}
	case "ENQUEUE_TIMESTAMP":
		if c.QueueInfo != nil {
			return c.QueueInfo.EnqueueTimestamp
		}
	}
	return nil
}

func inRange(c *types.Contact, r *types.SearchContactsTimeRange) bool {
	at := timeOf(c, string(r.Type))
	return at != nil && !at.Before(*r.StartTime) && !at.After(*r.EndTime)
}

// sortKey returns the text by which contacts are sorted on a field. Contacts without the time come first.
func sortKey(c *types.Contact, by types.SortableFieldName) string {
	switch by {
	case types.SortableFieldNameInitiationMethod:
		return string(c.InitiationMethod)
	case types.SortableFieldNameChannel:
		return string(c.Channel)
	}
	if at := timeOf(c, string(by)); at != nil {
		return at.UTC().Format("2006-01-02T15:04:05.000000000")
	}
	return ""
}

// matches reports whether a contact meets all criteria. Criteria on transcripts, on steps of routing and on
// AI agents are not evaluated.
func (r *request) matches(inst *types.Instance, c *types.Contact, what *types.SearchCriteria) bool {
	agent, queue := "", ""
	if c.AgentInfo != nil {
		agent = aws.ToString(c.AgentInfo.Id)
	}
	if c.QueueInfo != nil {
		queue = aws.ToString(c.QueueInfo.Id)
	}
	return anyOr(what.Channels, c.Channel) && anyOr(what.InitiationMethods, c.InitiationMethod) &&
		anyOr(ids(what.AgentIds), agent) && anyOr(ids(what.QueueIds), queue) && anyOr(what.ActiveRegions, r.server.options.Region) &&
		nameMatches(what.Name, aws.ToString(c.Name)) && r.agentIn(inst, agent, what.AgentHierarchyGroups) &&
		timesMatch(c, what.AdditionalTimeRange) && attributesMatch(what.SearchableContactAttributes, r.attributesOf(inst, c)) &&
		segmentAttributesMatch(what.SearchableSegmentAttributes, c.SegmentAttributes) && tagsMatch(what.ContactTags, c.Tags)
}

// anyOr reports whether a value is one of those asked for; an empty list means any value.
func anyOr[T comparable](asked []T, value T) bool {
	return len(asked) == 0 || slices.Contains(asked, value)
}

// combine evaluates several conditions as the match type says: all of them by default.
func combine[T any](how types.SearchContactsMatchType, conditions []T, holds func(T) bool) bool {
	switch how {
	case types.SearchContactsMatchTypeMatchAny:
		return len(conditions) == 0 || slices.ContainsFunc(conditions, holds)
	case types.SearchContactsMatchTypeMatchNone:
		return !slices.ContainsFunc(conditions, holds)
	}
	return !slices.ContainsFunc(conditions, func(c T) bool { return !holds(c) })
}

func nameMatches(what *types.NameCriteria, name string) bool {
	if what == nil {
		return true
	}
	return combine(what.MatchType, what.SearchText, func(text string) bool {
		if what.MatchType == types.SearchContactsMatchTypeMatchExact {
			return strings.EqualFold(name, text)
		}
		return strings.Contains(strings.ToLower(name), strings.ToLower(text))
	})
}

// agentIn reports whether the agent is in one of the hierarchy groups, or below one.
func (r *request) agentIn(inst *types.Instance, agent string, groups *types.AgentHierarchyGroups) bool {
	if groups == nil {
		return true
	}
	asked := slices.Concat(groups.L1Ids, groups.L2Ids, groups.L3Ids, groups.L4Ids, groups.L5Ids)
	if len(asked) == 0 {
		return true
	}
	u, ok := r.users.in(inst).Get(agent)
	return ok && slices.ContainsFunc(r.lineage(inst, aws.ToString(u.HierarchyGroupId)), func(g *types.HierarchyGroup) bool {
		return slices.Contains(ids(asked), *g.Id)
	})
}

func timesMatch(c *types.Contact, what *types.SearchContactsAdditionalTimeRange) bool {
	if what == nil {
		return true
	}
	return combine(what.MatchType, what.Criteria, func(one types.SearchContactsAdditionalTimeRangeCriteria) bool {
		if one.TimeRange != nil && !inRange(c, one.TimeRange) {
			return false
		}
		return one.TimestampCondition == nil || timeOf(c, string(one.TimestampCondition.Type)) == nil
	})
}

func attributesMatch(what *types.SearchableContactAttributes, attributes map[string]string) bool {
	if what == nil {
		return true
	}
	return combine(what.MatchType, what.Criteria, func(one types.SearchableContactAttributesCriteria) bool {
		value, ok := attributes[*one.Key]
		return ok && slices.Contains(one.Values, value)
	})
}

func segmentAttributesMatch(what *types.SearchableSegmentAttributes, attributes map[string]types.SegmentAttributeValue) bool {
	if what == nil {
		return true
	}
	return combine(what.MatchType, what.Criteria, func(one types.SearchableSegmentAttributesCriteria) bool {
		value, ok := attributes[*one.Key]
		return ok && slices.Contains(one.Values, aws.ToString(value.ValueString))
	})
}

func tagsMatch(what *types.ControlPlaneTagFilter, tags map[string]string) bool {
	if what == nil {
		return true
	}
	holds := func(t types.TagCondition) bool {
		value, ok := tags[aws.ToString(t.TagKey)]
		return ok && (t.TagValue == nil || *t.TagValue == value)
	}
	all := func(list []types.TagCondition) bool { return combine("", list, holds) }
	return all(what.AndConditions) && (what.TagCondition == nil || holds(*what.TagCondition)) &&
		(len(what.OrConditions) == 0 || slices.ContainsFunc(what.OrConditions, all))
}
