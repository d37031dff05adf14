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

// The life of a phone number: searched, claimed, given a flow, released.
func Example_phoneNumber() {
	srv := start()
	defer srv.Close()
	instance := srv.AddInstance(types.Instance{})
	flow := srv.AddContactFlow(instance, types.ContactFlow{Name: aws.String("Greeting"), Type: types.ContactFlowTypeContactFlow})
	client, ctx := srv.Client(), context.Background()

	found, err := client.SearchAvailablePhoneNumbers(ctx, &connect.SearchAvailablePhoneNumbersInput{
		InstanceId: &instance, PhoneNumberCountryCode: types.PhoneNumberCountryCodeUs, PhoneNumberType: types.PhoneNumberTypeTollFree,
	})
	if err != nil {
		log.Fatal(err)
	}
	number := found.AvailableNumbersList[0].PhoneNumber
	claimed, err := client.ClaimPhoneNumber(ctx, &connect.ClaimPhoneNumberInput{InstanceId: &instance, PhoneNumber: number})
	fmt.Println("claimed", *number, err)
	_, err = client.AssociatePhoneNumberContactFlow(ctx, &connect.AssociatePhoneNumberContactFlowInput{
		PhoneNumberId: claimed.PhoneNumberId, InstanceId: &instance, ContactFlowId: &flow,
	})
	fmt.Println("its flow:", srv.FlowOfPhoneNumber(*claimed.PhoneNumberId, instance) == flow, err)
	_, err = client.DisassociatePhoneNumberContactFlow(ctx, &connect.DisassociatePhoneNumberContactFlowInput{
		PhoneNumberId: claimed.PhoneNumberId, InstanceId: &instance,
	})
	fmt.Println("no flow:", srv.FlowOfPhoneNumber(*claimed.PhoneNumberId, instance) == "", err)
	_, err = client.ReleasePhoneNumber(ctx, &connect.ReleasePhoneNumberInput{PhoneNumberId: claimed.PhoneNumberId})
	fmt.Println(len(srv.PhoneNumbers()), "numbers", err)
	// Output:
	// claimed +18005550100 <nil>
	// its flow: true <nil>
	// no flow: true <nil>
	// 0 numbers <nil>
}

// State is seeded by methods of the server, searched by the client, and read back by methods of the server.
func ExampleServer_AddUser() {
	srv := start()
	defer srv.Close()
	instance := srv.AddInstance(types.Instance{})
	for _, name := range []string{"alice", "bob", "alina"} {
		srv.AddUser(instance, types.User{Username: &name, Tags: map[string]string{"team": name[:2]}})
	}
	client, ctx := srv.Client(), context.Background()
	found, err := client.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: &instance, SearchCriteria: &types.UserSearchCriteria{
		StringCondition: &types.StringCondition{
			FieldName: aws.String("username"), Value: aws.String("AL"), ComparisonType: types.StringComparisonTypeStartsWith,
		},
	}})
	if err != nil {
		log.Fatal(err)
	}
	for _, u := range found.Users {
		fmt.Println(*u.Username, u.Tags)
	}
	_, err = client.DeleteUser(ctx, &connect.DeleteUserInput{InstanceId: &instance, UserId: found.Users[0].Id})
	fmt.Println(len(srv.Users(instance)), "users left", err)
	// Output:
	// alice map[team:al]
	// alina map[team:al]
	// 2 users left <nil>
}

// A page token is valid for its own list only, and it expires.
func Example_pageToken() {
	now := time.Now()
	srv := start(func(o *connecttest.Options) {
		o.Clock, o.PageTokenLife = func() time.Time { return now }, time.Hour
	})
	defer srv.Close()
	instance := srv.AddInstance(types.Instance{})
	list := &connect.ListSecurityProfilesInput{InstanceId: &instance, MaxResults: aws.Int32(3)}
	first, err := srv.Client().ListSecurityProfiles(context.Background(), list)
	fmt.Println(len(first.SecurityProfileSummaryList), err)
	list.NextToken = first.NextToken
	second, err := srv.Client().ListSecurityProfiles(context.Background(), list)
	fmt.Println(len(second.SecurityProfileSummaryList), second.NextToken == nil, err)
	now = now.Add(2 * time.Hour)
	_, err = srv.Client().ListSecurityProfiles(context.Background(), list)
	var invalid *types.InvalidParameterException
	fmt.Println(errors.As(err, &invalid), invalid.ErrorMessage())
	// Output:
	// 3 <nil>
	// 1 true <nil>
	// true NextToken: the token has expired
}

// The same token and input give the same answer; the same token with other input is refused.
func Example_idempotency() {
	srv := start()
	defer srv.Close()
	instance := srv.AddInstance(types.Instance{})
	claim := &connect.ClaimPhoneNumberInput{InstanceId: &instance, PhoneNumber: aws.String("+18005550100"), ClientToken: aws.String("my-token")}
	first, err := srv.Client().ClaimPhoneNumber(context.Background(), claim)
	if err != nil {
		log.Fatal(err)
	}
	second, err := srv.Client().ClaimPhoneNumber(context.Background(), claim)
	fmt.Println(*first.PhoneNumberId == *second.PhoneNumberId, err)
	claim.PhoneNumber = aws.String("+18005550101")
	_, err = srv.Client().ClaimPhoneNumber(context.Background(), claim)
	fmt.Println(codeOf(err))
	// Output:
	// true <nil>
	// IdempotencyException
}
