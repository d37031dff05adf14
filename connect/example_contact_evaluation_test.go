package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// An evaluation is begun with a form that is active. SubmitContactEvaluation ends it.
func ExampleClient_StartContactEvaluation() {
	srv := newServer()
	defer srv.Close()
	// What the fake service answers.
	answer(&srv.Handlers.StartContactEvaluation, &connect.StartContactEvaluationOutput{
		EvaluationId: aws.String("evaluation-1"), EvaluationArn: aws.String("arn:aws:connect:us-east-1:123456789012:instance/i-1/contact-evaluation/evaluation-1"),
	})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.StartContactEvaluation(ctx, &connect.StartContactEvaluationInput{
		InstanceId:       aws.String(instance),
		ContactId:        aws.String("contact-1"),
		EvaluationFormId: aws.String("form-1"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("evaluation", aws.ToString(out.EvaluationId))
	// Output: evaluation evaluation-1
}
