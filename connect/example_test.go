package connect_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A client takes its Region and credentials from where all AWS tools do.
func Example() {
	defer standIn()() // a fake service in place of AWS, so that this example has an output

	ctx := context.Background()
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		log.Fatal(err)
	}
	client := connect.NewFromConfig(cfg)

	out, err := client.ListInstances(ctx, &connect.ListInstancesInput{})
	if err != nil {
		log.Fatal(err)
	}
	for _, instance := range out.InstanceSummaryList {
		fmt.Println(aws.ToString(instance.InstanceAlias), instance.InstanceStatus)
	}
	// Output: support ACTIVE
}

// Errors are told apart by type, by kind, or by what every error of the service has.
func Example_errors() {
	srv := newServer()
	defer srv.Close()
	client := srv.Client()

	_, err := client.DisassociatePhoneNumberContactFlow(context.Background(), &connect.DisassociatePhoneNumberContactFlowInput{
		InstanceId:    aws.String(srv.instance),
		PhoneNumberId: aws.String("00000000-0000-4000-8000-000000000000"),
	})

	// The error that the service modelled, with its members.
	var notFound *types.ResourceNotFoundException
	if errors.As(err, &notFound) {
		fmt.Println("no such phone number, or it belongs to another instance")
	}
	// Its kind: the same word for both services and whatever the operation calls it.
	if errors.Is(err, chimeconnect.ErrNotFound) {
		fmt.Println("not found")
	}
	// Any answer of the service, modelled or not, and the HTTP response behind it.
	var failure smithy.APIError
	var response *awshttp.ResponseError
	if errors.As(err, &failure) && errors.As(err, &response) {
		fmt.Println(failure.ErrorCode(), failure.ErrorFault(), response.HTTPStatusCode())
	}
	// Output:
	// no such phone number, or it belongs to another instance
	// not found
	// ResourceNotFoundException client 404
}

// An input that cannot be right is refused before anything is sent, with all that is missing.
func Example_invalidInput() {
	srv := newServer()
	defer srv.Close()

	_, err := srv.Client().AssociateLexBot(context.Background(), &connect.AssociateLexBotInput{
		LexBot: &types.LexBot{Name: aws.String("OrderFlowers")},
	})

	var invalid smithy.InvalidParamsError
	if errors.As(err, &invalid) {
		for _, problem := range invalid.Errs() {
			fmt.Println(problem)
		}
	}
	fmt.Println(len(srv.Requests()), "requests")
	// Output:
	// missing required field, AssociateLexBotInput.InstanceId.
	// missing required field, AssociateLexBotInput.LexBot.LexRegion.
	// 0 requests
}

// Lists come in pages; a paginator asks for one after the other while its items are read.
func Example_paging() {
	srv := newServer()
	defer srv.Close()
	srv.addBots("BookHotel", "OrderFlowers", "OrderPizza")
	ctx, client, instance := context.Background(), srv.Client(), srv.instance

	bots := connect.NewListLexBotsPaginator(client, &connect.ListLexBotsInput{
		InstanceId: aws.String(instance),
	})
	for bot, err := range bots.All(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(aws.ToString(bot.Name))
	}
	// Output:
	// BookHotel
	// OrderFlowers
	// OrderPizza
}

// The pages themselves can be had too, in the way of the official client.
func Example_pages() {
	srv := newServer()
	defer srv.Close()
	srv.addBots("BookHotel", "OrderFlowers", "OrderPizza")
	ctx, client, instance := context.Background(), srv.Client(), srv.instance

	pages := connect.NewListLexBotsPaginator(client, &connect.ListLexBotsInput{
		InstanceId: aws.String(instance),
		MaxResults: aws.Int32(2),
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("a page of", len(page.LexBots))
	}
	// Output:
	// a page of 2
	// a page of 1
}

// Throttles and failures of the service are retried. A client, or one call, may be given more attempts.
func Example_retry() {
	srv := newServer()
	defer srv.Close()
	srv.Fail("AssociateLexBot", connecttest.Throttle(), 4)
	ctx, client, instance := context.Background(), srv.Client(shortBackoff), srv.instance

	out, err := client.AssociateLexBot(ctx, &connect.AssociateLexBotInput{
		InstanceId: aws.String(instance),
		LexBot:     &types.LexBot{Name: aws.String("OrderFlowers"), LexRegion: aws.String("us-east-1")},
	}, func(o *connect.Options) {
		o.RetryMaxAttempts = 5
	})
	if err != nil {
		log.Fatal(err)
	}
	attempts, _ := retry.GetAttemptResults(out.ResultMetadata)
	for i, attempt := range attempts.Results {
		var throttled *types.ThrottlingException
		fmt.Println("attempt", i+1, "throttled:", errors.As(attempt.Err, &throttled))
	}
	// Output:
	// attempt 1 throttled: true
	// attempt 2 throttled: true
	// attempt 3 throttled: true
	// attempt 4 throttled: true
	// attempt 5 throttled: false
}

// A client of the fake service works like one of AWS; the server says what to answer, and what it was asked.
func Example_fake() {
	srv := newServer()
	defer srv.Close()
	srv.Handlers.DescribeRule = func(_ context.Context, in *connect.DescribeRuleInput) (*connect.DescribeRuleOutput, error) {
		return nil, &types.ResourceNotFoundException{Message: aws.String("no rule " + aws.ToString(in.RuleId))}
	}

	_, err := srv.Client().DescribeRule(context.Background(), &connect.DescribeRuleInput{
		InstanceId: aws.String(srv.instance),
		RuleId:     aws.String("r-1"),
	})
	var notFound *types.ResourceNotFoundException
	fmt.Println(errors.As(err, &notFound), notFound.ErrorMessage())
	for _, request := range srv.Requests() {
		fmt.Println(request.Operation, request.Status)
	}
	// Output:
	// true no rule r-1
	// DescribeRule 404
}

// shortBackoff keeps the examples fast. A program would leave the back-off as it is: up to 20 seconds.
func shortBackoff(o *connect.Options) {
	o.Retryer = retry.NewStandard(func(o *retry.StandardOptions) { o.MaxBackoff = 10 * time.Millisecond })
}
