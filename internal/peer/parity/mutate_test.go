package parity

import (
	"encoding/json"
	"errors"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// mutation alters one value of an answer, chosen by the seed, as services do when they drift.
type mutation struct {
	name string
	// change returns what stands in for a value, or ok false where the mutation does not apply.
	change   func(r *rand.Rand, v any, in place) (any, bool)
	expected []Difference
}

// place says where a value is.
type place int

const (
	inObject place = iota
	inArray
)

var mutations = []mutation{
	{"null instead of a member", func(_ *rand.Rand, _ any, in place) (any, bool) { return nil, in == inObject }, []Difference{nullEntry}},
	{"null instead of an element", func(_ *rand.Rand, _ any, in place) (any, bool) { return nil, in == inArray }, []Difference{nullElement}},
	{"an unknown member", addMember, []Difference{AttemptsInText, errorPath, besideVariant}},
	{"a boolean as a string", func(r *rand.Rand, v any, _ place) (any, bool) {
		b, ok := v.(bool)
		if b {
			return "true", ok
		}
		return "false", ok
	}, []Difference{scalarAsText}},
	{"a number as a string", func(r *rand.Rand, v any, _ place) (any, bool) {
		n, ok := v.(json.Number)
		return n.String(), ok
	}, []Difference{scalarAsText}},
	{"a whole number with a fraction of zero", func(_ *rand.Rand, v any, _ place) (any, bool) {
		n, ok := v.(json.Number)
		return json.Number(n.String() + ".0"), ok && !strings.ContainsAny(n.String(), ".e")
	}, []Difference{AttemptsInText, wholeFraction, errorPath}},
	{"an object instead of anything", func(_ *rand.Rand, v any, _ place) (any, bool) {
		_, isObject := v.(map[string]any)
		return map[string]any{"Odd": json.Number("1")}, !isObject
	}, []Difference{AttemptsInText, errorPath, newMember}},
	{"a list instead of anything", func(_ *rand.Rand, v any, _ place) (any, bool) {
		_, isList := v.([]any)
		return []any{json.Number("1")}, !isList
	}, []Difference{AttemptsInText, errorPath, newMember}},
	{"a string instead of an object or list", func(_ *rand.Rand, v any, _ place) (any, bool) {
		switch v.(type) {
		case map[string]any, []any:
			return "odd", true
		}
		return nil, false
	}, []Difference{AttemptsInText, errorPath, newMember}},
	{"a huge number", func(_ *rand.Rand, v any, _ place) (any, bool) {
		_, ok := v.(json.Number)
		return json.Number("12345678901234567890123"), ok
	}, []Difference{AttemptsInText, errorPath, overflow, newMember}},
}

func addMember(_ *rand.Rand, v any, _ place) (any, bool) {
	object, ok := v.(map[string]any)
	if ok {
		object["BrandNew"] = map[string]any{"a": []any{nil, "x", json.Number("1.5")}}
	}
	return object, ok
}

// TestMutatedAnswers alters random answers of every operation in one place.
func TestMutatedAnswers(t *testing.T) {
	a, b := NewOfficial(), NewOurs()
	for m, mut := range mutations {
		t.Run(strings.ReplaceAll(mut.name, " ", "_"), func(t *testing.T) {
			ledger := NewLedger(mut.expected...)
			answers := 0
			for i, op := range a.Operations() {
				for round := range 6 {
					body := randomAnswer(t, b, op, uint64(i*100+round))
					r := rand.New(rand.NewPCG(uint64(i*100+round), uint64(m)))
					if body = mutate(t, r, body, mut.change); body == nil {
						continue
					}
					c := answer(t, a, b, op, Answer{200, nil, body})
					ledger.Enter(t, c, c.DiffOutputs())
					answers++
				}
			}
			ledger.Close(t)
			t.Logf("%d answers", answers)
		})
	}
}

func randomAnswer(t *testing.T, b *Client, op string, seed uint64) []byte {
	t.Helper()
	out := b.NewOutput(op)
	f := NewFiller(seed)
	f.Density, f.Text, f.Time = 0.9, PlainText, exactTime
	require.NoError(t, f.Fill(out.Interface()))
	body, err := wire.EncodeResponse(out.Interface())
	require.NoError(t, err)
	return body
}

// exactTime returns whole seconds, which are the same to both clients.
func exactTime(r *rand.Rand) time.Time { return time.Unix(OddTime(r).Unix(), 0).UTC() }

// mutate changes one of the places where the mutation applies; nil when there is none.
func mutate(t *testing.T, r *rand.Rand, body []byte, change func(*rand.Rand, any, place) (any, bool)) []byte {
	t.Helper()
	var root any
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.UseNumber()
	require.NoError(t, d.Decode(&root))
	var changes []func()
	walk(root, func(v any, in place, set func(any)) {
		if _, ok := change(r, clone(v), in); ok {
			changes = append(changes, func() { n, _ := change(r, v, in); set(n) })
		}
	})
	if len(changes) == 0 {
		return nil
	}
	changes[r.IntN(len(changes))]()
	text, err := json.Marshal(root)
	require.NoError(t, err)
	return text
}

// clone keeps a trial change of an object from being seen.
func clone(v any) any {
	if object, ok := v.(map[string]any); ok {
		return maps.Clone(object)
	}
	return v
}

func isDeserialization(err error) bool {
	var d *smithy.DeserializationError
	return errors.As(err, &d)
}
