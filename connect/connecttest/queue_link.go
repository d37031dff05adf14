package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareQueueLinks declares the quick connects and the email addresses of queues.
func (s *state) declareQueueLinks(queues *resource[types.Queue], h *Handlers) {
	attach(queues, &s.quickConnects, "quick connect of the queue", itself)
	associate(queues, &s.quickConnects, &h.AssociateQueueQuickConnects, func(in *connect.AssociateQueueQuickConnectsInput) []string {
		return ids(in.QuickConnectIds)
	})
	disassociate(queues, &s.quickConnects, &h.DisassociateQueueQuickConnects, func(in *connect.DisassociateQueueQuickConnectsInput) []string {
		return ids(in.QuickConnectIds)
	})
	listAttached(queues, &s.quickConnects, &h.ListQueueQuickConnects,
		func(_ *request, inst *types.Instance, _ *connect.ListQueueQuickConnectsInput, id string) types.QuickConnectSummary {
			return types.QuickConnectSummary{Id: &id, Arn: aws.String(*inst.Arn + "/transfer-destination/" + id)}
		})

	attach(queues, &s.emailAddresses, "email address of the queue", itself)
	associate(queues, &s.emailAddresses, &h.AssociateQueueEmailAddresses, func(in *connect.AssociateQueueEmailAddressesInput) []string {
		return addressIDs(in.EmailAddressesConfig)
	})
	disassociate(queues, &s.emailAddresses, &h.DisassociateQueueEmailAddresses, func(in *connect.DisassociateQueueEmailAddressesInput) []string {
		return ids(in.EmailAddressesId)
	})
	listAttached(queues, &s.emailAddresses, &h.ListQueueEmailAddresses,
		func(r *request, inst *types.Instance, in *connect.ListQueueEmailAddressesInput, id string) types.EmailAddressSummary {
			q, err := r.queues.see(r, inst, in.QueueId)
			return types.EmailAddressSummary{
				Id: &id, Arn: aws.String(*inst.Arn + "/email-address/" + id),
				IsDefaultOutboundEmail: err == nil && q.OutboundEmailConfig != nil && idOf(q.OutboundEmailConfig.OutboundEmailAddressId) == id,
			}
		})
}

// ids makes ids of ids and ARNs.
func ids(idsOrARNs []string) []string {
	return fake.Map(idsOrARNs, func(s string) string { return idOf(&s) })
}

func addressIDs(configs []types.EmailAddressConfig) []string {
	return fake.Map(configs, func(c types.EmailAddressConfig) string { return idOf(c.EmailAddressId) })
}
