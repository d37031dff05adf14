package flow

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	testInstance  = "arn:aws:connect:us-east-1:111122223333:instance/11111111-1111-1111-1111-111111111111"
	otherInstance = "arn:aws:connect:eu-west-2:444455556666:instance/99999999-9999-9999-9999-999999999999"
)

func TestReferences(t *testing.T) {
	lines := func(name string) []string {
		var list []string
		for _, r := range mustParse(t, sampleFlows(t)[name]).References() {
			list = append(list, strings.ReplaceAll(string(r.Kind)+"|"+string(r.Form)+"|"+r.Path+"|"+r.Name+"|"+r.Value, testInstance, "INSTANCE"))
		}
		return list
	}
	assert.Equal(t, []string{"queue|ARN|Actions[1].Parameters.QueueId||INSTANCE/queue/22222222-2222-2222-2222-222222222222"}, lines("menu"))
	assert.Equal(t, []string{
		"view|AWS|Actions[0].Parameters.ViewResource.Id||arn:aws:connect:us-east-1:aws:view/form:1",
		"flow module|ARN|Actions[2].Parameters.FlowModuleId||INSTANCE/flow-module/66666666-6666-6666-6666-666666666666",
		"queue|ARN|Actions[3].Parameters.FlowAttributes.a.Value||INSTANCE/queue/22222222-2222-2222-2222-222222222222",
		"flow|ARN|Actions[5].Parameters.ContactFlowId||INSTANCE/contact-flow/77777777-7777-7777-7777-777777777777",
	}, lines("chat"))
	inbound := lines("inbound")
	for _, want := range []string{
		"Lambda function|ARN|Actions[5].Parameters.LambdaFunctionARN|lookup|arn:aws:lambda:us-east-1:111122223333:function:lookup:live",
		"queue|ARN|Actions[11].Parameters.QueueId|Support|INSTANCE/queue/22222222-2222-2222-2222-222222222222",
		"flow|ARN|Actions[4].Parameters.EventHooks.CustomerQueue|Hold music|INSTANCE/contact-flow/33333333-3333-3333-3333-333333333333",
		"prompt|ARN|Actions[14].Parameters.PromptId|closed.wav|INSTANCE/prompt/55555555-5555-5555-5555-555555555555",
		"Lex V2 bot alias|ARN|Actions[10].Parameters.LexV2Bot.AliasArn|main|arn:aws:lex:us-east-1:111122223333:bot-alias/ABCDEFGHIJ/KLMNOPQRST",
	} {
		assert.Contains(t, inbound, want)
	}
	metadata := strings.Join(inbound, "\n")
	for _, want := range []string{".queue.id||INSTANCE/queue/", ".queue.text||Support", ".audio[0].id||INSTANCE/prompt/", ".contactFlow.id||INSTANCE/contact-flow/", "parameters.EventHooks.CustomerQueue.displayName||Hold music", ".lexV2BotName||Helper"} {
		assert.Contains(t, metadata, want)
	}
}

func TestReferenceTable(t *testing.T) {
	types := catalog()
	for _, p := range referenceTable() {
		for name := range strings.FieldsSeq(p.types) {
			known, ok := types[name]
			assert.True(t, ok, name)
			if known.parameters != nil {
				first, _, _ := strings.Cut(p.path, ".")
				assert.Contains(t, known.parameters, strings.TrimSuffix(first, "[]"))
			}
			// A flow that has the parameter has the reference.
			path := strings.NewReplacer("[]", "", "*", "k", "@", "").Replace(p.path)
			content := path
			f := mustParse(t, `{"Actions":[{"Identifier":"a","Type":"`+name+`","Parameters":`+nest(p.path)+`}]}`)
			require.Len(t, f.References(), 1, content)
			r := f.References()[0]
			assert.Equal(t, p.kind, r.Kind)
			assert.Equal(t, "a", r.Action)
			require.NoError(t, f.Rewrite(func(Reference) (string, bool) { return "new", true }))
			assert.Contains(t, f.String(), `"new"`)
			assert.NotContains(t, f.String(), "11111111")
		}
	}
}

// nest returns an object with a value at a path of the table.
func nest(path string) string {
	key, rest, _ := strings.Cut(path, ".")
	const value = `"11111111-1111-1111-1111-111111111111"`
	inner := value
	if rest != "" {
		inner = nest(rest)
	}
	if keys, ok := strings.CutPrefix(key, "@"); ok {
		return `{"` + keys + `":{` + value + `:"x"}}`
	}
	if list, ok := strings.CutSuffix(key, "[]"); ok {
		return `{"` + list + `":[` + inner + `]}`
	}
	return `{"` + key + `":` + inner + `}`
}

func TestFormsOfReferences(t *testing.T) {
	for value, want := range map[string]Form{
		testInstance: FormARN, "11111111-1111-1111-1111-111111111111": FormID, "11111111-1111-1111-1111-111111111111:$LATEST": FormID,
		"$.Attributes.queue": FormJSONPath, "$['x']": FormJSONPath, "Support": FormName, "+15550100": FormName,
		"arn:aws:connect:us-east-1:aws:view/form:1": FormAWS,
	} {
		assert.Equal(t, want, formOf(value), value)
	}
	for path, want := range map[string]bool{
		"$.Attributes.x": true, "$.Attributes.['user name']": true, "$['AwsRegion']": true, "$.Media.Sip.Headers.P-Charge-Info": true,
		"$.Views.ViewResultData.Table.0.id": true, "$": false, "$.": false, "$.a b": false, "$.a.": false, "$.['": false, "$.['']": false, "x$.a": false, "$a": false,
	} {
		assert.Equal(t, want, isJSONPath(path), path)
	}
	for arn, want := range map[string]Kind{
		testInstance: KindInstance, testInstance + "/queue/q": KindQueue, testInstance + "/contact-flow/f:$SAVED": KindFlow, testInstance + "/agent/a": KindAgent,
		"arn:aws:connect:us-east-1:1:phone-number/p": KindPhoneNumber, "arn:aws:lambda:us-east-1:1:function:f:live": KindLambda, "arn:aws:s3:::bucket": KindOther, "arn:x": KindOther,
	} {
		assert.Equal(t, want, kindOfARN(arn), arn)
	}
}

func TestRewrite(t *testing.T) {
	content := sampleFlows(t)["inbound"]
	f := mustParse(t, content)
	asked := map[string]bool{}
	require.NoError(t, f.Rewrite(func(r Reference) (string, bool) {
		asked[r.Path] = true
		return strings.ReplaceAll(r.Value, testInstance, otherInstance), r.Form == FormARN
	}))
	assert.Equal(t, strings.ReplaceAll(content, testInstance, otherInstance), f.String())
	assert.Contains(t, f.String(), otherInstance)
	assert.Contains(t, asked, "Actions[11].Parameters.QueueId")
	assert.NotContains(t, asked, "Actions[6].Parameters.ComparisonValue")
}

func TestRewriteAllOrNothing(t *testing.T) {
	content := sampleFlows(t)["chat"]
	f := mustParse(t, content)
	err := f.Rewrite(func(r Reference) (string, bool) { return "x", r.Kind == KindFlow })
	missing, ok := errors.AsType[*RewriteError](err)
	require.True(t, ok)
	assert.Equal(t, content, f.String())
	require.Len(t, missing.Missing, 2, "the view of AWS is in each instance")
	assert.Equal(t, KindModule, missing.Missing[0].Kind)
	assert.Equal(t, KindQueue, missing.Missing[1].Kind)
	assert.Contains(t, err.Error(), "2 references have no new value\n\tActions[2].Parameters.FlowModuleId: flow module arn:aws:connect")
	require.Error(t, f.Rewrite(func(Reference) (string, bool) { return "", true }), "the service takes no empty parameters")
}

func TestRewriteWithinText(t *testing.T) {
	queue, other := testInstance+"/queue/q", testInstance+"/queue/q2"
	f := mustParse(t, `{"Actions":[{"Identifier":"a","Type":"UpdateContactAttributes","Parameters":{"Attributes":{"x":"`+queue+` or `+other+`, not barn:a:b:c:d:e"}}}]}`)
	require.Len(t, f.References(), 2)
	assert.True(t, f.References()[0].Embedded)
	require.NoError(t, f.Rewrite(func(r Reference) (string, bool) {
		return map[string]string{queue: other, other: queue}[r.Value], true
	}))
	text, _ := f.Action("a").Parameter("Attributes.x")
	assert.Equal(t, other+" or "+queue+", not barn:a:b:c:d:e", text)
}

func TestCaseFields(t *testing.T) {
	id := "22222222-2222-2222-2222-222222222222"
	f := mustParse(t, `{"Actions":[{"Identifier":"a","Type":"CreateCase","Parameters":{"CaseRequestFields":{"title":"x","`+id+`":"y"}}}]}`)
	require.NoError(t, f.Rewrite(func(r Reference) (string, bool) {
		assert.Equal(t, KindCaseField, r.Kind)
		assert.True(t, r.Key)
		return "new", r.Value == id
	}))
	assert.Contains(t, f.String(), `{"title":"x","new":"y"}`)

	f = mustParse(t, `{"Actions":[{"Identifier":"a","Type":"CreateCase","Parameters":{"CaseRequestFields":{"`+id+`":"`+testInstance+`"}}}]}`)
	require.NoError(t, f.Rewrite(func(r Reference) (string, bool) { return "new " + string(r.Kind), true }))
	assert.Contains(t, f.String(), `{"new case field":"new instance"}`)
}
