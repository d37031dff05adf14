package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A workspace has the pages that agents see. AssociateWorkspace assigns it to users, or to all users with a routing profile.
func ExampleClient_CreateWorkspace() {
	srv := newServer()
	defer srv.Close()
	profile := srv.AddRoutingProfile(srv.instance, types.RoutingProfile{Name: aws.String("Orders")})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreateWorkspace(ctx, &connect.CreateWorkspaceInput{
		InstanceId: aws.String(instance),
		Name:       aws.String("orders"),
		Title:      aws.String("Orders and returns"),
	})
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.UpdateWorkspaceVisibility(ctx, &connect.UpdateWorkspaceVisibilityInput{
		InstanceId:  aws.String(instance),
		WorkspaceId: out.WorkspaceId,
		Visibility:  types.VisibilityAssigned, // by default nobody sees a new workspace
	})
	if err != nil {
		log.Fatal(err)
	}
	described, err := client.DescribeRoutingProfile(ctx, &connect.DescribeRoutingProfileInput{
		InstanceId: aws.String(instance), RoutingProfileId: aws.String(profile),
	})
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.AssociateWorkspace(ctx, &connect.AssociateWorkspaceInput{
		InstanceId:   aws.String(instance),
		WorkspaceId:  out.WorkspaceId,
		ResourceArns: []string{aws.ToString(described.RoutingProfile.RoutingProfileArn)},
	})
	if err != nil {
		log.Fatal(err)
	}
	associations := connect.NewSearchWorkspaceAssociationsPaginator(client, &connect.SearchWorkspaceAssociationsInput{InstanceId: aws.String(instance)})
	for a, err := range associations.All(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(aws.ToString(a.ResourceType), aws.ToString(a.ResourceName))
	}
	// Output: ROUTING_PROFILE Orders
}
