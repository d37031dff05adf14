package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// encodeModel writes a model in the layout of model.json: shapes sorted, and a line each for a member, a trait, an
// error and an operation, so that a diff shows what changed in the API.
func encodeModel(m *Model) ([]byte, error) {
	var shapes []string
	for _, id := range m.IDs() {
		var properties object
		if err := json.Unmarshal(compact(m.Shapes[id]), &properties); err != nil {
			return nil, err
		}
		var lines []string
		for _, p := range properties {
			lines = append(lines, fmt.Sprintf("   %q: %s", p.name, p.lines()))
		}
		shapes = append(shapes, fmt.Sprintf("  %q: {\n%s\n  }", id, strings.Join(lines, ",\n")))
	}
	return fmt.Appendf(nil, "{\n \"smithy\": \"2.0\",\n \"shapes\": {\n%s\n }\n}\n", strings.Join(shapes, ",\n")), nil
}

// compact encodes a value on one line.
func compact(v any) json.RawMessage {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // all that is encoded was decoded before
	}
	return bytes.TrimSpace(b.Bytes())
}

// canonical sorts the keys of a value and keeps its numbers.
func canonical(raw json.RawMessage) json.RawMessage {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return raw
	}
	return compact(v)
}

var spaced = strings.NewReplacer(`{"target":`, `{"target": `, `,"traits":{`, `, "traits": {`)

// lines returns the value of a property of a shape: lists, members and traits with a line for each item.
func (f field) lines() string {
	var items []string
	brackets := "{}"
	switch f.name {
	case "members", "traits":
		var all object
		_ = json.Unmarshal(f.value, &all)
		for _, item := range all {
			items = append(items, fmt.Sprintf("\n    %s: %s", compact(item.name), spaced.Replace(string(item.value))))
		}
	case "operations", "errors":
		brackets = "[]"
		var all []json.RawMessage
		_ = json.Unmarshal(f.value, &all)
		for _, item := range all {
			items = append(items, "\n    "+spaced.Replace(string(item)))
		}
	default:
		return spaced.Replace(string(f.value))
	}
	return brackets[:1] + strings.Join(items, ",") + "\n   " + brackets[1:]
}
