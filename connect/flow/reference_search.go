package flow

import (
	"fmt"
	"maps"
	"strings"
)

// References returns all places that tie the flow to an instance or an account, in the order in which they are written:
// first those of the Metadata or those of the actions, whatever comes first in the text.
func (f *Flow) References() []Reference {
	s := search{flow: f, byType: referencesByType()}
	for _, m := range f.doc.root.members {
		switch m.key {
		case "Metadata":
			s.metadata(m.node)
		case "Actions":
			for _, a := range f.actions {
				s.action(a)
			}
		}
	}
	return s.found
}

type search struct {
	flow   *Flow
	byType map[string]map[string]Kind
	found  []Reference
}

// action finds the references in the parameters of an action.
func (s *search) action(a *Action) {
	in := Reference{Action: a.Identifier(), ActionType: a.Type()}
	names := s.flow.doc.root.get("Metadata").get("ActionMetadata").get(in.Action).get("parameters")
	s.walk(a.parameters(), walkPlace{path: a.path("Parameters"), kinds: s.byType[in.ActionType], names: names, in: in})
}

// metadata finds the references in the Metadata of all actions.
func (s *search) metadata(metadata *node) {
	kinds := map[string]Kind{}
	for _, p := range metadataTable() {
		kinds[p.path] = p.kind
	}
	for _, m := range metadata.items() {
		path := joinPath("Metadata", pathKey(m.key))
		if m.key != "ActionMetadata" {
			s.walk(m.node, walkPlace{path: path, in: Reference{Metadata: true}})
			continue
		}
		for _, entry := range m.node.items() {
			in := Reference{Metadata: true, Action: entry.key}
			if a := s.flow.Action(entry.key); a != nil {
				in.ActionType = a.Type()
			}
			// The console notes the name of what a parameter refers to as <parameter>.displayName.
			all := map[string]Kind{}
			for pattern, kind := range s.byType[in.ActionType] {
				all["parameters."+pattern+".displayName"] = kind
			}
			maps.Copy(all, kinds)
			s.walk(entry.node, walkPlace{path: joinPath(path, pathKey(entry.key)), kinds: all, in: in})
		}
	}
}

// walkPlace is the place of a search in a value.
type walkPlace struct {
	path    string          // of the value
	pattern string          // the path below the parameters, with [] and * as in the table
	kinds   map[string]Kind // what is where
	names   *node           // the mirror of the value in the Metadata, with names
	in      Reference       // what all references here have in common
}

func (s *search) walk(n *node, at walkPlace) {
	for i, m := range n.items() {
		within := at
		if n.kind == kindArray {
			within.path, within.pattern = fmt.Sprintf("%s[%d]", at.path, i), at.pattern+"[]"
			within.names = nil
		} else {
			within.path, within.pattern = joinPath(at.path, pathKey(m.key)), joinPath(at.pattern, m.key)
			within.names = at.names.get(m.key)
		}
		if m.node.kind >= kindObject {
			if kind, ok := at.kinds["@"+within.pattern]; ok {
				s.keys(m.node, within, kind)
			}
			s.walk(m.node, within)
			continue
		}
		if m.node.kind != kindString || m.node.value == "" {
			continue
		}
		r := within.in
		r.holder, r.at, r.Path = n, i, within.path
		r.Name = within.names.get("displayName").str()
		kind, ok := at.kindOf(within.pattern, m.key)
		if !ok {
			s.embedded(m.node.value, r)
			continue
		}
		r.Kind, r.Form, r.Value = kind, formOf(m.node.value), m.node.value
		if kind == KindCaseField && r.Form == FormName {
			r.Form = FormAWS // fields that people create have UUIDs
		}
		s.found = append(s.found, r)
	}
}

// kindOf returns what the member with a key refers to, given its own pattern.
func (p walkPlace) kindOf(pattern, key string) (Kind, bool) {
	if kind, ok := p.kinds[pattern]; ok {
		return kind, true
	}
	if key == "displayName" {
		// The name of something in a map, such as parameters.EventHooks.CustomerQueue.displayName.
		if dot := strings.LastIndexByte(p.pattern, '.'); dot >= 0 {
			if kind, ok := p.kinds[p.pattern[:dot]+".*.displayName"]; ok {
				return kind, true
			}
		}
	}
	kind, ok := p.kinds[joinPath(p.pattern, "*")]
	return kind, ok
}

// keys finds the references that are keys of an object.
func (s *search) keys(n *node, at walkPlace, kind Kind) {
	for i, m := range n.members {
		r := at.in
		r.Kind, r.Form, r.Value, r.Key = kind, formOf(m.key), m.key, true
		if r.Form == FormName {
			r.Form = FormAWS
		}
		r.holder, r.at, r.Path = n, i, joinPath(at.path, pathKey(m.key))
		s.found = append(s.found, r)
	}
}

// embedded finds ARNs in a text that may have any.
func (s *search) embedded(text string, r Reference) {
	for start := 0; ; {
		i := strings.Index(text[start:], "arn:")
		if i < 0 {
			return
		}
		start += i
		arn := text[start : start+arnLength(text[start:])]
		if strings.Count(arn, ":") >= 5 && (start == 0 || !isNameByte(text[start-1])) {
			r.Value, r.Form, r.Kind, r.Embedded, r.offset = arn, formOf(arn), kindOfARN(arn), arn != text, start
			s.found = append(s.found, r)
		}
		start += max(len(arn), 1)
	}
}

// arnLength returns how long the ARN is that a text begins with. The full stop of a sentence is not a part of it.
func arnLength(text string) int {
	end := len(text)
	for i := range len(text) {
		if b := text[i]; !isNameByte(b) && !strings.ContainsRune(":/.$*+=@", rune(b)) || b >= 0x80 {
			end = i
			break
		}
	}
	return len(strings.TrimRight(text[:end], ".:/"))
}
