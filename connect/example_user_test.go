package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A user has a routing profile and at least one security profile.
func ExampleClient_CreateUser() {
	srv := newServer()
	defer srv.Close()
	routingProfile := srv.AddRoutingProfile(srv.instance, types.RoutingProfile{Name: aws.String("Orders")})
	securityProfile := srv.AddSecurityProfile(srv.instance, types.SecurityProfile{SecurityProfileName: aws.String("Temps")})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	created, err := client.CreateUser(ctx, &connect.CreateUserInput{
		InstanceId:         aws.String(instance),
		Username:           aws.String("jane"),
		Password:           aws.String("Correct-Horse-7"), // only if the instance itself manages users
		IdentityInfo:       &types.UserIdentityInfo{FirstName: aws.String("Jane"), LastName: aws.String("Doe")},
		PhoneConfig:        &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone, AfterContactWorkTimeLimit: 30}, // in seconds
		RoutingProfileId:   aws.String(routingProfile),
		SecurityProfileIds: []string{securityProfile},
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.DescribeUser(ctx, &connect.DescribeUserInput{InstanceId: aws.String(instance), UserId: created.UserId})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(aws.ToString(out.User.Username), out.User.PhoneConfig.PhoneType)
	// Output: jane SOFT_PHONE
}
