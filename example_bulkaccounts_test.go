package chimeconnect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// contact is a contact to stop, with its account and Region.
type contact struct {
	Account, Region, Instance, ID string
}

func (c contact) key() string { return c.Account + " " + c.Region + " " + c.ID }

func (c contact) attempt() chimeconnect.Attempt {
	return chimeconnect.Attempt{Service: connect.ServiceID, Region: c.Region, Account: c.Account, Operation: "StopContact"}
}

// Contacts of two accounts are stopped in one run. Each account and Region has its own client, goroutines and quota; when
// one of them denies everything, the others continue.
func ExampleRunBulk_accounts() {
	srv, err := connecttest.Start("") // stands for all accounts
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	srv.Handlers.StopContact = func(_ context.Context, in *connect.StopContactInput) (*connect.StopContactOutput, error) {
		if *in.InstanceId == "closed" {
			return nil, &types.AccessDeniedException{Message: aws.String("not yours")}
		}
		return &connect.StopContactOutput{}, nil
	}
	limiter := connect.NewLimiter() // one for all: it counts each account and Region on its own
	clients := map[string]*connect.Client{
		"111111111111 eu-west-2": srv.Client(), // with that account's configuration and Region
		"222222222222 us-east-1": srv.Client(),
	}
	var contacts []contact
	for i := range 4 {
		contacts = append(contacts,
			contact{"111111111111", "eu-west-2", "open", fmt.Sprint("a", i)},
			contact{"222222222222", "us-east-1", "closed", fmt.Sprint("b", i)})
	}

	stop := func(ctx context.Context, item chimeconnect.BulkItem[contact]) (struct{}, error) {
		c := item.Value
		_, err := clients[c.Account+" "+c.Region].StopContact(ctx, &connect.StopContactInput{InstanceId: &c.Instance, ContactId: &c.ID})
		return struct{}{}, err
	}
	results, err := chimeconnect.RunBulk(context.Background(), contacts, contact.key, stop, func(o *chimeconnect.BulkOptions[contact]) {
		o.Attempt = contact.attempt
		o.Limiter = limiter
		o.Concurrency, o.MaxDenials = 1, 2
	})
	for _, r := range results {
		fmt.Println(r.Key, r.Outcome)
	}
	fmt.Println(err != nil)
	// Output:
	// 111111111111 eu-west-2 a0 done
	// 222222222222 us-east-1 b0 failed
	// 111111111111 eu-west-2 a1 done
	// 222222222222 us-east-1 b1 failed
	// 111111111111 eu-west-2 a2 done
	// 222222222222 us-east-1 b2 not started
	// 111111111111 eu-west-2 a3 done
	// 222222222222 us-east-1 b3 not started
	// true
}
