package main

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// encodeModel writes a model in the layout of model.json: shapes sorted, and a line each for a member, a trait, an
// error and an operation, so that a diff shows what changed in the API.
func encodeModel(m *Model) ([]byte, error) {
	w := &modelWriter{}
	w.print("{\n \"smithy\": \"2.0\",\n \"shapes\": {\n")
	ids := m.IDs()
	for i, id := range ids {
		w.shape(m.Shapes[id])
		w.print("%s\n", comma(i, len(ids)))
	}
	w.print(" }\n}\n")
	return w.buf.Bytes(), w.err
}

type modelWriter struct {
	buf bytes.Buffer
	err error
}

func (w *modelWriter) print(format string, args ...any) { fmt.Fprintf(&w.buf, format, args...) }

func (w *modelWriter) shape(s *Shape) {
	w.print("  %s: {\n   \"type\": %s", w.json(s.ID), w.json(s.Type))
	if s.Version != "" {
		w.print(",\n   \"version\": %s", w.json(s.Version))
	}
	for _, t := range []struct{ name, id string }{{"input", s.Input}, {"output", s.Output}} {
		if t.id != "" {
			w.print(",\n   %q: {\"target\": %s}", t.name, w.json(t.id))
		}
	}
	element := "member"
	if s.Type == "map" {
		element = "value"
	}
	for _, e := range []struct {
		name string
		m    *Member
	}{{"key", s.Key}, {element, s.Element}} {
		if e.m != nil {
			w.print(",\n   %q: %s", e.name, w.member(*e.m))
		}
	}
	w.targets("operations", s.Operations)
	w.targets("errors", s.Errors)
	if s.Type == "structure" || len(s.Members) > 0 {
		w.print(",\n   \"members\": {")
		for i, m := range s.Members {
			w.print("\n    %s: %s%s", w.json(m.Name), w.member(m), comma(i, len(s.Members)))
		}
		w.print("\n   }")
	}
	if len(s.Traits) > 0 {
		w.print(",\n   \"traits\": {")
		for i, id := range s.Traits.IDs() {
			w.print("\n    %q: %s%s", id, w.json(s.Traits[id]), comma(i, len(s.Traits)))
		}
		w.print("\n   }")
	}
	w.print("\n  }")
}

func (w *modelWriter) targets(name string, ids []string) {
	if len(ids) == 0 {
		return
	}
	w.print(",\n   %q: [", name)
	for i, id := range ids {
		w.print("\n    {\"target\": %s}%s", w.json(id), comma(i, len(ids)))
	}
	w.print("\n   ]")
}

func (w *modelWriter) member(m Member) string {
	if len(m.Traits) == 0 {
		return fmt.Sprintf("{\"target\": %s}", w.json(m.Target))
	}
	return fmt.Sprintf("{\"target\": %s, \"traits\": %s}", w.json(m.Target), w.json(m.Traits))
}

// json returns a value on one line, objects sorted by key.
func (w *modelWriter) json(v any) string {
	if raw, ok := v.(json.RawMessage); ok {
		v = w.generic(raw)
	}
	if traits, ok := v.(Traits); ok {
		all := map[string]any{}
		for id, raw := range traits {
			all[id] = w.generic(raw)
		}
		v = all
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil && w.err == nil {
		w.err = err
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

// generic decodes a value so that encoding it again sorts its keys and keeps its numbers.
func (w *modelWriter) generic(raw json.RawMessage) any {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil && w.err == nil {
		w.err = err
	}
	return v
}

func comma(i, n int) string {
	if i < n-1 {
		return ","
	}
	return ""
}
