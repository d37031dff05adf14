package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// Users with this profile can take contacts.
func ExampleClient_CreateSecurityProfile() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	created, err := client.CreateSecurityProfile(ctx, &connect.CreateSecurityProfileInput{
		InstanceId:          aws.String(instance),
		SecurityProfileName: aws.String("Temps"),
		Permissions:         []string{"BasicAgentAccess"},
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.ListSecurityProfilePermissions(ctx, &connect.ListSecurityProfilePermissionsInput{
		InstanceId:        aws.String(instance),
		SecurityProfileId: created.SecurityProfileId,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(out.Permissions)
	// Output: [BasicAgentAccess]
}
