package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// The published rules that are evaluated after calls have ended.
func ExampleClient_ListRules() {
	srv := newServer()
	defer srv.Close()
	ended := &types.RuleTriggerEventSource{EventSourceName: types.EventSourceNameOnPostCallAnalysisAvailable}
	srv.AddRule(srv.instance, types.Rule{Name: aws.String("cancellations"), TriggerEventSource: ended, PublishStatus: types.RulePublishStatusPublished})
	srv.AddRule(srv.instance, types.Rule{Name: aws.String("complaints"), TriggerEventSource: ended, PublishStatus: types.RulePublishStatusDraft})
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
