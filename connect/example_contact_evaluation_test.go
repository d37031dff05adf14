package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// An evaluation is started with an active form. SubmitContactEvaluation ends it.
func ExampleClient_StartContactEvaluation() {
	srv := newServer()
	defer srv.Close()
	call := srv.AddContact(srv.instance, types.Contact{})
	form := srv.AddEvaluationForm(srv.instance, types.EvaluationForm{Title: aws.String("Calls"), Status: types.EvaluationFormVersionStatusActive})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.StartContactEvaluation(ctx, &connect.StartContactEvaluationInput{
		InstanceId:       aws.String(instance),
		ContactId:        aws.String(call),
		EvaluationFormId: aws.String(form),
	})
	if err != nil {
		log.Fatal(err)
	}
	described, err := client.DescribeContactEvaluation(ctx, &connect.DescribeContactEvaluationInput{
		InstanceId:   aws.String(instance),
		EvaluationId: out.EvaluationId,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(aws.ToString(described.EvaluationForm.Title), described.Evaluation.Status)
	// Output: Calls DRAFT
}
