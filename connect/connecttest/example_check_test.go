package connecttest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// codeOf returns the code of an error of the service.
func codeOf(err error) string {
	var api smithy.APIError
	if !errors.As(err, &api) {
		return fmt.Sprint(err)
	}
	return api.ErrorCode()
}

// Signatures are checked as the service checks them: the secret, the Region, the session token, the time.
func Example_signature() {
	temporary := aws.Credentials{AccessKeyID: "ASIAFAKE", SecretAccessKey: "secret", SessionToken: "token"}
	srv := start()
	defer srv.Close()
	srv.AddCredentials(temporary)
	call := func(what string, change func(o *connect.Options)) {
		_, err := srv.Client(change).ListInstances(context.Background(), &connect.ListInstancesInput{})
		fmt.Println(what+":", codeOf(err))
	}
	as := func(c aws.Credentials) func(o *connect.Options) {
		return func(o *connect.Options) {
			o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return c, nil })
		}
	}
	known := connecttest.Credentials()
	call("known", as(known))
	call("temporary", as(temporary))
	call("no session token", as(aws.Credentials{AccessKeyID: temporary.AccessKeyID, SecretAccessKey: temporary.SecretAccessKey}))
	call("unknown key", as(aws.Credentials{AccessKeyID: "AKIDOTHER", SecretAccessKey: known.SecretAccessKey}))
	call("wrong secret", as(aws.Credentials{AccessKeyID: known.AccessKeyID, SecretAccessKey: "other"}))
	call("wrong Region", func(o *connect.Options) { o.Region = "eu-west-2" })
	srv.SetClock(func() time.Time { return time.Now().Add(16 * time.Minute) })
	call("wrong time", func(o *connect.Options) { o.Retryer = aws.NopRetryer{} })
	// Output:
	// known: <nil>
	// temporary: <nil>
	// no session token: UnrecognizedClientException
	// unknown key: UnrecognizedClientException
	// wrong secret: InvalidSignatureException
	// wrong Region: InvalidSignatureException
	// wrong time: InvalidSignatureException
}

// An input that breaks the limits of the API is refused as the service refuses it, before any handler.
func Example_validation() {
	srv := start()
	defer srv.Close()
	_, err := srv.Client().ListUsers(context.Background(), &connect.ListUsersInput{
		InstanceId: aws.String("i"), MaxResults: aws.Int32(5000),
	})
	var invalid *types.InvalidParameterException
	fmt.Println(errors.As(err, &invalid), invalid.ErrorMessage())
	// Output: true 1 validation errors: ListUsersInput.MaxResults: the number must be 1 to 1000
}

// A URL that belongs to no operation is a 404, however close to one it is. The request is made by hand: the client makes no
// such mistake.
func Example_wrongURL() {
	srv := start()
	defer srv.Close()
	for _, path := range []string{"/instance", "/instances", "/instance/"} {
		r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, srv.URL()+path, http.NoBody)
		if err != nil {
			log.Fatal(err)
		}
		const hashOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
		err = v4.NewSigner().SignHTTP(context.Background(), connecttest.Credentials(), r, hashOfNothing, "connect", connecttest.Region, time.Now())
		if err != nil {
			log.Fatal(err)
		}
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			log.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
		fmt.Printf("%s %s %q\n", path, response.Status, response.Header.Get("X-Amzn-Errortype"))
	}
	// Output:
	// /instance 200 OK ""
	// /instances 404 Not Found "UnknownOperationException"
	// /instance/ 404 Not Found "UnknownOperationException"
}

// Handlers can be set while the server runs and calls are under way.
func ExampleServer_Handle() {
	srv := start()
	defer srv.Close()
	for _, name := range []string{"first", "second"} {
		srv.Handle(func(h *connecttest.Handlers) {
			h.DescribeRule = func(context.Context, *connect.DescribeRuleInput) (*connect.DescribeRuleOutput, error) {
				return &connect.DescribeRuleOutput{Rule: &types.Rule{Name: &name}}, nil
			}
		})
		out, err := srv.Client().DescribeRule(context.Background(), &connect.DescribeRuleInput{InstanceId: aws.String("i"), RuleId: aws.String("r")})
		fmt.Println(*out.Rule.Name, err)
	}
	// Output:
	// first <nil>
	// second <nil>
}

// Start is for programs that are not tests. An address may be fixed: here it is that of a server that was closed.
func ExampleStart() {
	first, err := connecttest.Start("127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	address := strings.TrimPrefix(first.URL(), "http://")
	_, err = connecttest.Start(address)
	fmt.Println("taken:", err != nil)
	first.Close()
	second, err := connecttest.Start(address)
	if err != nil {
		log.Fatal(err)
	}
	defer second.Close()
	fmt.Println("again:", second.URL() == first.URL())
	// Output:
	// taken: true
	// again: true
}

// Each server has a clock and ids of its own, and a test can set both, so that no part of an answer is random.
func ExampleSequentialIDs() {
	srv := start(func(o *connecttest.Options) {
		o.NewID = connecttest.SequentialIDs()
		o.Clock = func() time.Time { return time.Date(2026, time.May, 4, 12, 0, 0, 0, time.UTC) }
	})
	defer srv.Close()
	id := srv.AddInstance(types.Instance{})
	out, err := srv.Client().DescribeInstance(context.Background(), &connect.DescribeInstanceInput{InstanceId: &id})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(*out.Instance.Arn, out.Instance.CreatedTime)
	// Output: arn:aws:connect:us-east-1:123456789012:instance/00000000-0000-4000-8000-000000000001 2026-05-04 12:00:00 +0000 UTC
}
