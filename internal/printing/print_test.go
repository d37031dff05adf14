package printing

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
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
	for _, verb := range []string{"%v", "%+v", "%s", "%q", "%d", "%x", "%#v", "%20.3v"} {
		assert.Equal(t, text, fmt.Sprintf(verb, v), verb)
		assert.Equal(t, text, fmt.Sprintf(verb, &v), verb)
	}
	assert.Equal(t, "["+`secretive{Plain: "x"} secretive{}]`, fmt.Sprint([]secretive{{Plain: new("x")}, {}}))
	assert.Equal(t, "<nil>", fmt.Sprint((*secretive)(nil)))
	assert.NotContains(t, fmt.Errorf("it failed with %v", v).Error(), "hush")
}

func text(v any) string { return fmt.Sprint(Printable{v}) }

// Every kind of value prints as text and as JSON without an address or an error.
func TestFormatRich(t *testing.T) {
	v := richValue()
	got := text(v)
	assert.NotContains(t, got, "0x")
	assert.Contains(t, got, `HTTPDate: 2023-11-14T22:13:20Z`)
	assert.Contains(t, got, `Shapes: [{Circle: {Radius: 1.5, Inner: {Radius: 0}}}, {Group: [{Name: ""}, {Group: []}]}, {"Later":"14 bytes"}]`)

	var back map[string]any
	require.NoError(t, json.Unmarshal(printed{v}.text(true), &back))
	assert.Equal(t, "2023-11-14T22:13:20Z", back["HTTPDate"])
	assert.Equal(t, []any{"RED", "NEW"}, back["Enums"])
	assert.Equal(t, map[string]any{"m": map[string]any{"k": "v"}}, back["Maps"])

	loop := &rich{}
	loop.Child = loop
	assert.Contains(t, text(loop), "...")
	require.True(t, json.Valid(printed{loop}.text(true)))

	assert.Equal(t, `rich{Always: false, Children: [{Always: false}], Shape: nil, Shapes: [nil, {}, {Group: nil}]}`, text(&rich{
		Children: []rich{{}}, Shape: (*shapeMemberName)(nil), Shapes: []shape{nil, &stranger{}, &shapeMemberGroup{}},
	}))
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

// userLib is a struct of a program that embeds and holds ours, beside its own fields.
type userLib struct {
	secretive

	Extra  string
	hidden string
	Wait   time.Duration
	When   *time.Time
	Any    any
	Err    error
	Held   *secretive
	ByName map[string][]secretive
	Func   func()
	lock   sync.Mutex
	IP     netip.Addr
	Level  slog.Level
}

func TestPrintable(t *testing.T) {
	v := userLib{
		secretive: secretive{Name: new("hush"), Plain: new("p")}, Extra: "e", hidden: "h", Wait: time.Second, When: new(time.Unix(0, 0).UTC()),
		Any: []any{1, "two", secretive{Name: new("hush")}, uint8(3), [2]bool{true}, nil}, Err: errors.New("failed"),
		Held: &secretive{Name: new("hush")}, ByName: map[string][]secretive{"b": {{Plain: new("x")}}, "a": nil}, Func: func() {},
		IP: netip.MustParseAddr("::1"), Level: slog.LevelWarn,
	}
	v.lock.Lock()
	want := `userLib{secretive: {Name: [redacted], Plain: "p"}, Extra: "e", hidden: "h", Wait: 1s, When: 1970-01-01T00:00:00Z, ` +
		`Any: [1, "two", {Name: [redacted]}, 3, [true, false], nil], Err: failed, Held: {Name: [redacted]}, ` +
		`ByName: {"a": nil, "b": [{Plain: "x"}]}, Func: func(), lock: `
	assert.Contains(t, text(&v), want)
	assert.Contains(t, text(&v), `IP: ::1, Level: WARN}`)
	assert.Equal(t, text(&v), fmt.Sprintf("%+v", Printable{&v}))
	assert.Equal(t, `[{Plain: "x"}, nil]`, text([]*secretive{{Plain: new("x")}, nil}))
	assert.Equal(t, `nil`, text(nil))
	assert.Equal(t, `nil`, text((*secretive)(nil)))
	assert.Equal(t, `secretive{Plain: "x"}`, text(secretive{Plain: new("x")}))
	assert.Equal(t, `failed`, text(errors.New("failed")))
	assert.Equal(t, `"a\nb"`, text(errors.New("a\nb")), "no line of a log can be made up")

	var b bytes.Buffer
	slog.New(slog.NewJSONHandler(&b, nil)).Info("m", "v", Printable{&v})
	assert.Contains(t, b.String(), `"v":{"secretive":{"Name":"[redacted]","Plain":"p"},"Extra":"e"`)
	assert.True(t, json.Valid(b.Bytes()), b.String())
	assert.NotContains(t, text(&v)+b.String(), "hush")
}

// Methods of unexported fields cannot be called, so values that have methods to hide something are not shown.
func TestPrintableLeavesOutWhatHidesItself(t *testing.T) {
	type own struct {
		at  time.Time
		key net.IP
	}
	assert.Equal(t, `own{at: ..., key: ...}`, text(own{at: time.Unix(1, 0), key: net.IP{1, 2, 3, 4}}))
}

// Printing a value that contains itself ends, however many cycles there are.
func TestPrintableEnds(t *testing.T) {
	loop := &rich{Maps: map[string]map[string]string{}}
	loop.Child, loop.Children = loop, []rich{{Child: loop}, {Child: loop}}
	loop.ByKey = map[string]rich{"a": {Child: loop}}
	loop.Children[0].Children = loop.Children
	assert.Less(t, len(text(loop)), 1000)
	assert.Contains(t, text(loop), "Child: ...")
	assert.True(t, json.Valid(printed{loop}.text(true)))

	shared := &rich{Text: new("x")} // not a cycle, but 2 to the power of 60 when written out
	for range 60 {
		shared = &rich{Child: shared, Children: []rich{{Child: shared}}}
	}
	assert.Less(t, len(text(shared)), 2*maxPrinted)
	assert.True(t, json.Valid(printed{shared}.text(true)))
}
