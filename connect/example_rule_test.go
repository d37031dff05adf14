package connect_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// The rules that look at calls after they have ended and that are in force.
func ExampleClient_ListRules() {
	srv := newServer()
	defer srv.Close()
	// What the fake service answers.
	answer(&srv.Handlers.ListRules, &connect.ListRulesOutput{RuleSummaryList: []types.RuleSummary{{
		Name: aws.String("cancellations"), RuleId: aws.String("rule-1"), PublishStatus: types.RulePublishStatusPublished,
		RuleArn:         aws.String("arn:aws:connect:us-east-1:123456789012:instance/i-1/rule/rule-1"),
		EventSourceName: types.EventSourceNameOnPostCallAnalysisAvailable,
		CreatedTime:     aws.Time(time.Unix(1_767_225_600, 0)), LastUpdatedTime: aws.Time(time.Unix(1_767_225_600, 0)),
	}}})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	rules := connect.NewListRulesPaginator(client, &connect.ListRulesInput{
		InstanceId:      aws.String(instance),
		EventSourceName: types.EventSourceNameOnPostCallAnalysisAvailable,
		PublishStatus:   types.RulePublishStatusPublished,
	})
	for rule, err := range rules.All(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(aws.ToString(rule.Name), rule.PublishStatus)
	}
	// Output: cancellations PUBLISHED
}
