package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// A workspace has the pages that agents see. AssociateWorkspace gives it to users.
func ExampleClient_CreateWorkspace() {
	srv := newServer()
	defer srv.Close()
	// What the fake service answers.
	answer(&srv.Handlers.CreateWorkspace, &connect.CreateWorkspaceOutput{
		WorkspaceId: aws.String("workspace-1"), WorkspaceArn: aws.String("arn:aws:connect:us-east-1:123456789012:instance/i-1/workspace/workspace-1"),
	})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreateWorkspace(ctx, &connect.CreateWorkspaceInput{
		InstanceId: aws.String(instance),
		Name:       aws.String("orders"),
		Title:      aws.String("Orders and returns"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("workspace", aws.ToString(out.WorkspaceId))
	// Output: workspace workspace-1
}
