package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A template says which fields a task has.
func ExampleClient_CreateTaskTemplate() {
	srv := newServer()
	defer srv.Close()
	// What the fake service answers.
	answer(&srv.Handlers.CreateTaskTemplate, &connect.CreateTaskTemplateOutput{
		Id: aws.String("template-1"), Arn: aws.String("arn:aws:connect:us-east-1:123456789012:instance/i-1/task-template/template-1"),
	})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreateTaskTemplate(ctx, &connect.CreateTaskTemplateInput{
		InstanceId: aws.String(instance),
		Name:       aws.String("Call back"),
		Status:     types.TaskTemplateStatusActive,
		Fields: []types.TaskTemplateField{
			{Id: &types.TaskTemplateFieldIdentifier{Name: aws.String("Name")}, Type: types.TaskTemplateFieldTypeName},
			{Id: &types.TaskTemplateFieldIdentifier{Name: aws.String("Order")}, Type: types.TaskTemplateFieldTypeNumber},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("template", aws.ToString(out.Id))
	// Output: template template-1
}
