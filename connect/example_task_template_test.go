package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A template says which fields a task has. One of them is its name, which is required.
func ExampleClient_CreateTaskTemplate() {
	srv := newServer()
	defer srv.Close()
	flow := srv.AddContactFlow(srv.instance, types.ContactFlow{Name: aws.String("Tasks"), Type: types.ContactFlowTypeContactFlow})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	name := &types.TaskTemplateFieldIdentifier{Name: aws.String("Name")}
	out, err := client.CreateTaskTemplate(ctx, &connect.CreateTaskTemplateInput{
		InstanceId:    aws.String(instance),
		Name:          aws.String("Call back"),
		ContactFlowId: aws.String(flow), // where the tasks go
		Status:        types.TaskTemplateStatusActive,
		Fields: []types.TaskTemplateField{
			{Id: name, Type: types.TaskTemplateFieldTypeName},
			{Id: &types.TaskTemplateFieldIdentifier{Name: aws.String("Order")}, Type: types.TaskTemplateFieldTypeNumber},
		},
		Constraints: &types.TaskTemplateConstraints{RequiredFields: []types.RequiredFieldInfo{{Id: name}}},
	})
	if err != nil {
		log.Fatal(err)
	}
	template, err := client.GetTaskTemplate(ctx, &connect.GetTaskTemplateInput{InstanceId: aws.String(instance), TaskTemplateId: out.Id})
	if err != nil {
		log.Fatal(err)
	}
	for _, field := range template.Fields {
		fmt.Println(aws.ToString(field.Id.Name), field.Type)
	}
	// Output:
	// Name NAME
	// Order NUMBER
}
