package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// endAtOnce is the content of the flows of a new instance: what those of AWS do is not part of the API.
const endAtOnce = `{"Version":"2019-10-30","StartAction":"end","Metadata":{},"Actions":[{"Identifier":"end","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`

// addDefaultFlows adds the flows that every new instance has.
func (r *request) addDefaultFlows(i *types.Instance) error {
	for _, f := range []struct {
		name string
		kind types.ContactFlowType
	}{
		{"Default agent hold", types.ContactFlowTypeAgentHold},
		{"Default agent transfer", types.ContactFlowTypeAgentTransfer},
		{"Default agent whisper", types.ContactFlowTypeAgentWhisper},
		{"Default customer hold", types.ContactFlowTypeCustomerHold},
		{"Default customer queue", types.ContactFlowTypeCustomerQueue},
		{"Default customer whisper", types.ContactFlowTypeCustomerWhisper},
		{"Default outbound", types.ContactFlowTypeOutboundWhisper},
		{"Default queue transfer", types.ContactFlowTypeQueueTransfer},
	} {
		if err := r.flows.add(r, i, &types.ContactFlow{Name: aws.String(f.name), Type: f.kind, Content: aws.String(endAtOnce)}); err != nil {
			return err
		}
	}
	return nil
}
