package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A form has sections and questions, which are a union: a section has further items. ActivateEvaluationForm puts it into
// use.
func ExampleClient_CreateEvaluationForm() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreateEvaluationForm(ctx, &connect.CreateEvaluationFormInput{
		InstanceId: aws.String(instance),
		Title:      aws.String("Courtesy"),
		Items: []types.EvaluationFormItem{&types.EvaluationFormItemMemberSection{Value: types.EvaluationFormSection{
			Title: aws.String("Opening"), RefId: aws.String("s1"),
			Items: []types.EvaluationFormItem{&types.EvaluationFormItemMemberQuestion{Value: types.EvaluationFormQuestion{
				Title: aws.String("How did the agent greet?"), RefId: aws.String("q1"), QuestionType: types.EvaluationFormQuestionTypeText,
			}}},
		}}},
	})
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.ActivateEvaluationForm(ctx, &connect.ActivateEvaluationFormInput{
		InstanceId: aws.String(instance), EvaluationFormId: out.EvaluationFormId, EvaluationFormVersion: 1,
	})
	if err != nil {
		log.Fatal(err)
	}
	described, err := client.DescribeEvaluationForm(ctx, &connect.DescribeEvaluationFormInput{
		InstanceId: aws.String(instance), EvaluationFormId: out.EvaluationFormId,
	})
	if err != nil {
		log.Fatal(err)
	}
	form := described.EvaluationForm
	fmt.Println(aws.ToString(form.Title), "version", form.EvaluationFormVersion, form.Status)
	// Output: Courtesy version 1 ACTIVE
}
