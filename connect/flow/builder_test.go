package flow

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBuilderErrors(t *testing.T) {
	_, err := NewBuilder().Build()
	require.EqualError(t, err, "flow: a flow needs at least one step")
	b := NewBuilder().Start("nobody")
	b.Add("a", MessageParticipant{Text: "x"}).Next("gone")
	b.Add("a", nil)
	b.Add("c", Compare{ComparisonValue: "$.Attributes.x"}).When("1", "far")
	b.Add("50%", Raw{Type: "New", JSON: "[]"})
	b.Add("last", TransferContactToQueue{})
	_, err = b.Build()
	require.Error(t, err)
	for _, want := range []string{
		`the start leads to "nobody", and there is no such step`, `step 0 "a" leads to "gone"`, `step 1 "a" has no parameters`, `step 2 "c" leads to "far"`,
		`step 2 "c" must have a branch for the error NoMatchingCondition: use OnError or Else`, `the identifier "50%" contains '%'`,
		"parameters of New: flow: line 1, column 1: expected an object, found an array", `step 4 "last" is the last one and must say what is next`,
	} {
		require.ErrorContains(t, err, want)
	}
	b = NewBuilder(func(o *BuilderOptions) { o.Identifier = func(string, string, int) string { return "same" } })
	b.Add("a", MessageParticipant{Text: "x"})
	b.Add("b", DisconnectParticipant{})
	_, err = b.Build()
	require.EqualError(t, err, `flow: the identifier "same" of step 1 is empty or taken`)
}

func TestBuilderIsRepeatable(t *testing.T) {
	build := func() string {
		b := NewBuilder()
		b.Add("", MessageParticipant{Text: "x"})
		b.Add("", MessageParticipant{Text: "x"})
		b.Add("end", DisconnectParticipant{})
		f, err := b.Build()
		require.NoError(t, err)
		again, err := b.Build()
		require.NoError(t, err)
		assert.Equal(t, f.String(), again.String())
		for _, a := range f.Actions()[:2] {
			assert.True(t, isID(a.Identifier()), a.Identifier())
		}
		return f.String()
	}
	first := build()
	assert.Equal(t, first, build())
}

func TestBuilderOfModules(t *testing.T) {
	contract := Contract{
		Input:   []Field{{Name: "phone", Type: "string", Required: true}, {Name: "address", Type: "object", Fields: []Field{{Name: "city", Type: "string", Description: "where"}}}},
		Results: []Result{{Name: "Found", Description: "the customer is known"}, {Name: "Unknown"}},
	}
	again, err := ParseContract(contract.Settings())
	require.NoError(t, err)
	assert.Equal(t, &contract, again)
	assert.Equal(t, "{}", (&Contract{}).Settings())
	empty, err := ParseContract(" ")
	require.NoError(t, err)
	assert.Equal(t, &Contract{}, empty)
	_, err = ParseContract(`{"input":{"schema":[]}}`)
	require.EqualError(t, err, "flow: line 1, column 20, input.schema: expected an object, found an array")

	b := NewBuilder(func(o *BuilderOptions) { o.FlowType = Module })
	b.Add("mark", UpdateContactAttributes{Attributes: map[string]string{"seen": "true"}}).Else("end")
	b.Add("end", EndFlowModuleExecution{Result: "Found"})
	f, err := b.Build()
	require.NoError(t, err)
	assert.True(t, f.IsModule())
	assert.Empty(t, Check(f, CheckOptions{Contract: &contract}).String())

	b = NewBuilder().Else("bye")
	b.Add("", InvokeFlowModule{FlowModuleId: "$.Attributes.m", Input: map[string]any{"phone": 7}}).When("Lost", "bye")
	b.Add("", InvokeFlowModule{FlowModuleId: "m", Input: map[string]any{"phone": 7, "age": 5, "address": map[string]any{}}}).When("Found", "bye").When("Lost", "bye")
	b.Add("bye", DisconnectParticipant{})
	caller, err := b.Build()
	require.NoError(t, err)
	findings := Check(caller, CheckOptions{Modules: func(id string) *Contract {
		assert.Equal(t, "m", id)
		return &contract
	}})
	assert.Len(t, findings, 4, findings.String()) // the first step leads past the second, which is wrong in three ways
}

// randomFlow builds a flow of random steps: of all types with structs, with random branches.
func randomFlow(t *testing.T, random *rand.Rand) *Flow {
	t.Helper()
	b := NewBuilder().Else("bye")
	count := 1 + random.IntN(20)
	texts := []string{"Hello $.Attributes.name", "ünï \"quoted\" \\ </text> & ]]>", "line\nbreak\t\u2028", testInstance + "/queue/q", "\U0001f600", "True"}
	text := func() string { return texts[random.IntN(len(texts))] }
	name := func(i int) string { return fmt.Sprintf("step %d", i) }
	for i := range count {
		p := []Parameters{
			MessageParticipant{Text: text()},
			GetParticipantInput{Text: text(), InputTimeLimitSeconds: 1 + random.IntN(100)},
			GetParticipantInput{Text: text(), InputTimeLimitSeconds: 5, StoreInput: true, InputValidation: &InputValidation{PhoneNumberValidation: &PhoneNumberValidation{NumberFormat: "E164"}}},
			UpdateContactAttributes{Attributes: map[string]string{text(): text(), "b": "c"}},
			Compare{ComparisonValue: "$.External.x"},
			InvokeFlowModule{FlowModuleId: testInstance + "/flow-module/m", Input: map[string]any{"x": 1.5, "y": []any{true, nil, text()}}},
			UpdateFlowAttributes{FlowAttributes: map[string]AttributeValue{"a": {Value: text()}}},
			Wait{TimeLimitSeconds: "60"},
			ShowView{ViewResource: ViewResource{Id: "v"}, InvocationTimeLimitSeconds: 400, ViewData: map[string]any{text(): text()}},
			TransferParticipantToThirdParty{ThirdPartyPhoneNumber: "+15550100", ThirdPartyConnectionTimeLimitSeconds: "30", ContinueFlowExecution: random.IntN(2) == 0},
			MessageParticipantIteratively{Messages: []Message{{Text: text()}}},
			UpdateContactRecordingBehavior{}, UntagContact{TagKeys: []string{"a"}}, TransferContactToQueue{}, UpdateFlowLoggingBehavior{FlowLoggingBehavior: "Enabled"},
			Raw{Type: "Unheard" + name(i), JSON: `{"x": [1.0, {"y": null}]}`},
		}[random.IntN(16)]
		s := b.Add(name(i), p)
		if random.IntN(2) == 0 {
			s.Next(name(random.IntN(count)))
		}
		switch p := p.(type) {
		case Compare, Wait, InvokeFlowModule, ShowView:
			for j := range random.IntN(4) {
				s.When(fmt.Sprintf("branch %d", j), name(random.IntN(count)))
			}
		case GetParticipantInput:
			if !p.StoreInput {
				s.When("1", name(random.IntN(count)))
			}
		}
	}
	b.Add("bye", DisconnectParticipant{})
	f, err := b.Build()
	require.NoError(t, err)
	return f
}

// TestBuiltFlows builds random flows and checks properties that all of them must have.
func TestBuiltFlows(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		f := randomFlow(t, random)
		content := f.String()
		parsed := mustParse(t, content)
		require.Equal(t, content, parsed.String())
		require.Equal(t, f.Compact(), mustParse(t, f.Indented()).Compact())
		require.Empty(t, Check(parsed, CheckOptions{FlowType: ContactFlow}).Errors().String(), content)
		require.Zero(t, f.layout().spots[0].layer, "the start stands on the left")
		require.Empty(t, Diff(f, parsed).String())
		require.Empty(t, Diff(parsed, shuffledReachable(t, parsed, random)).String(), content)
		require.NoError(t, parsed.Rewrite(func(r Reference) (string, bool) { return r.Value, true }))
		for _, a := range parsed.Actions() {
			p, err := a.Parameters()
			require.NoError(t, err)
			require.NoError(t, a.SetParameters(p))
			a.SetTransitions(a.Transitions())
		}
		require.Equal(t, content, parsed.String())
		require.NotContains(t, parsed.SVG(), "NaN")
		require.Equal(t, len(parsed.Actions()), strings.Count(parsed.SVG(), "<g>"))
	}
}

// shuffledReachable is shuffled for flows in which a contact can come to all actions. Two equal actions that a contact
// cannot come to cannot be distinguished.
func shuffledReachable(t *testing.T, f *Flow, random *rand.Rand) *Flow {
	t.Helper()
	g := f.graph()
	for _, seen := range reached(g.targets, g.start) {
		if !seen {
			return f
		}
	}
	return shuffled(t, f, random)
}
