package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareQueueLinks declares the quick connects and the email addresses of queues.
func (s *state) declareQueueLinks(queues *resource[types.Queue], h *Handlers) {
	attach(queues, &s.queueQuickConnects, "quick connect of the queue", itself)
	changeAttached(queues, &h.AssociateQueueQuickConnects,
		func(r *request, inst *types.Instance, in *connect.AssociateQueueQuickConnectsInput, queueID string) error {
			return r.addQueueQuickConnects(inst, queueID, in.QuickConnectIds)
		})
	disassociate(queues, &s.queueQuickConnects, &h.DisassociateQueueQuickConnects, func(in *connect.DisassociateQueueQuickConnectsInput) []string {
		return ids(in.QuickConnectIds)
	})
	listAttached(queues, &s.queueQuickConnects, &h.ListQueueQuickConnects,
		func(r *request, inst *types.Instance, _ *connect.ListQueueQuickConnectsInput, id string) types.QuickConnectSummary {
			summary := types.QuickConnectSummary{Id: &id}
			if q, err := r.connects.find(r, inst, &id); err == nil { // else it was deleted, which readers do not see yet
				copyMembers(&summary, q, "QuickConnect")
				summary.QuickConnectType = quickConnectType(q)
			}
			return summary
		})

	attach(queues, &s.emailAddresses, "email address of the queue", itself)
	changeAttached(queues, &h.AssociateQueueEmailAddresses,
		func(r *request, inst *types.Instance, in *connect.AssociateQueueEmailAddressesInput, queueID string) error {
			return r.addQueueEmailAddresses(inst, queueID, in.EmailAddressesConfig)
		})
	disassociate(queues, &s.emailAddresses, &h.DisassociateQueueEmailAddresses, func(in *connect.DisassociateQueueEmailAddressesInput) []string {
		return ids(in.EmailAddressesId)
	})
	h.ListQueueEmailAddresses = handle(s, listQueueEmailAddresses)
}

// listQueueEmailAddresses lists the addresses of a queue, and the one for outbound email if it is not among them.
func listQueueEmailAddresses(r *request, in *connect.ListQueueEmailAddressesInput) (*connect.ListQueueEmailAddressesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	q, err := r.queues.see(r, inst, in.QueueId)
	if err != nil {
		return nil, err
	}
	all, sender := r.emailAddresses.of(inst, *q.QueueId).Rows(r.Moment, nil).All(), ""
	if q.OutboundEmailConfig != nil {
		sender = idOf(q.OutboundEmailConfig.OutboundEmailAddressId)
	}
	if sender != "" && !slices.Contains(all, sender) {
		all = append(all, sender)
	}
	out := &connect.ListQueueEmailAddressesOutput{LastModifiedTime: q.LastModifiedTime, LastModifiedRegion: q.LastModifiedRegion}
	return out, paged(r, in, out, fake.RowsOf(all), func(id string) types.EmailAddressSummary {
		return types.EmailAddressSummary{Id: &id, Arn: aws.String(*inst.Arn + "/email-address/" + id), IsDefaultOutboundEmail: id == sender}
	})
}

// addQueueEmailAddresses puts email addresses that exist into a queue.
func (r *request) addQueueEmailAddresses(inst *types.Instance, queueID string, configs []types.EmailAddressConfig) error {
	for _, c := range configs {
		if _, err := r.addresses.find(r, inst, c.EmailAddressId); err != nil {
			return err
		}
	}
	r.emailAddresses.put(r, inst, queueID, addressIDs(configs)...)
	return nil
}

// checkSender makes sure that the address for outbound email exists.
func (r *request) checkSender(inst *types.Instance, c *types.OutboundEmailConfig) error {
	if c == nil || aws.ToString(c.OutboundEmailAddressId) == "" {
		return nil
	}
	_, err := r.addresses.find(r, inst, c.OutboundEmailAddressId)
	return err
}

// addQueueQuickConnects puts quick connects that exist into a queue.
func (r *request) addQueueQuickConnects(inst *types.Instance, queueID string, idsOrARNs []string) error {
	for _, id := range idsOrARNs {
		if _, err := r.connects.find(r, inst, &id); err != nil {
			return err
		}
	}
	r.queueQuickConnects.put(r, inst, queueID, ids(idsOrARNs)...)
	return nil
}

// ids returns the ids in a list of ids and ARNs.
func ids(idsOrARNs []string) []string {
	return fake.Map(idsOrARNs, func(s string) string { return idOf(&s) })
}

func addressIDs(configs []types.EmailAddressConfig) []string {
	return fake.Map(configs, func(c types.EmailAddressConfig) string { return idOf(c.EmailAddressId) })
}

// AddQueueQuickConnects associates quick connects, by id, with a queue.
func (s *Server) AddQueueQuickConnects(instanceID, queueID string, quickConnectIDs ...string) {
	seedIn(s, instanceID, func(r *request, inst *types.Instance) (struct{}, error) {
		q, err := r.queues.find(r, inst, &queueID)
		if err == nil {
			err = r.addQueueQuickConnects(inst, *q.QueueId, quickConnectIDs)
		}
		return struct{}{}, err
	})
}

// QueueQuickConnects returns the ids of the quick connects of a queue, in the order in which they were associated.
func (s *Server) QueueQuickConnects(instanceID, queueID string) []string {
	return attachedTo(s, &s.state.queues, &s.state.queueQuickConnects, instanceID, queueID)
}

// AddQueueEmailAddresses associates email addresses, by id, with a queue.
func (s *Server) AddQueueEmailAddresses(instanceID, queueID string, emailAddressIDs ...string) {
	attachTo(s, &s.state.queues, &s.state.emailAddresses, instanceID, queueID, ids(emailAddressIDs)...)
}

// QueueEmailAddresses returns the ids of the email addresses of a queue, in the order in which they were associated.
func (s *Server) QueueEmailAddresses(instanceID, queueID string) []string {
	return attachedTo(s, &s.state.queues, &s.state.emailAddresses, instanceID, queueID)
}
