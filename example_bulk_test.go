package chimeconnect_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Every name gets a task. A second run with the same journal finds everything done.
func ExampleRunBulk() {
	srv, err := connecttest.Start("")
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	srv.Handlers.StartTaskContact = func(_ context.Context, in *connect.StartTaskContactInput) (*connect.StartTaskContactOutput, error) {
		if *in.Name == "call Carol" {
			return nil, &types.ServiceQuotaExceededException{Message: aws.String("no more tasks")}
		}
		return &connect.StartTaskContactOutput{ContactId: aws.String("contact-1")}, nil
	}
	folder, err := os.MkdirTemp("", "bulk")
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	client := srv.Client(func(o *connect.Options) { o.Limiter = connect.NewLimiter() })

	start := func(ctx context.Context, item chimeconnect.BulkItem[string]) (string, error) {
		out, err := client.StartTaskContact(ctx, &connect.StartTaskContactInput{
			InstanceId:  aws.String("11111111-2222-3333-4444-555555555555"),
			Name:        aws.String("call " + item.Value),
			ClientToken: aws.String(item.Token), // so that a repeated call starts no second task
		})
		if err != nil {
			return "", err
		}
		return aws.ToString(out.ContactId), nil
	}
	for range 2 {
		results, err := chimeconnect.RunBulk(context.Background(), []string{"Alice", "Bob", "Carol"}, func(name string) string { return name }, start,
			func(o *chimeconnect.BulkOptions[string]) {
				o.Journal = filepath.Join(folder, "tasks.journal")
				o.RepeatInDoubt = true
			})
		if err != nil {
			log.Fatal(err)
		}
		for _, r := range results {
			fmt.Printf("%s: %s, in an earlier run: %t, %q\n", r.Key, r.Outcome, r.Resumed, r.Value)
		}
	}
	// Output:
	// Alice: done, in an earlier run: false, "contact-1"
	// Bob: done, in an earlier run: false, "contact-1"
	// Carol: failed, in an earlier run: false, ""
	// Alice: done, in an earlier run: true, "contact-1"
	// Bob: done, in an earlier run: true, "contact-1"
	// Carol: failed, in an earlier run: true, ""
}
