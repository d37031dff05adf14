package flow

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDiffIgnoresWhatMeansNothing(t *testing.T) {
	for name, content := range sampleFlows(t) {
		before := mustParse(t, content)
		assert.Empty(t, Diff(before, mustParse(t, before.Indented())), name)
		after := shuffled(t, before, rand.New(rand.NewPCG(1, 2)))
		assert.Empty(t, Diff(before, after).String(), name)
	}
}

// shuffled returns the flow with its identifiers exchanged among each other, its actions, keys and errors in another order, and
// without Metadata.
func shuffled(t *testing.T, f *Flow, random *rand.Rand) *Flow {
	t.Helper()
	f = mustParse(t, f.String())
	for i, a := range f.Actions() {
		require.NoError(t, f.Rename(a.Identifier(), fmt.Sprintf("tmp %d", i)))
	}
	order := random.Perm(len(f.Actions()))
	for i, a := range f.Actions() {
		require.NoError(t, f.Rename(a.Identifier(), fmt.Sprintf("id %d", order[i])))
	}
	var mix func(key string, n *node)
	mix = func(key string, n *node) {
		if n.kind == kindObject || key == "Errors" || key == "Actions" {
			random.Shuffle(len(n.members), func(i, j int) {
				n.members[i].key, n.members[j].key = n.members[j].key, n.members[i].key
				n.members[i].keyText, n.members[j].keyText = n.members[j].keyText, n.members[i].keyText
				n.members[i].node, n.members[j].node = n.members[j].node, n.members[i].node
			})
		}
		for _, m := range n.members {
			mix(m.key, m.node)
		}
	}
	mix("", f.doc.root)
	if i := f.doc.root.index("Metadata"); i >= 0 {
		f.doc.root.remove(i)
	}
	return mustParse(t, f.String())
}

func TestDiff(t *testing.T) {
	build := func(change func(b *Builder)) *Flow {
		b := NewBuilder().Else("bye")
		b.Add("greet", MessageParticipant{Text: "Hello"})
		b.Add("menu", GetParticipantInput{Text: "Press 1.", InputTimeLimitSeconds: 5}).When("1", "queue").When("2", "bye").OnError("InputTimeLimitExceeded", "menu")
		b.Add("queue", UpdateContactTargetQueue{QueueId: "$.Attributes.queue"})
		b.Add("transfer", TransferContactToQueue{}).Next("bye")
		b.Add("bye", DisconnectParticipant{})
		if change != nil {
			change(b)
		}
		f, err := b.Build()
		require.NoError(t, err)
		return f
	}
	before := build(nil)
	assert.Empty(t, Diff(before, build(nil)))

	after := build(func(b *Builder) {
		b.steps[0].next = "logged"
		b.Add("logged", UpdateFlowLoggingBehavior{FlowLoggingBehavior: "Enabled"}).Next("menu")
		b.steps[1].parameters = GetParticipantInput{Text: "Press 1 or 3.", InputTimeLimitSeconds: 5}
		b.steps[1].conditions[1].Condition.Operands[0] = "3"
		b.steps[1].errors[0].NextAction = "bye"
	})
	changes := Diff(before, after)
	assert.Equal(t, `~ greet (MessageParticipant)
    Transitions.NextAction: menu -> logged
~ menu (GetParticipantInput)
    Parameters.Text: "Press 1." -> "Press 1 or 3."
    - Transitions.Conditions[= 2]: bye
    Transitions.Errors[InputTimeLimitExceeded]: menu -> bye
    + Transitions.Conditions[= 3]: bye
+ logged (UpdateFlowLoggingBehavior)
`, changes.String())
	assert.Equal(t, Change{
		Kind: Changed, Action: "menu", ActionType: "GetParticipantInput", Path: "Parameters.Text", Before: `"Press 1."`, After: `"Press 1 or 3."`,
	}, changes[1])

	// The same with new identifiers, in both directions.
	renamed := shuffled(t, after, rand.New(rand.NewPCG(3, 4)))
	assert.Len(t, Diff(before, renamed), len(changes))
	back := Diff(renamed, before)
	assert.Len(t, back, len(changes))
	assert.True(t, slices.ContainsFunc(back, func(c Change) bool {
		return c.Kind == Removed && c.ActionType == "UpdateFlowLoggingBehavior" && c.Path == ""
	}))
}

func TestDiffOfTheWhole(t *testing.T) {
	before := mustParse(t, `{"StartAction":"a","Actions":[{"Identifier":"a","Type":"X","Parameters":{"l":[1,2]},"Transitions":{"Conditions":[`+
		`{"NextAction":"a","Condition":{"Operator":"Equals","Operands":["1"]}},{"NextAction":"a","Condition":{"Operator":"Equals","Operands":["2"]}}]}},{"Identifier":"b","Type":"X"}]}`)
	after := mustParse(t, `{"StartAction":"b","Version":"v","Actions":[{"Identifier":"a","Type":"X","Parameters":{"l":[1.0,3,{}]},"Transitions":{"Conditions":[`+
		`{"NextAction":"a","Condition":{"Operator":"Equals","Operands":["2"]}},{"NextAction":"a","Condition":{"Operator":"Equals","Operands":["1"]}}]}},{"Identifier":"b","Type":"X"}]}`)
	assert.Equal(t, `~ flow
    StartAction: a -> b
    + Version: "v"
~ a (X)
    Parameters.l[1]: 2 -> 3
    + Parameters.l[2]: {}
    Transitions.Conditions: [= 1], [= 2] -> [= 2], [= 1]
`, Diff(before, after).String())
}

func TestEqualNumbers(t *testing.T) {
	assert.True(t, equalNumbers("1.0", "1"))
	assert.True(t, equalNumbers("100", "1E+2"))
	assert.False(t, equalNumbers("1", "2"))
	assert.False(t, equalNumbers("1e999999999", "1e999999998"))
	assert.False(t, equalNumbers(strings.Repeat("1", 50), "1"))
}
