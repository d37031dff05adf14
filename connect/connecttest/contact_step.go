package connecttest

import (
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// No operations stand for the actions of flows, customers and agents on contacts: these methods do.

// seedContact changes a contact for a test, at the time of the server's clock.
func seedContact(s *Server, instanceID, contactID string, change func(r *request, inst *types.Instance, c *types.Contact) error) {
	seedIn(s, instanceID, func(r *request, inst *types.Instance) (struct{}, error) {
		_, err := r.contacts.change(r, inst, &contactID, func(c *types.Contact) error { return change(r, inst, c) })
		return struct{}{}, err
	})
}

// QueueContact puts a contact into a queue, as a flow does. It panics if the contact has ended.
func (s *Server) QueueContact(instanceID, contactID, queueID string) {
	seedContact(s, instanceID, contactID, func(r *request, inst *types.Instance, c *types.Contact) error {
		if err := r.running(c); err != nil {
			return err
		}
		return r.enqueue(inst, c, &queueID)
	})
}

// ConnectContact connects a contact to a user, who accepts it. It panics if the contact has ended.
func (s *Server) ConnectContact(instanceID, contactID, userID string) {
	seedContact(s, instanceID, contactID, func(r *request, inst *types.Instance, c *types.Contact) error {
		if err := r.running(c); err != nil {
			return err
		}
		return r.offer(inst, c, &userID, types.ContactStateConnected)
	})
}

// SetContactState changes the state in which the control panel of its agent shows a contact. MISSED, ERROR and REJECTED
// send a running contact back to its queue, if it came from one, and stay in the control panel until they are
// dismissed; ENDED ends it. It panics if the contact has no agent.
func (s *Server) SetContactState(instanceID, contactID string, state types.ContactState) {
	seedContact(s, instanceID, contactID, func(r *request, inst *types.Instance, c *types.Contact) error {
		if c.AgentInfo == nil {
			return r.refused("The contact has no agent.")
		}
		switch state {
		case types.ContactStateEnded:
			if err := r.running(c); err != nil {
				return err
			}
			r.end(inst, c, "AGENT_DISCONNECT")
			return nil
		case types.ContactStateMissed, types.ContactStateError, types.ContactStateRejected:
			r.setAgentState(inst, c, state)
			if c.DisconnectTimestamp == nil {
				c.AgentInfo = nil
			}
			return nil
		}
		r.setAgentState(inst, c, state)
		return nil
	})
}

// EndContact ends a contact, as a customer who hangs up does. The reason becomes its DisconnectReason; an empty one is
// CUSTOMER_DISCONNECT.
func (s *Server) EndContact(instanceID, contactID, reason string) {
	seedContact(s, instanceID, contactID, func(r *request, inst *types.Instance, c *types.Contact) error {
		if err := r.running(c); err != nil {
			return err
		}
		if reason == "" {
			reason = "CUSTOMER_DISCONNECT"
		}
		r.end(inst, c, reason)
		return nil
	})
}
