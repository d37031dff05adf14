package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// The keys by which metrics are grouped and filtered.
const (
	byQueue            = "QUEUE"
	byChannel          = "CHANNEL"
	byRoutingProfile   = "ROUTING_PROFILE"
	byAgent            = "AGENT"
	byAgentStatus      = "AGENT_STATUS"
	bySubtype          = "SUBTYPE"
	byInitiationMethod = "INITIATION_METHOD"
)

// currentSamples measures the agents and the waiting contacts of an instance.
func (r *request) currentSamples(inst *types.Instance) []sample {
	var out []sample
	add := func(metric string, value float64, dimensions map[string][]string) {
		out = append(out, sample{metric: metric, value: value, dimensions: dimensions})
	}
	for _, a := range r.agents(inst) {
		r.measureAgent(&a, add)
	}
	for _, c := range r.contacts.in(inst).Rows(r.Moment, isQueued).All() {
		where := contactDimensions(c)
		if p, ok := r.profilesOf(inst, *c.QueueInfo.Id); ok {
			where[byRoutingProfile] = p
		}
		add("CONTACTS_IN_QUEUE", 1, where)
		add("OLDEST_CONTACT_AGE", float64(int64(r.Now.Sub(*c.QueueInfo.EnqueueTimestamp).Seconds())), where)
	}
	return out
}

// profilesOf returns the routing profiles that serve a queue.
func (r *request) profilesOf(inst *types.Instance, queue string) (profiles []string, ok bool) {
	for _, p := range r.routingProfiles.in(inst).All() {
		if r.usesQueue(inst, p, queue) {
			profiles = append(profiles, *p.RoutingProfileId)
		}
	}
	return profiles, len(profiles) > 0
}

// contactDimensions returns the values by which a contact is grouped and filtered.
func contactDimensions(c *types.Contact) map[string][]string {
	where := map[string][]string{
		byChannel: {string(c.Channel)}, byInitiationMethod: {string(c.InitiationMethod)}, bySubtype: {subtypeOf(c)},
		"contact/segmentAttributes/connect:Subtype": {subtypeOf(c)},
	}
	if c.QueueInfo != nil {
		where[byQueue] = []string{aws.ToString(c.QueueInfo.Id)}
	}
	if c.AgentInfo != nil {
		where[byAgent] = []string{aws.ToString(c.AgentInfo.Id)}
	}
	return where
}

// measureAgent adds the agent to each metric: 0 where the agent does not count, so that every agent asked for has a result.
func (r *request) measureAgent(a *agent, add func(metric string, value float64, dimensions map[string][]string)) {
	most, active, free := a.slots()
	where := map[string][]string{byQueue: a.queues, byAgent: {*a.user.Id}, byRoutingProfile: texts(a.user.RoutingProfileId), byAgentStatus: texts(a.status.AgentStatusId)}
	for channel := range most {
		where[byChannel] = append(where[byChannel], channel)
	}
	counts := func(state func(agentContact) bool) bool { return slices.ContainsFunc(a.contacts, state) }
	anyFree := false
	for channel, n := range free {
		anyFree = anyFree || n > 0
		inChannel := map[string][]string{byQueue: where[byQueue], byAgent: where[byAgent], byRoutingProfile: where[byRoutingProfile], byChannel: {channel}}
		add("SLOTS_AVAILABLE", float64(n), inChannel)
		add("SLOTS_ACTIVE", float64(active[channel]), inChannel)
	}
	working, failed := 0, counts(func(c agentContact) bool { return c.AgentContactState == types.ContactStateError })
	for _, c := range a.contacts {
		if c.AgentContactState == types.ContactStateEnded {
			working++
		}
	}
	for metric, holds := range map[string]bool{
		"AGENTS_ONLINE": a.online(), "AGENTS_AVAILABLE": anyFree, "AGENTS_ERROR": failed,
		"AGENTS_NON_PRODUCTIVE": a.status.Type == types.AgentStatusTypeCustom,
		"AGENTS_STAFFED":        a.status.Type == types.AgentStatusTypeRoutable,
		"AGENTS_ON_CALL":        counts(busy), "AGENTS_ON_CONTACT": counts(busy),
	} {
		if holds {
			add(metric, 1, where)
		} else {
			add(metric, 0, where)
		}
	}
	add("AGENTS_AFTER_CONTACT_WORK", float64(working), where)
}

// historicalSamples counts the outcomes of the contacts of an instance.
func (r *request) historicalSamples(inst *types.Instance) []sample {
	var out []sample
	for _, c := range r.contacts.in(inst).Rows(r.Moment, nil).All() {
		where := contactDimensions(c)
		if c.AgentInfo != nil {
			if u, ok := r.users.in(inst).Get(aws.ToString(c.AgentInfo.Id)); ok {
				where[byRoutingProfile] = texts(u.RoutingProfileId)
			}
		}
		connected := timeOf(c, "CONNECTED_TO_AGENT_TIMESTAMP")
		count := func(metric, at string, holds bool) {
			if t := timeOf(c, at); t != nil && holds {
				out = append(out, sample{metric: metric, value: 1, dimensions: where, at: *t})
			}
		}
		outbound := c.InitiationMethod == types.ContactInitiationMethodOutbound
		count("CONTACTS_CREATED", "INITIATION_TIMESTAMP", true)
		count("CONTACTS_QUEUED_BY_ENQUEUE", "ENQUEUE_TIMESTAMP", true)
		count("CONTACTS_QUEUED", "ENQUEUE_TIMESTAMP", true)
		count("CONTACTS_HANDLED_BY_CONNECTED_TO_AGENT", "CONNECTED_TO_AGENT_TIMESTAMP", true)
		count("CONTACTS_HANDLED", "DISCONNECT_TIMESTAMP", connected != nil)
		count("CONTACTS_HANDLED_OUTBOUND", "DISCONNECT_TIMESTAMP", connected != nil && outbound)
		count("CONTACTS_HANDLED_INCOMING", "DISCONNECT_TIMESTAMP", connected != nil && !outbound && c.InitiationMethod != types.ContactInitiationMethodApi)
		count("API_CONTACTS_HANDLED", "DISCONNECT_TIMESTAMP", connected != nil && c.InitiationMethod == types.ContactInitiationMethodApi)
		count("CONTACTS_ABANDONED", "DISCONNECT_TIMESTAMP", connected == nil && timeOf(c, "ENQUEUE_TIMESTAMP") != nil && c.AgentInfo == nil)
	}
	return out
}
