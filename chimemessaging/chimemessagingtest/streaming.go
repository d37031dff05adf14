package chimemessagingtest

import (
	"strings"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/endpoint"
)

func (s *state) streamingHandlers(h *Handlers) {
	h.PutMessagingStreamingConfigurations = handle(s, putMessagingStreamingConfigurations)
	h.GetMessagingStreamingConfigurations = handle(s, getMessagingStreamingConfigurations)
	h.DeleteMessagingStreamingConfigurations = handle(s, deleteMessagingStreamingConfigurations)
}

func putMessagingStreamingConfigurations(
	r *request, in *chimemessaging.PutMessagingStreamingConfigurationsInput,
) (*chimemessaging.PutMessagingStreamingConfigurationsOutput, error) {
	instance, err := r.instance(in.AppInstanceArn)
	if err != nil {
		return nil, err
	}
	options := r.state.server.options
	prefix := "arn:" + endpoint.PartitionOf(options.Region) + ":kinesis:" + options.Region + ":" + options.AccountID + ":stream/chime-messaging-"
	seen := map[types.MessagingDataType]bool{}
	for _, c := range in.StreamingConfigurations {
		if !strings.HasPrefix(*c.ResourceArn, prefix) {
			return nil, badRequest("ResourceArn: must be a Kinesis stream of the same account and Region whose name starts with chime-messaging-.")
		}
		if seen[c.DataType] {
			return nil, badRequest("DataType: %s occurs twice.", c.DataType)
		}
		seen[c.DataType] = true
	}
	r.state.streaming[instance.arn] = in.StreamingConfigurations
	return &chimemessaging.PutMessagingStreamingConfigurationsOutput{StreamingConfigurations: in.StreamingConfigurations}, nil
}

func getMessagingStreamingConfigurations(
	r *request, in *chimemessaging.GetMessagingStreamingConfigurationsInput,
) (*chimemessaging.GetMessagingStreamingConfigurationsOutput, error) {
	instance, err := r.instance(in.AppInstanceArn)
	if err != nil {
		return nil, err
	}
	configurations, ok := r.state.streaming[instance.arn]
	if !ok {
		return nil, r.missing("streaming configuration")
	}
	return &chimemessaging.GetMessagingStreamingConfigurationsOutput{StreamingConfigurations: configurations}, nil
}

func deleteMessagingStreamingConfigurations(
	r *request, in *chimemessaging.DeleteMessagingStreamingConfigurationsInput,
) (*chimemessaging.DeleteMessagingStreamingConfigurationsOutput, error) {
	instance, err := r.instance(in.AppInstanceArn)
	if err != nil {
		return nil, err
	}
	delete(r.state.streaming, instance.arn)
	return nil, nil
}
