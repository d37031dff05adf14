package bothtest_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest/bothtest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestBothServices(t *testing.T) {
	srv := bothtest.NewServer(t, func(o *connecttest.Options) { o.Region = "eu-central-1" }, func(o *chimemessagingtest.Options) { o.Region = "eu-central-1" })
	instance := srv.Connect.AddInstance(types.Instance{})
	app := srv.Messaging.AddAppInstance("")
	assert.Equal(t, srv.URL(), srv.Connect.URL())
	_, err := srv.Connect.Client().DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: &instance})
	require.NoError(t, err)
	_, err = srv.Messaging.Client().ListChannelFlows(t.Context(), &chimemessaging.ListChannelFlowsInput{AppInstanceArn: &app})
	require.NoError(t, err)
	assert.Len(t, srv.Connect.Requests(), 1)
	assert.Len(t, srv.Messaging.Requests(), 1)
	endpoint, err := srv.Messaging.Client().GetMessagingSessionEndpoint(t.Context(), &chimemessaging.GetMessagingSessionEndpointInput{})
	require.NoError(t, err)
	assert.Equal(t, srv.URL(), "http://"+*endpoint.Endpoint.Url)
	assert.Contains(t, srv.Dump(), "DescribeInstance: 200")
	assert.Contains(t, srv.Dump(), "ListChannelFlows: 200")
}

// One URL for both services.
func Example() {
	srv := bothtest.Start(nil, nil)
	defer srv.Close()
	ctx := context.Background()
	srv.Connect.AddInstance(types.Instance{InstanceAlias: aws.String("demo")})
	app := srv.Messaging.AddAppInstance("")

	credentials := aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return connecttest.Credentials(), nil })
	config := aws.Config{Region: "us-east-1", BaseEndpoint: aws.String(srv.URL()), Credentials: credentials}
	instances, err := connect.NewFromConfig(config).ListInstances(ctx, &connect.ListInstancesInput{})
	fmt.Println(*instances.InstanceSummaryList[0].InstanceAlias, err)
	flows, err := chimemessaging.NewFromConfig(config).ListChannelFlows(ctx, &chimemessaging.ListChannelFlowsInput{AppInstanceArn: &app})
	fmt.Println(len(flows.ChannelFlows), err)
	// Output:
	// demo <nil>
	// 0 <nil>
}
