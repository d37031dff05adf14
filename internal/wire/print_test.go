package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// secretive has something sensitive in every place that the services have it.
type secretive struct {
	_ [0]*func(shape, *shapeMemberCircle, *shapeMemberName, *shapeMemberGroup, *UnknownUnionMember) `aws:"union"`

	Name   *string           `aws:"sensitive"`
	Plain  *string           //
	Words  []string          `aws:"items.sensitive"`
	All    []string          `aws:"sensitive"`
	Values map[string]string `aws:"values.sensitive"`
	Keys   map[string]string `aws:"keys.sensitive"`
	Color  color             `aws:"sensitive"`
	At     *time.Time        `aws:"sensitive"`
	Count  int32             `aws:"sensitive"`
	Below  *secretive
	Each   []secretive
	Union  shape
}

func (v secretive) Format(s fmt.State, verb rune) { Format(s, verb, &v) }

func (v secretive) LogValue() slog.Value { return LogValue(&v) }

func secrets() secretive {
	const s = "hush"
	leaf := secretive{Name: new(s), Plain: new("a\nb")}
	return secretive{
		Name: new(s), Words: []string{s, s}, All: []string{s}, Values: map[string]string{"k": s}, Keys: map[string]string{s: "v"},
		Color: s, At: new(time.Unix(1, 0)), Count: 4711, Below: &leaf, Each: []secretive{leaf},
		Union: &UnknownUnionMember{Tag: "New", Value: []byte(s)},
	}
}

func TestFormat(t *testing.T) {
	const text = `secretive{Name: [redacted], Words: [[redacted], [redacted]], All: [redacted], Values: {"k": [redacted]}, ` +
		`Keys: [redacted], Color: [redacted], At: [redacted], Count: [redacted], Below: {Name: [redacted], Plain: "a\nb"}, ` +
		`Each: [{Name: [redacted], Plain: "a\nb"}], Union: {"New":"4 bytes"}}`
	v := secrets()
	for _, verb := range []string{"%v", "%+v", "%s", "%q", "%d", "%x", "%20.3v"} {
		assert.Equal(t, text, fmt.Sprintf(verb, v), verb)
		assert.Equal(t, text, fmt.Sprintf(verb, &v), verb)
	}
	assert.Equal(t, "["+`secretive{Plain: "x"} secretive{}]`, fmt.Sprint([]secretive{{Plain: new("x")}, {}}))
	assert.Equal(t, "<nil>", fmt.Sprint((*secretive)(nil)))
	assert.NotContains(t, fmt.Errorf("it failed with %v", v).Error(), "hush")
}

func TestFormatGo(t *testing.T) {
	v := secrets()
	got := fmt.Sprintf("%#v", v)
	assert.NotContains(t, got, "hush")
	assert.NotContains(t, got, "4711")
	assert.Contains(t, got, `wire.secretive{Name: aws.String("[redacted]"), Words: []string{"[redacted]", "[redacted]"}, All: nil /* [redacted] */`)

	at := time.Date(2026, 11, 21, 3, 4, 5, 0, time.UTC)
	got = string(printed(&rich{
		Text: new("t"), Enum: "RED", Small: new(int32(1)), Double: new(2.5), At: &at, Child: &rich{Flag: new(true), Plain: true},
		Enums: []color{"RED"}, Children: []rich{{Count: 1}}, Maps: map[string]map[string]string{"a": {"b": "c"}},
		Shape: &shapeMemberName{"n"}, Shapes: []shape{&shapeMemberGroup{}, &UnknownUnionMember{}},
	}, styleGo))
	assert.Equal(t, `wire.rich{Text: aws.String("t"), Enum: "RED", Always: false, Small: aws.Int32(1), Double: aws.Float64(2.5), `+
		`At: aws.Time(time.Date(2026, time.November, 21, 3, 4, 5, 0, time.UTC)), `+
		`Child: &wire.rich{Flag: aws.Bool(true), Plain: true, Always: false}, Enums: []wire.color{"RED"}, `+
		`Children: []wire.rich{wire.rich{Always: false, Count: 1}}, Maps: map[string]map[string]string{"a": map[string]string{"b": "c"}}, `+
		`Shape: &wire.shapeMemberName{Value: "n"}, Shapes: []wire.shape{&wire.shapeMemberGroup{}, &wire.UnknownUnionMember{}}}`, got)
}

// Every kind of value prints as text and as JSON without an address or an error.
func TestFormatRich(t *testing.T) {
	v := richValue()
	text := string(printed(v, styleText))
	assert.NotContains(t, text, "0x")
	assert.Contains(t, text, `HTTPDate: 2023-11-14T22:13:20Z`)
	assert.Contains(t, text, `Shapes: [{Circle: {Radius: 1.5, Inner: {Radius: 0}}}, {Group: [{Name: ""}, {Group: []}]}, {"Later":"14 bytes"}]`)

	var back map[string]any
	require.NoError(t, json.Unmarshal(printed(v, styleJSON), &back))
	assert.Equal(t, "2023-11-14T22:13:20Z", back["HTTPDate"])
	assert.Equal(t, []any{"RED", "NEW"}, back["Enums"])
	assert.Equal(t, map[string]any{"m": map[string]any{"k": "v"}}, back["Maps"])

	loop := &rich{}
	loop.Child = loop
	assert.Contains(t, string(printed(loop, styleText)), "...")
	assert.Contains(t, string(printed(loop, styleGo)), "nil /* ... */")
	require.True(t, json.Valid(printed(loop, styleJSON)))

	assert.Equal(t, `rich{Always: false, Children: [{Always: false}], Shape: nil, Shapes: [nil, nil, {}]}`, string(printed(&rich{
		Children: []rich{{}}, Shape: (*shapeMemberName)(nil), Shapes: []shape{nil, &stranger{}, &shapeMemberGroup{}},
	}, styleText)))
}

func TestLogValue(t *testing.T) {
	v := secrets()
	for name, handler := range map[string]func(*bytes.Buffer) slog.Handler{
		"text": func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
		"json": func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
	} {
		var b bytes.Buffer
		log := slog.New(handler(&b)).With("with", v)
		log.Info("m", "value", v, "pointer", &v, slog.Group("g", "in", &v))
		assert.NotContains(t, b.String(), "hush", name)
		assert.NotContains(t, b.String(), "4711", name)
		assert.Contains(t, b.String(), "[redacted]", name)
		if name == "json" {
			assert.Contains(t, b.String(), `"pointer":{"Name":"[redacted]","Words":["[redacted]","[redacted]"]`)
			assert.True(t, json.Valid(b.Bytes()))
		}
	}
}

// encoding/json shows everything: only printing is redacted.
func TestJSONIsLeftAlone(t *testing.T) {
	b, err := json.Marshal(secretive{Name: new("hush")})
	require.NoError(t, err)
	assert.Contains(t, string(b), `"Name":"hush"`)
}
