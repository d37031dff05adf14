package connecttest

import (
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// userStatus is the status of a user since a time, and the one that follows when no contact is left.
type userStatus struct {
	id    string
	since time.Time
	next  string
}

// declareUserStatus declares the current status of users.
func (s *state) declareUserStatus(h *Handlers) {
	attach(&s.users, &s.userStatuses, "status of the user", func(userStatus) string { return "" })
	h.PutUserStatus = handle(s, putUserStatus)
	h.GetCurrentUserData = handle(s, getCurrentUserData)
}

// putUserStatus sets the status of a user; while the user has contacts, it is set after the last of them.
func putUserStatus(r *request, in *connect.PutUserStatusInput) (*connect.PutUserStatusOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	u, err := r.users.find(r, inst, in.UserId)
	if err != nil {
		return nil, err
	}
	if !r.has(inst, "agent-state", in.AgentStatusId) {
		return nil, r.notFound("agent status", in.AgentStatusId)
	}
	r.switchStatus(inst, *u.Id, idOf(in.AgentStatusId))
	return nil, nil
}

func (r *request) switchStatus(inst *types.Instance, user, id string) {
	before, online := r.userStatuses.of(inst, user).Get("")
	now := userStatus{id: id, since: r.moment().Now}
	if online && r.agentContacts.of(inst, user).Len() > 0 {
		now = userStatus{id: before.id, since: before.since, next: id}
	}
	r.userStatuses.put(r, inst, user, now)
}

// contactsCleared gives a user the next status once no contact is left.
func (r *request) contactsCleared(inst *types.Instance, user string) {
	st, ok := r.userStatuses.of(inst, user).Get("")
	if ok && st.next != "" && r.agentContacts.of(inst, user).Len() == 0 {
		r.userStatuses.put(r, inst, user, userStatus{id: st.next, since: r.moment().Now})
	}
}

// agentStatus returns the status with an id. Where the server does not keep statuses, all of them are routable.
func (r *request) agentStatus(inst *types.Instance, id string) types.AgentStatus {
	if kept, ok := r.byPath["agent-state"].(*resource[types.AgentStatus]); ok {
		if status, ok := kept.in(inst).Get(id); ok {
			return *status
		}
	}
	return types.AgentStatus{AgentStatusId: &id, AgentStatusARN: aws.String(*inst.Arn + "/agent-state/" + id), Type: types.AgentStatusTypeRoutable}
}

// agent is the current state of a user.
type agent struct {
	user     *types.User
	status   types.AgentStatus
	since    time.Time
	next     string // name of a status
	profile  *types.RoutingProfile
	queues   []string // ids
	contacts []agentContact
}

// agents returns the users that readers see and that have a status or a contact: a user who was never online is not an
// agent.
func (r *request) agents(inst *types.Instance) []agent {
	var out []agent
	for _, u := range r.users.in(inst).Rows(r.Moment, nil).All() {
		a := agent{user: u, contacts: r.agentContacts.of(inst, *u.Id).Rows(r.Moment, nil).All()}
		st, online := r.userStatuses.of(inst, *u.Id).See(r.Moment, "")
		if !online && len(a.contacts) == 0 {
			continue
		}
		a.status = types.AgentStatus{Type: types.AgentStatusTypeOffline}
		if online {
			a.status, a.since = r.agentStatus(inst, st.id), st.since
		}
		if st.next != "" {
			a.next = aws.ToString(r.agentStatus(inst, st.next).Name)
		}
		if p, err := r.routingProfiles.find(r, inst, u.RoutingProfileId); err == nil {
			a.profile = p
			for _, q := range r.profileQueues.of(inst, *p.RoutingProfileId).All() {
				a.queues = append(a.queues, idOf(q.QueueReference.QueueId))
			}
		}
		out = append(out, a)
	}
	return out
}

// online reports whether the status of an agent is any but offline.
func (a *agent) online() bool { return a.status.Type != types.AgentStatusTypeOffline }

// busy reports whether a contact takes a slot of its agent.
func busy(c agentContact) bool {
	switch c.AgentContactState {
	case types.ContactStateConnected, types.ContactStateConnectedOnhold, types.ContactStateEnded, types.ContactStateConnecting, types.ContactStateIncoming:
		return true
	}
	return false
}

// blocked reports whether a contact that is missed, rejected or in error keeps others from the agent.
func (a *agent) blocked() bool {
	return slices.ContainsFunc(a.contacts, func(c agentContact) bool { return !busy(c) })
}

// slots counts, by channel, how many contacts the agent can have, has, and could be offered.
func (a *agent) slots() (most, active, free map[string]int32) {
	most, active, free = map[string]int32{}, map[string]int32{}, map[string]int32{}
	if a.profile != nil {
		for _, m := range a.profile.MediaConcurrencies {
			most[string(m.Channel)] = aws.ToInt32(m.Concurrency)
			active[string(m.Channel)] = 0
		}
	}
	for _, c := range a.contacts {
		if busy(c) {
			active[string(c.Channel)]++
		}
	}
	for channel, n := range most {
		free[channel] = 0
		if a.status.Type == types.AgentStatusTypeRoutable && !a.blocked() {
			free[channel] = max(0, n-active[channel])
		}
	}
	return most, active, free
}

func getCurrentUserData(r *request, in *connect.GetCurrentUserDataInput) (*connect.GetCurrentUserDataOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	f := in.Filters
	filters := 0
	for _, list := range [][]string{f.Queues, f.RoutingProfiles, f.Agents, f.UserHierarchyGroups} {
		if len(list) > 0 {
			filters++
		}
	}
	if filters != 1 {
		return nil, r.invalid("Filters: set one of Queues, RoutingProfiles, Agents and UserHierarchyGroups")
	}
	var found []agent
	for _, a := range r.agents(inst) {
		if r.chosen(inst, &a, f) {
			found = append(found, a)
		}
	}
	out := &connect.GetCurrentUserDataOutput{ApproximateTotalCount: aws.Int64(int64(len(found)))}
	return out, paged(r, in, out, fake.RowsOf(found), func(a agent) types.UserData { return r.userData(inst, &a, f.ContactFilter) })
}

// chosen reports whether filters choose an agent.
func (r *request) chosen(inst *types.Instance, a *agent, f *types.UserDataFilters) bool {
	shares := func(wanted, has []string) bool {
		return len(wanted) == 0 || slices.ContainsFunc(ids(wanted), func(id string) bool { return slices.Contains(has, id) })
	}
	above := fake.Map(r.lineage(inst, aws.ToString(a.user.HierarchyGroupId)), func(g *types.HierarchyGroup) string { return *g.Id })
	return shares(f.Queues, a.queues) && shares(f.RoutingProfiles, texts(a.user.RoutingProfileId)) && shares(f.Agents, texts(a.user.Id)) &&
		shares(f.UserHierarchyGroups, above) && (f.ContactFilter == nil || len(f.ContactFilter.ContactStates) == 0 || len(a.shown(f.ContactFilter)) > 0)
}

// shown returns the contacts of an agent whose states a filter asks for.
func (a *agent) shown(f *types.ContactFilter) []types.AgentContactReference {
	out := []types.AgentContactReference{}
	for _, c := range a.contacts {
		if f == nil || anyOr(f.ContactStates, c.AgentContactState) {
			out = append(out, c.AgentContactReference)
		}
	}
	return out
}

// userData returns an agent as the API shows it.
func (r *request) userData(inst *types.Instance, a *agent, f *types.ContactFilter) types.UserData {
	d := types.UserData{User: &types.UserReference{Id: a.user.Id, Arn: a.user.Arn}, Contacts: a.shown(f)}
	d.MaxSlotsByChannel, d.ActiveSlotsByChannel, d.AvailableSlotsByChannel = a.slots()
	if a.profile != nil {
		d.RoutingProfile = &types.RoutingProfileReference{Id: a.profile.RoutingProfileId, Arn: a.profile.RoutingProfileArn}
	}
	if a.status.AgentStatusId != nil {
		d.Status = &types.AgentStatusReference{StatusArn: a.status.AgentStatusARN, StatusName: a.status.Name, StatusStartTimestamp: &a.since}
	}
	if a.next != "" {
		d.NextStatus = &a.next
	}
	for i, g := range r.lineage(inst, aws.ToString(a.user.HierarchyGroupId)) {
		if i == 0 {
			d.HierarchyPath = new(types.HierarchyPathReference)
		}
		p := d.HierarchyPath
		levels := []**types.HierarchyGroupSummaryReference{&p.LevelOne, &p.LevelTwo, &p.LevelThree, &p.LevelFour, &p.LevelFive}
		if i < len(levels) {
			*levels[i] = &types.HierarchyGroupSummaryReference{Id: g.Id, Arn: g.Arn}
		}
	}
	return d
}

// SetUserStatus gives a user a status at once, by the status's id, as the user does in the control panel.
func (s *Server) SetUserStatus(instanceID, userID, agentStatusID string) {
	seedIn(s, instanceID, func(r *request, inst *types.Instance) (struct{}, error) {
		u, err := r.users.find(r, inst, &userID)
		if err == nil && !r.has(inst, "agent-state", &agentStatusID) {
			err = r.notFound("agent status", &agentStatusID)
		}
		if err == nil {
			r.userStatuses.put(r, inst, *u.Id, userStatus{id: idOf(&agentStatusID), since: r.moment().Now})
		}
		return struct{}{}, err
	})
}
