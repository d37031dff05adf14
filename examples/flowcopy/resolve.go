package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/flow"
)

// The kinds of flows and modules in ARNs.
const (
	kindFlow   = "contact-flow"
	kindModule = "flow-module"
)

// spot is what a reference names: a resource of a kind in an instance.
type spot struct {
	kind, id  string
	qualifier string // what stands behind the ID, such as :$LATEST
	instance  string // empty if only the ID is given
}

// spotOf parses a reference to a resource of an instance; it returns false for all others.
func spotOf(ref flow.Reference) (s spot, ok bool) {
	switch ref.Form {
	case flow.FormARN:
		arn, err := connect.ParseARN(ref.Value)
		if err != nil || arn.InstanceID == "" || arn.Kind == "instance" {
			return s, false
		}
		s = spot{kind: arn.Kind, id: arn.ID, instance: arn.InstanceID}
	case flow.FormID:
		s = spot{kind: kindInARN(ref.Kind), id: ref.Value}
	default:
		return s, false
	}
	if s.kind == "" {
		return s, false
	}
	if colon := strings.IndexByte(s.id, ':'); colon >= 0 {
		s.id, s.qualifier = s.id[:colon], s.id[colon:]
	}
	return s, true
}

// kindInARN is how ARNs name a kind of reference that may be written as an ID alone.
func kindInARN(kind flow.Kind) string {
	switch kind {
	case flow.KindQueue:
		return "queue"
	case flow.KindAgent:
		return "agent"
	case flow.KindHoursOfOperation:
		return "operating-hours"
	case flow.KindPrompt:
		return "prompt"
	case flow.KindFlow:
		return kindFlow
	case flow.KindModule:
		return kindModule
	case flow.KindView:
		return "view"
	case flow.KindTaskTemplate:
		return "task-template"
	case flow.KindDataTable:
		return "data-table"
	}
	return ""
}

// load lists the resources of the kinds that a flow refers to, in both instances.
func (c *copier) load(ctx context.Context, f *flow.Flow) error {
	for _, ref := range f.References() {
		s, ok := spotOf(ref)
		if !ok || c.mapping[ref.Value] != "" {
			continue
		}
		for _, n := range []*instance{c.from, c.to} {
			if err := n.load(ctx, s.kind); err != nil {
				return err
			}
		}
	}
	return nil
}

// resolve returns the value of a reference in the other instance, or why that is not known.
func (c *copier) resolve(ref flow.Reference) (value, problem string) {
	if to := c.mapping[ref.Value]; to != "" {
		return to, ""
	}
	switch {
	case ref.Form == flow.FormAWS:
		return c.inRegion(ref.Value), ""
	case ref.Kind == flow.KindAttribute || ref.Kind == flow.KindProfileObjectType:
		return ref.Value, "" // they have the names that people gave them
	case ref.Value == c.from.arn:
		return c.to.arn, ""
	}
	s, ok := spotOf(ref)
	if !ok {
		return "", "it is not in the mapping file"
	}
	if s.instance != "" && s.instance != c.from.at.InstanceID {
		return "", "it belongs to another instance and is not in the mapping file"
	}
	known := c.from.resources[s.kind]
	if known == nil {
		return "", "it is not known by name and not in the mapping file"
	}
	here, ok := known.byID[s.id]
	if !ok || here.name == "" {
		return "", "the instance does not list it"
	}
	if s.qualifier != "" && s.qualifier != ":$LATEST" {
		return "", fmt.Sprintf("versions and aliases of %q may be others there", here.name)
	}
	there := c.to.resources[s.kind].byName[here.name]
	if len(there) != 1 {
		return "", fmt.Sprintf("%d have the name %q there", len(there), here.name)
	}
	if ref.Form == flow.FormARN {
		return there[0].arn + s.qualifier, ""
	}
	return there[0].id + s.qualifier, ""
}

// inRegion returns an ARN of AWS itself for the Region of the other instance.
func (c *copier) inRegion(value string) string {
	parts := strings.SplitN(value, ":", 5)
	if len(parts) == 5 && parts[0] == "arn" && parts[3] == c.from.at.Region {
		parts[1], parts[3] = c.to.at.Partition, c.to.at.Region
	}
	return strings.Join(parts, ":")
}

// rewrite returns a copy of a flow for the other instance. The error is a [*flow.RewriteError].
func (c *copier) rewrite(f *flow.Flow) (*flow.Flow, error) {
	f = f.Clone()
	err := f.Rewrite(func(ref flow.Reference) (string, bool) {
		if ref.Metadata && ref.Form == flow.FormName {
			return "", false // a name, which is the same there
		}
		value, problem := c.resolve(ref)
		return value, problem == ""
	})
	return f, err
}
