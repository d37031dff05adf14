package flow

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// breach is a flow that breaks a rule.
type breach struct {
	code, content string
	change        func(*Flow) error // what happens after parsing
	options       CheckOptions
}

// breaches reads testdata/breaking.txt.
func breaches(tb testing.TB) []breach {
	tb.Helper()
	text, err := os.ReadFile("testdata/breaking.txt")
	require.NoError(tb, err)
	var list []breach
	for line := range strings.SplitSeq(string(text), "\n") {
		fields := strings.Split(line, "\t")
		if line == "" || line[0] == '#' {
			continue
		}
		require.GreaterOrEqual(tb, len(fields), 3, line)
		b := breach{code: fields[0]}
		key, value, _ := strings.Cut(fields[1], "=")
		switch key {
		case "type":
			b.options.FlowType = Type(value)
		case "channel":
			b.options.Channel = Channel(value)
		case "contract":
			b.options.Contract, err = ParseContract(value)
			require.NoError(tb, err)
		case "module":
			contract, err := ParseContract(value)
			require.NoError(tb, err)
			b.options.Modules = func(string) *Contract { return contract }
		}
		switch fields[2] {
		case "FLOW":
			b.content = fields[3]
		case "MANY":
			b.content = manyActions(tb, 251)
		case "LONG":
			b.content = manyActions(tb, 2)
			b.change = func(f *Flow) error { return f.Action("step 0").SetParameter("Text", strings.Repeat("é", MaxLength)) }
		default:
			transitions := `{"NextAction":"z"}`
			if len(fields) > 4 {
				transitions = fields[4]
			}
			b.content = fmt.Sprintf(`{"Version":"2019-10-30","StartAction":"a","Actions":[{"Identifier":"a","Type":%q,"Parameters":%s,"Transitions":%s},`+
				`{"Identifier":"z","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`, fields[2], fields[3], transitions)
		}
		list = append(list, b)
	}
	return list
}

// manyActions returns a flow with a number of actions of many types, long branches included.
func manyActions(tb testing.TB, count int) string {
	tb.Helper()
	b := NewBuilder().Else("bye")
	for i := range count - 1 {
		name := fmt.Sprintf("step %d", i)
		switch i % 5 {
		case 0:
			b.Add(name, MessageParticipant{Text: "Hello $.Customer.FirstName, this is message number " + name})
		case 1:
			b.Add(name, Compare{ComparisonValue: "$.Attributes.language"}).When("en", "bye").When("de", fmt.Sprintf("step %d", i/2)).Next(fmt.Sprintf("step %d", min(i+1, count-2)))
		case 2:
			b.Add(name, UpdateContactAttributes{Attributes: map[string]string{"a": "1", "b": "$.External.b", "c": "some text that is longer"}})
		case 3:
			b.Add(name, InvokeLambdaFunction{
				LambdaFunctionARN: "arn:aws:lambda:us-east-1:111122223333:function:lookup", InvocationTimeLimitSeconds: 8, LambdaInvocationAttributes: map[string]string{"key": "$.Attributes.a"},
			})
		default:
			b.Add(name, GetParticipantInput{Text: "Press 1 or 2.", InputTimeLimitSeconds: 5}).When("1", "bye").When("2", fmt.Sprintf("step %d", min(i+1, count-2)))
		}
	}
	b.Add("bye", DisconnectParticipant{})
	f, err := b.Build()
	require.NoError(tb, err)
	return f.String()
}

// TestEachRuleIsBroken checks that there is a flow for each rule that breaks it, and that the finding is as severe as the
// evidence allows.
func TestEachRuleIsBroken(t *testing.T) {
	samples := map[string]breach{}
	for _, b := range breaches(t) {
		assert.NotContains(t, samples, b.code)
		samples[b.code] = b
	}
	seen := map[string]bool{}
	for _, rule := range Rules() {
		assert.False(t, seen[rule.Code], "two rules are called %s", rule.Code)
		seen[rule.Code] = true
		assert.NotEmpty(t, rule.Demand, rule.Code)
		b, ok := samples[rule.Code]
		if !assert.True(t, ok, "no flow breaks %s", rule.Code) {
			continue
		}
		delete(samples, rule.Code)
		broken := mustParse(t, b.content)
		if b.change != nil {
			require.NoError(t, b.change(broken))
		}
		findings := Check(broken, b.options)
		i := slices.IndexFunc(findings, func(f Finding) bool { return f.Code == rule.Code })
		if !assert.GreaterOrEqual(t, i, 0, "%s is not found in %s: %s", rule.Code, b.content, findings) {
			continue
		}
		f := findings[i]
		assert.Equal(t, rule.Evidence.Severity(), f.Severity, rule.Code)
		assert.Equal(t, rule.Evidence, f.Evidence)
		assert.NotEmpty(t, f.Message)
		if f.Severity == SeverityError {
			assert.NotEmpty(t, f.Problem, rule.Code)
			assert.NotEmpty(t, findings.Problems())
		}
		if strings.HasPrefix(f.Path, "Actions[") {
			assert.Positive(t, f.Line, rule.Code)
		}
	}
	assert.Empty(t, samples, "these flows break rules that do not exist")
}

func TestCheckAcceptsSampleFlows(t *testing.T) {
	for name, content := range sampleFlows(t) {
		findings := Check(mustParse(t, content), CheckOptions{})
		assert.Empty(t, findings.Errors(), name)
		assert.Empty(t, findings.Problems(), name)
		// The samples come from the console, so none of them should have findings.
		assert.Empty(t, findings.String(), name)
	}
}

func TestUnknownTypeIsNoError(t *testing.T) {
	content := `{"Version":"2019-10-30","StartAction":"a","Actions":[{"Identifier":"a","Type":"BrandNew","Parameters":{"x":[1,{"y":true}]},"Transitions":{}}]}`
	findings := Check(mustParse(t, content), CheckOptions{FlowType: ContactFlow, Channel: Voice})
	assert.Empty(t, findings.Errors())
	assert.Len(t, findings, 1)
}

func TestFindingsSayWhere(t *testing.T) {
	content := "{\"Version\":\"2019-10-30\",\"StartAction\":\"a\",\"Actions\":[\n {\"Identifier\":\"a\",\"Type\":\"MessageParticipant\",\n  \"Parameters\":{\"Text\":\"\"},\"Transitions\":{\"NextAction\":\"b\"}}]}"
	findings := CheckContent(content, CheckOptions{}).Errors()
	require.Len(t, findings, 2)
	assert.Equal(t, "3:24 Actions[0].Parameters.Text (a): error: the text is empty; the service wants it left out, or a space [empty-text]", findings[0].String())
	assert.Equal(t, []string{
		"Invalid Action property value. Path: Actions[0].Parameters.Text", "Invalid Action property value. Path: Actions[0].Transitions.NextAction",
	}, findings.Problems())
	broken := CheckContent("{", CheckOptions{})
	assert.Equal(t, []string{"Invalid contact flow format"}, broken.Problems())
}

func TestProblemsKeepTheLimits(t *testing.T) {
	var findings Findings
	for i := range 60 {
		findings = append(findings, Finding{Severity: SeverityError, Problem: strings.Repeat("é", 300+i)[:2*(i+1)] + strings.Repeat("x", 300)})
	}
	problems := findings.Problems()
	assert.Len(t, problems, 50)
	for _, p := range problems {
		assert.LessOrEqual(t, len([]rune(p)), 256)
	}
}

func TestUnsureRulesWarn(t *testing.T) {
	content := `{"Version":"2019-10-30","StartAction":"a","Actions":[{"Identifier":"a","Type":"TransferParticipantToThirdParty","Parameters":` +
		`{"ThirdPartyPhoneNumber":"+15550100","ThirdPartyConnectionTimeLimitSeconds":"30","ContinueFlowExecution":"True"},"Transitions":{"NextAction":"z"}},` +
		`{"Identifier":"z","Type":"DisconnectParticipant","Parameters":{},"Transitions":{}}]}`
	f := mustParse(t, content)
	assert.Len(t, Check(f, CheckOptions{FlowType: ContactFlow}).Errors(), 3)
	assert.Empty(t, Check(f, CheckOptions{FlowType: AgentTransfer}).Errors())
	assert.Empty(t, Check(f, CheckOptions{}).Errors(), "the type of the flow decides, and nobody gave it")
	assert.NotEmpty(t, Check(f, CheckOptions{}))
}

func BenchmarkParse(b *testing.B) {
	content := manyActions(b, 250)
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(content); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	f := mustParse(b, manyActions(b, 250))
	b.ReportAllocs()
	for b.Loop() {
		Check(f, CheckOptions{FlowType: ContactFlow, Channel: Voice})
	}
}
