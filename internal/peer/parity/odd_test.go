package parity

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	official "github.com/aws/aws-sdk-go-v2/service/connect"
	otypes "github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// oddInputs are corners that random inputs do not reach. Those without a difference must be the same on the wire.
var oddInputs = []struct {
	name  string
	op    string
	in    any
	named *Difference
}{
	{"nil input", "ListInstances", (*official.ListInstancesInput)(nil), nil},
	{"nil input with required members", "DeleteUser", (*official.DeleteUserInput)(nil), nil},
	{"dot label", "DescribeInstance", &official.DescribeInstanceInput{InstanceId: aws.String(".")}, &dotLabel},
	{"dots label", "DescribeInstance", &official.DescribeInstanceInput{InstanceId: aws.String("..")}, &dotLabel},
	{"three dots", "DescribeInstance", &official.DescribeInstanceInput{InstanceId: aws.String("...")}, nil},
	{"empty label", "DescribeInstance", &official.DescribeInstanceInput{InstanceId: aws.String("")}, &emptyLabel},
	{"label that looks like another", "DescribeUser", &official.DescribeUserInput{InstanceId: aws.String("{UserId}"), UserId: aws.String("{InstanceId}")}, &bracedLabel},
	{"not UTF-8 in the path", "DescribeInstance", &official.DescribeInstanceInput{InstanceId: aws.String("a\xff")}, &notUTF8},
	{"not UTF-8 in the query", "ListUsers", &official.ListUsersInput{InstanceId: aws.String("a"), NextToken: aws.String("\xc3\x28")}, &notUTF8},
	{"not UTF-8 in the body", "CreateInstance", createInstance("a\xe2\x82"), &notUTF8},
	{"a lone surrogate in the body", "CreateInstance", createInstance("\xed\xa0\x80"), &notUTF8},
	{"nil union in a list", "CreateEvaluationForm", evaluationForm(section, nil, section), &nilElement},
	{"nil union first in a list", "CreateEvaluationForm", evaluationForm(nil, section), &nilElement},
	{"only a nil union in a list", "CreateEvaluationForm", evaluationForm(nil), nil},
	{"typed nil union", "CreateEvaluationForm", evaluationForm((*otypes.EvaluationFormItemMemberSection)(nil)), &typedNil},
	{"unknown variant", "CreateEvaluationForm", evaluationForm(&otypes.UnknownUnionMember{Tag: "New", Value: []byte(`{"a":1}`)}), &unknownVariant},
	{"year 9999", "GetMetricDataV2", metrics(time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)), &farTime},
	{"year 1", "GetMetricDataV2", metrics(time.Time{}), &farTime},
	{"a microsecond before 1970", "GetMetricDataV2", metrics(time.Unix(0, -1000)), &beforeEpoch},
	{"empty strings everywhere", "CreateInstance", createInstance(""), nil},
	{"smallest number", "ListUsers", &official.ListUsersInput{InstanceId: aws.String("a"), MaxResults: aws.Int32(math.MinInt32)}, nil},
	{"empty header", "CreateTestCase", createTestCase(""), nil},
	{"blank header", "CreateTestCase", createTestCase(" a\tb "), nil},
	{"empty list in the query", "UntagResource", &official.UntagResourceInput{ResourceArn: aws.String("a"), TagKeys: []string{}}, nil},
	{"empty element in the query", "UntagResource", &official.UntagResourceInput{ResourceArn: aws.String("a"), TagKeys: []string{"", "b", ""}}, nil},
}

func createInstance(alias string) *official.CreateInstanceInput {
	return &official.CreateInstanceInput{
		IdentityManagementType: otypes.DirectoryTypeSaml, InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(false),
		InstanceAlias: &alias, Tags: map[string]string{alias: alias},
	}
}

var section = &otypes.EvaluationFormItemMemberSection{Value: otypes.EvaluationFormSection{
	RefId: aws.String("r"), Title: aws.String("t"), Items: []otypes.EvaluationFormItem{},
}}

func evaluationForm(items ...otypes.EvaluationFormItem) *official.CreateEvaluationFormInput {
	return &official.CreateEvaluationFormInput{InstanceId: aws.String("a"), Title: aws.String("t"), Items: items}
}

func metrics(start time.Time) *official.GetMetricDataV2Input {
	return &official.GetMetricDataV2Input{
		ResourceArn: aws.String("a"), StartTime: &start, EndTime: aws.Time(time.Unix(0, 0)),
		Filters: []otypes.FilterV2{}, Metrics: []otypes.MetricV2{},
	}
}

func createTestCase(region string) *official.CreateTestCaseInput {
	return &official.CreateTestCaseInput{
		InstanceId: aws.String("a"), Name: aws.String("n"), Content: aws.String("c"), LastModifiedRegion: &region, TestCaseId: &region,
	}
}

func TestOddInputs(t *testing.T) {
	a, b := NewOfficial(), NewOurs()
	for _, odd := range oddInputs {
		t.Run(strings.ReplaceAll(odd.name, " ", "_"), func(t *testing.T) {
			c := runOdd(t, a, b, odd.op, odd.in)
			ledger := NewLedger()
			if odd.named != nil {
				ledger = NewLedger(*odd.named)
			}
			findings := c.DiffRequests()
			if c.Ours.Request == nil {
				findings = append(findings, c.DiffErrors()...)
			}
			ledger.Enter(t, c, findings)
			ledger.Close(t)
		})
	}
}
