package parity

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"
)

// DiffJSON compares two JSON texts: members in any order, numbers exactly.
func DiffJSON(path string, official, ours []byte) []Finding {
	x, err1 := parseJSON(official)
	y, err2 := parseJSON(ours)
	if err1 != nil || err2 != nil {
		if bytes.Equal(official, ours) {
			return nil
		}
		return []Finding{{path, fmt.Sprintf("%q (%v)", official, err1), fmt.Sprintf("%q (%v)", ours, err2)}}
	}
	var d differ
	d.json(path, x, y)
	return d.found
}

func (d *differ) json(path string, a, b any) {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok {
			break
		}
		for _, key := range slices.Sorted(maps.Keys(x)) {
			d.member(path+"."+key, x, y, key)
		}
		for _, key := range slices.Sorted(maps.Keys(y)) {
			if _, ok := x[key]; !ok {
				d.add(path+"."+key, "nothing", short(y[key]))
			}
		}
		return
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) {
			break
		}
		for i := range x {
			d.json(fmt.Sprintf("%s[%d]", path, i), x[i], y[i])
		}
		return
	default:
		if a == b {
			return
		}
	}
	d.add(path, short(a), short(b))
}

func (d *differ) member(path string, x, y map[string]any, key string) {
	if other, ok := y[key]; ok {
		d.json(path, x[key], other)
	} else {
		d.add(path, short(x[key]), "nothing")
	}
}

func short(v any) string {
	text := fmt.Sprintf("%q", fmt.Sprint(v))
	if len(text) > 200 {
		text = text[:200] + "..."
	}
	return text
}

// number is an exact value: big.Rat in text, so that == compares it.
type number string

// parseJSON reads one JSON value with nothing after it.
func parseJSON(text []byte) (any, error) {
	var v any
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if d.More() {
		return nil, fmt.Errorf("more than one value")
	}
	return exact(v), nil
}

func exact(v any) any {
	switch v := v.(type) {
	case json.Number:
		r, ok := new(big.Rat).SetString(v.String())
		switch {
		case !ok:
			return number("bad " + v.String())
		case r.Sign() == 0 && strings.HasPrefix(v.String(), "-"):
			return number("-0")
		default:
			return number(r.RatString())
		}
	case []any:
		for i := range v {
			v[i] = exact(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = exact(v[key])
		}
	}
	return v
}
