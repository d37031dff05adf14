package connecttest_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// start is connecttest.NewServer for examples, which have no *testing.T.
func start(optFns ...func(*connecttest.Options)) *connecttest.Server {
	srv, err := connecttest.Start("", append(optFns, func(o *connecttest.Options) { o.KeepRequests = -1 })...)
	if err != nil {
		log.Fatal(err)
	}
	return srv
}

// A handler answers one operation the way a test needs it; its error goes out as the service would send it.
func ExampleServer_handlers() {
	srv := start() // in a test: connecttest.NewServer(t)
	defer srv.Close()
	srv.Handlers.DescribeRule = func(_ context.Context, in *connect.DescribeRuleInput) (*connect.DescribeRuleOutput, error) {
		if *in.RuleId == "missing" {
			return nil, &types.ResourceNotFoundException{Message: aws.String("no such rule")}
		}
		return &connect.DescribeRuleOutput{Rule: &types.Rule{RuleId: in.RuleId, Name: aws.String("Escalate")}}, nil
	}

	client := srv.Client()
	ctx := context.Background()
	out, err := client.DescribeRule(ctx, &connect.DescribeRuleInput{InstanceId: aws.String("i"), RuleId: aws.String("r")})
	fmt.Println(*out.Rule.Name, err)
	_, err = client.DescribeRule(ctx, &connect.DescribeRuleInput{InstanceId: aws.String("i"), RuleId: aws.String("missing")})
	var notFound *types.ResourceNotFoundException
	fmt.Println(errors.As(err, &notFound), notFound.ErrorMessage())
	// Output:
	// Escalate <nil>
	// true no such rule
}

// The built-in state answers without any handler: what one call creates, another finds.
func ExampleNewServer() {
	srv := start() // in a test: connecttest.NewServer(t)
	defer srv.Close()
	instance := srv.AddInstance(types.Instance{InstanceAlias: aws.String("shop")})

	client := srv.Client()
	ctx := context.Background()
	bot := &types.LexBot{Name: aws.String("Orders"), LexRegion: aws.String("us-east-1")}
	if _, err := client.AssociateLexBot(ctx, &connect.AssociateLexBotInput{InstanceId: &instance, LexBot: bot}); err != nil {
		log.Fatal(err)
	}
	fmt.Println(*srv.LexBots(instance)[0].LexBot.Name)
	_, err := client.DisassociateLexBot(ctx, &connect.DisassociateLexBotInput{InstanceId: &instance, BotName: bot.Name, LexRegion: bot.LexRegion})
	fmt.Println(len(srv.LexBots(instance)), err)
	// Output:
	// Orders
	// 0 <nil>
}

// Fail makes the next calls of an operation fail; the client retries as it does with AWS, but without waiting.
func ExampleServer_Fail() {
	srv := start()
	defer srv.Close()
	client := srv.Client()
	srv.Fail("ListPhoneNumbersV2", connecttest.Throttle(), 2)

	_, err := client.ListPhoneNumbersV2(context.Background(), &connect.ListPhoneNumbersV2Input{})
	fmt.Println(err)
	for _, r := range srv.Requests() {
		fmt.Println(r.Operation, "attempt", r.Attempt, r.Status, r.ErrorCode)
	}
	// Output:
	// <nil>
	// ListPhoneNumbersV2 attempt 1 429 ThrottlingException
	// ListPhoneNumbersV2 attempt 2 429 ThrottlingException
	// ListPhoneNumbersV2 attempt 3 200
}

// The answer to the first attempt is lost after the service did its work. The idempotency token, which the client fills in,
// makes the second attempt the same request: there is one instance.
func ExampleResetAfter() {
	srv := start()
	defer srv.Close()
	client := srv.Client()
	srv.Fail("CreateInstance", connecttest.ResetAfter(), 1)

	_, err := client.CreateInstance(context.Background(), &connect.CreateInstanceInput{
		IdentityManagementType: types.DirectoryTypeConnectManaged, InstanceAlias: aws.String("demo"), InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(true),
	})
	fmt.Println(len(srv.Requests()), "requests,", len(srv.Instances()), "instance,", err)
	// Output: 2 requests, 1 instance, <nil>
}

// RateLimit answers calls beyond a rate with the service's throttling error. It uses the clock of the server, which a test
// can set.
func ExampleServer_RateLimit() {
	now := time.Now()
	srv := start(func(o *connecttest.Options) { o.Clock = func() time.Time { return now } })
	defer srv.Close()
	client := srv.Client(func(o *connect.Options) { o.Retryer = aws.NopRetryer{} })
	srv.RateLimit("", 2, 2)

	for range 3 {
		_, err := client.ListInstances(context.Background(), &connect.ListInstancesInput{})
		var throttled *types.ThrottlingException
		fmt.Println(errors.As(err, &throttled))
	}
	// Output:
	// false
	// false
	// true
}

// SetVisibilityDelay makes the state eventually consistent, like the real service: a new user is not found immediately.
func ExampleServer_SetVisibilityDelay() {
	now := time.Now()
	srv := start(func(o *connecttest.Options) { o.Clock = func() time.Time { return now } })
	defer srv.Close()
	instance := srv.AddInstance(types.Instance{})
	srv.SetVisibilityDelay(5 * time.Second)

	client := srv.Client()
	queue, err := client.CreateQueue(context.Background(), &connect.CreateQueueInput{
		InstanceId: &instance, Name: aws.String("Sales"), HoursOfOperationId: srv.HoursOfOperations(instance)[0].HoursOfOperationId,
	})
	if err != nil {
		log.Fatal(err)
	}
	describe := &connect.DescribeQueueInput{InstanceId: &instance, QueueId: queue.QueueId}
	_, err = client.DescribeQueue(context.Background(), describe)
	var notFound *types.ResourceNotFoundException
	fmt.Println("not found:", errors.As(err, &notFound))
	now = now.Add(5 * time.Second)
	_, err = client.DescribeQueue(context.Background(), describe)
	fmt.Println("later:", err)
	// Output:
	// not found: true
	// later: <nil>
}

// A handler can call the built-in state: here to watch an operation.
func ExampleServer_Builtin() {
	srv := start()
	defer srv.Close()
	builtin := srv.Builtin()
	srv.Handlers.ListInstances = func(ctx context.Context, in *connect.ListInstancesInput) (*connect.ListInstancesOutput, error) {
		fmt.Println("called in", connecttest.RegionOf(ctx))
		return builtin.ListInstances(ctx, in)
	}
	out, err := srv.Client().ListInstances(context.Background(), &connect.ListInstancesInput{})
	fmt.Println(len(out.InstanceSummaryList), err)
	// Output:
	// called in us-east-1
	// 0 <nil>
}

// From the other Region of a traffic distribution group, a phone number is named by its ARN: its id is not known there.
func ExampleServer_AddTrafficDistributionGroup() {
	srv := start()
	defer srv.Close()
	instance := srv.AddInstance(types.Instance{})
	flow := srv.AddContactFlow(instance, types.ContactFlow{Name: aws.String("Greeting"), Type: types.ContactFlowTypeContactFlow})
	group := srv.AddTrafficDistributionGroup(instance, "us-west-2", types.TrafficDistributionGroup{Name: aws.String("pair")})
	srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{PhoneNumber: aws.String("+18005550100"), TargetArn: &group})
	number := srv.PhoneNumbers()[0]

	west := srv.Client(func(o *connect.Options) { o.Region = "us-west-2" })
	for _, id := range []*string{number.PhoneNumberId, number.PhoneNumberArn} {
		_, err := west.AssociatePhoneNumberContactFlow(context.Background(), &connect.AssociatePhoneNumberContactFlowInput{
			PhoneNumberId: id, InstanceId: &instance, ContactFlowId: &flow,
		})
		var notFound *types.ResourceNotFoundException
		fmt.Println("not found:", errors.As(err, &notFound))
	}
	// Output:
	// not found: true
	// not found: false
}
