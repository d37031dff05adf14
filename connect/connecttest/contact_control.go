package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

const (
	// maxTransfers is how often a contact can be transferred.
	maxTransfers = 11
	// maxPauses is how often a task can be paused.
	maxPauses = 10
)

// agentContact is a contact as an agent's control panel shows it.
type agentContact struct {
	id string
	types.AgentContactReference
}

// declareContactControls declares the operations that move contacts on.
func (s *state) declareContactControls(h *Handlers) {
	attach(&s.users, &s.agentContacts, "contact of the user", func(c agentContact) string { return c.id })
	changeContact(s, &h.StopContact, stopContact)
	changeContact(s, &h.PauseContact, pauseContact)
	changeContact(s, &h.ResumeContact, resumeContact)
	changeContact(s, &h.AssociateContactWithUser, associateContactWithUser)
	h.TransferContact = handle(s, transferContact)
	h.DismissUserContact = handle(s, dismissUserContact)
	h.MonitorContact = handle(s, monitorContact)
}

// enqueue puts a contact into a queue.
func (r *request) enqueue(inst *types.Instance, c *types.Contact, queue *string) error {
	q, err := r.queues.find(r, inst, queue)
	if err != nil {
		return err
	}
	r.takeAway(inst, c)
	c.QueueInfo, c.AgentInfo = &types.QueueInfo{Id: q.QueueId, EnqueueTimestamp: aws.Time(r.moment().Now)}, nil
	return nil
}

// offer gives a contact to a user, whose control panel shows it in a state: CONNECTING while it rings, CONNECTED once
// the user has accepted it.
func (r *request) offer(inst *types.Instance, c *types.Contact, user *string, state types.ContactState) error {
	u, err := r.users.find(r, inst, user)
	if err != nil {
		return err
	}
	if c.AgentInfo != nil && aws.ToString(c.AgentInfo.Id) != *u.Id {
		r.takeAway(inst, c)
		c.AgentInfo = nil
	}
	if c.AgentInfo == nil {
		c.AgentInfo = &types.AgentInfo{Id: u.Id}
	}
	r.setAgentState(inst, c, state)
	return nil
}

// takeAway removes a contact from the control panel of its agent.
func (r *request) takeAway(inst *types.Instance, c *types.Contact) {
	if c.AgentInfo != nil {
		r.agentContacts.of(inst, *c.AgentInfo.Id).Delete(r.Moment, *c.Id)
		r.contactsCleared(inst, *c.AgentInfo.Id)
	}
}

// setAgentState shows a contact in a state in the control panel of its agent.
func (r *request) setAgentState(inst *types.Instance, c *types.Contact, state types.ContactState) {
	now := r.moment().Now
	if state == types.ContactStateConnected && c.AgentInfo.ConnectedToAgentTimestamp == nil {
		c.AgentInfo.ConnectedToAgentTimestamp, c.AgentInfo.AcceptedByAgentTimestamp = &now, &now
	}
	shown := types.AgentContactReference{
		ContactId: c.Id, Channel: c.Channel, InitiationMethod: c.InitiationMethod, AgentContactState: state, StateStartTimestamp: &now,
		ConnectedToAgentTimestamp: c.AgentInfo.ConnectedToAgentTimestamp,
	}
	if c.QueueInfo != nil && c.QueueInfo.Id != nil {
		shown.Queue = &types.QueueReference{Id: c.QueueInfo.Id, Arn: aws.String(*inst.Arn + "/queue/" + *c.QueueInfo.Id)}
	}
	r.agentContacts.put(r, inst, *c.AgentInfo.Id, agentContact{*c.Id, shown})
}

// agentState returns the state in which the control panel of its agent shows a contact; empty if none does.
func (r *request) agentState(inst *types.Instance, c *types.Contact) types.ContactState {
	if c.AgentInfo == nil {
		return ""
	}
	shown, _ := r.agentContacts.of(inst, *c.AgentInfo.Id).Get(*c.Id)
	return shown.AgentContactState
}

// end ends a contact. An agent who was connected has after contact work; for one who was not, the contact is missed.
func (r *request) end(inst *types.Instance, c *types.Contact, reason string) {
	now := r.moment().Now
	c.DisconnectTimestamp = &now
	if reason != "" {
		c.DisconnectReason = &reason
	}
	for _, recording := range r.recordings.of(inst, *c.Id).All() {
		r.recordings.put(r, inst, *c.Id, recording.stopped(now))
	}
	for _, m := range []mark{markPaused, markProcessing, markSharing} {
		r.contactMarks.of(inst, *c.Id).Delete(r.Moment, string(m))
	}
	r.streamings.clear(r, inst, *c.Id)
	switch {
	case r.agentState(inst, c) == "":
	case c.AgentInfo.ConnectedToAgentTimestamp == nil:
		r.setAgentState(inst, c, types.ContactStateMissed)
	default:
		c.AgentInfo.AfterContactWorkStartTimestamp = &now
		r.setAgentState(inst, c, types.ContactStateEnded)
	}
}

func stopContact(r *request, inst *types.Instance, in *connect.StopContactInput, c *types.Contact) error {
	unstoppable := []types.ContactInitiationMethod{
		types.ContactInitiationMethodDisconnect, types.ContactInitiationMethodTransfer, types.ContactInitiationMethodQueueTransfer,
		types.ContactInitiationMethodExternalOutbound, types.ContactInitiationMethodMonitor,
	}
	if c.Channel == types.ChannelVoice && slices.Contains(unstoppable, c.InitiationMethod) {
		return r.refused("A voice contact with the initiation method %s cannot be stopped.", c.InitiationMethod)
	}
	if err := r.running(c); err != nil {
		return err
	}
	reason := "API"
	if in.DisconnectReason != nil && in.DisconnectReason.Code != nil {
		reason = *in.DisconnectReason.Code
	}
	r.end(inst, c, reason)
	return nil
}

// isPaused reports whether a task is paused.
func (r *request) isPaused(inst *types.Instance, c *types.Contact) bool {
	return r.contactMarks.has(inst, *c.Id, markPaused)
}

func pauseContact(r *request, inst *types.Instance, in *connect.PauseContactInput, c *types.Contact) error {
	if err := r.pausable(inst, c, in.ContactFlowId); err != nil {
		return err
	}
	if r.isPaused(inst, c) {
		return r.refused("The contact is already paused.")
	}
	pauses := aws.ToInt32(c.TotalPauseCount) + 1
	if pauses > maxPauses {
		return &types.LimitExceededException{Message: aws.String("The task has been paused the maximum number of times.")}
	}
	c.TotalPauseCount, c.LastPausedTimestamp = &pauses, aws.Time(r.Now)
	r.contactMarks.put(r, inst, *c.Id, markPaused)
	return nil
}

func resumeContact(r *request, inst *types.Instance, in *connect.ResumeContactInput, c *types.Contact) error {
	if err := r.pausable(inst, c, in.ContactFlowId); err != nil {
		return err
	}
	if !r.isPaused(inst, c) {
		return r.refused("The contact is not paused.")
	}
	total := aws.ToInt32(c.TotalPauseDurationInSeconds) + int32(r.Now.Sub(*c.LastPausedTimestamp).Seconds())
	c.LastResumedTimestamp, c.TotalPauseDurationInSeconds = aws.Time(r.Now), &total
	return r.contactMarks.remove(r, inst, *c.Id, string(markPaused))
}

// pausable refuses contacts that cannot be paused: all but running tasks.
func (r *request) pausable(inst *types.Instance, c *types.Contact, flow *string) error {
	if err := r.ofChannel(c, types.ChannelTask); err != nil {
		return err
	}
	if isScheduled(r.Now, c) {
		return r.refused("The task has not begun.")
	}
	if err := r.running(c); err != nil {
		return err
	}
	return r.flow(inst, flow)
}

func associateContactWithUser(r *request, inst *types.Instance, in *connect.AssociateContactWithUserInput, c *types.Contact) error {
	if !isQueued(c) {
		return r.refused("The contact is not waiting in a queue.")
	}
	return r.offer(inst, c, in.UserId, types.ContactStateConnecting)
}

// transferContact ends a contact and begins the next of its chain, where the flow would take it.
func transferContact(r *request, in *connect.TransferContactInput) (*connect.TransferContactOutput, error) {
	inst, c, err := r.contactOf(in)
	if err == nil {
		err = r.transferable(inst, in, c)
	}
	if err != nil {
		return nil, err
	}
	next := fake.Copy(c)
	next.Id, next.Arn, next.PreviousContactId, next.Attributes = nil, nil, c.Id, nil
	next.InitiationMethod, next.InitiationTimestamp = types.ContactInitiationMethodTransfer, nil
	next.QueueInfo, next.AgentInfo, next.Recordings, next.Tags = nil, nil, nil, nil
	next.TotalPauseCount, next.TotalPauseDurationInSeconds, next.LastPausedTimestamp, next.LastResumedTimestamp = nil, nil, nil, nil
	if err := r.addContact(inst, next); err != nil {
		return nil, err
	}
	for _, ref := range r.contactReferences.of(inst, *c.Id).All() {
		r.contactReferences.put(r, inst, *next.Id, ref)
	}
	if _, err := r.contacts.change(r, inst, c.Id, func(c *types.Contact) error { r.end(inst, c, "TRANSFERRED"); return nil }); err != nil {
		return nil, err
	}
	_, err = r.contacts.change(r, inst, next.Id, func(next *types.Contact) error {
		switch {
		case in.QueueId != nil:
			return r.enqueue(inst, next, in.QueueId)
		case in.UserId != nil:
			return r.offer(inst, next, in.UserId, types.ContactStateConnecting)
		}
		return nil
	})
	return &connect.TransferContactOutput{ContactId: next.Id, ContactArn: next.Arn}, err
}

// transferable checks a transfer and its destination.
func (r *request) transferable(inst *types.Instance, in *connect.TransferContactInput, c *types.Contact) error {
	if err := r.ofChannel(c, types.ChannelTask, types.ChannelEmail); err != nil {
		return err
	}
	if err := r.running(c); err != nil {
		return err
	}
	if in.QueueId != nil && in.UserId != nil {
		return r.refused("Set QueueId or UserId, not both.")
	}
	if err := r.flow(inst, in.ContactFlowId); err != nil {
		return err
	}
	f, err := r.flows.find(r, inst, in.ContactFlowId)
	if err != nil {
		return err
	}
	switch f.Type {
	case types.ContactFlowTypeContactFlow, types.ContactFlowTypeAgentTransfer, types.ContactFlowTypeQueueTransfer, "":
	default:
		return r.refused("A flow of the type %s cannot carry out a transfer.", f.Type)
	}
	if in.QueueId != nil {
		if _, err := r.queues.find(r, inst, in.QueueId); err != nil {
			return err
		}
	}
	if in.UserId != nil {
		if _, err := r.users.find(r, inst, in.UserId); err != nil {
			return err
		}
	}
	if r.transfers(inst, c) >= maxTransfers {
		return &types.ServiceQuotaExceededException{Message: aws.String("The contact has been transferred the maximum number of times.")}
	}
	return nil
}

// transfers counts how often a contact was transferred.
func (r *request) transfers(inst *types.Instance, c *types.Contact) int {
	n := 0
	for _, other := range r.chain(inst, c) {
		if other.InitiationMethod == types.ContactInitiationMethodTransfer {
			n++
		}
	}
	return n
}

func dismissUserContact(r *request, in *connect.DismissUserContactInput) (*connect.DismissUserContactOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	u, err := r.users.find(r, inst, in.UserId)
	if err != nil {
		return nil, err
	}
	shown, ok := r.agentContacts.of(inst, *u.Id).Get(idOf(in.ContactId))
	if !ok {
		return nil, r.notFound("contact of the user", in.ContactId)
	}
	switch shown.AgentContactState {
	case types.ContactStateMissed, types.ContactStateError, types.ContactStateEnded, types.ContactStateRejected:
	default:
		return nil, r.refused("A contact in the state %s cannot be dismissed.", shown.AgentContactState)
	}
	if _, err := r.contacts.change(r, inst, in.ContactId, func(c *types.Contact) error { r.finishWork(c, *u.Id); return nil }); err != nil {
		return nil, err
	}
	if err := r.agentContacts.remove(r, inst, *u.Id, shown.id); err != nil {
		return nil, err
	}
	r.contactsCleared(inst, *u.Id)
	return nil, nil
}

// finishWork ends the after contact work of an agent.
func (r *request) finishWork(c *types.Contact, user string) {
	if a := c.AgentInfo; a != nil && *a.Id == user && a.AfterContactWorkStartTimestamp != nil {
		now := r.moment().Now
		a.AfterContactWorkEndTimestamp = &now
		a.AfterContactWorkDuration = aws.Int32(int32(now.Sub(*a.AfterContactWorkStartTimestamp).Seconds()))
	}
}

// monitorContact adds the contact of the user who listens in.
func monitorContact(r *request, in *connect.MonitorContactInput) (*connect.MonitorContactOutput, error) {
	inst, c, err := r.contactOf(in)
	if err != nil {
		return nil, err
	}
	if r.agentState(inst, c) != types.ContactStateConnected && r.agentState(inst, c) != types.ContactStateConnectedOnhold || c.DisconnectTimestamp != nil {
		return nil, r.refused("The contact is not connected to an agent.")
	}
	if _, err := r.users.find(r, inst, in.UserId); err != nil {
		return nil, err
	}
	m := &types.Contact{Channel: c.Channel, InitiationMethod: types.ContactInitiationMethodMonitor, PreviousContactId: c.Id}
	if err := r.addContact(inst, m); err != nil {
		return nil, err
	}
	_, err = r.contacts.change(r, inst, m.Id, func(m *types.Contact) error {
		return r.offer(inst, m, in.UserId, types.ContactStateConnecting)
	})
	return &connect.MonitorContactOutput{ContactId: m.Id, ContactArn: m.Arn}, err
}
