// Package provider is like a resource of an infrastructure provider.
package provider

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/chimesdkmessaging"
	messagingtypes "github.com/aws/aws-sdk-go-v2/service/chimesdkmessaging/types"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types" // of Connect
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// Meta holds the clients of the provider.
type Meta struct {
	connect   *connect.Client
	messaging *chimesdkmessaging.Client
	sts       *sts.Client
}

func resourceQueueDelete(ctx context.Context, meta *Meta, instanceID, queueID string) error {
	_, err := meta.connect.DeleteQueue(ctx, &connect.DeleteQueueInput{
		InstanceId: aws.String(instanceID),
		QueueId:    aws.String(queueID),
	})
	var notFound *types.ResourceNotFoundException
	if errors.As(err, &notFound) {
		return nil
	}
	return err
}

func resourceChannelFlowRead(ctx context.Context, meta *Meta, arn string) (*messagingtypes.ChannelFlow, error) {
	out, err := meta.messaging.DescribeChannelFlow(ctx, &chimesdkmessaging.DescribeChannelFlowInput{ChannelFlowArn: aws.String(arn)})
	if err != nil {
		return nil, fmt.Errorf("reading channel flow (%s): %w", arn, err)
	}
	return out.ChannelFlow, nil
}
