// Command ours20 makes calls of 20 operations with this library.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
)

type keys struct{}

func (keys) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: os.Getenv("AWS_ACCESS_KEY_ID"), SecretAccessKey: os.Getenv("AWS_SECRET_ACCESS_KEY")}, nil
}

func main() {
	if len(os.Args) == 1 {
		return // only what happens before main is of interest
	}
	ctx := context.Background()
	client := connect.New(connect.Options{Region: "us-west-2", Credentials: keys{}})
	{
		out, err := client.DisassociateLexBot(ctx, &connect.DisassociateLexBotInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.DisassociatePhoneNumberContactFlow(ctx, &connect.DisassociatePhoneNumberContactFlowInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.CreateUser(ctx, &connect.CreateUserInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.DescribeUser(ctx, &connect.DescribeUserInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.ListUsers(ctx, &connect.ListUsersInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.SearchUsers(ctx, &connect.SearchUsersInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.UpdateContactAttributes(ctx, &connect.UpdateContactAttributesInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.StartChatContact(ctx, &connect.StartChatContactInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.CreateEvaluationForm(ctx, &connect.CreateEvaluationFormInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.DescribeEvaluationForm(ctx, &connect.DescribeEvaluationFormInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.GetMetricDataV2(ctx, &connect.GetMetricDataV2Input{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.CreateQueue(ctx, &connect.CreateQueueInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.DescribeQueue(ctx, &connect.DescribeQueueInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.CreateRoutingProfile(ctx, &connect.CreateRoutingProfileInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.CreateContactFlow(ctx, &connect.CreateContactFlowInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.SearchContacts(ctx, &connect.SearchContactsInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.DescribeContact(ctx, &connect.DescribeContactInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.ListPhoneNumbersV2(ctx, &connect.ListPhoneNumbersV2Input{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.CreateRule(ctx, &connect.CreateRuleInput{})
		fmt.Println(out != nil, err)
	}
	{
		out, err := client.CreateView(ctx, &connect.CreateViewInput{})
		fmt.Println(out != nil, err)
	}
}
