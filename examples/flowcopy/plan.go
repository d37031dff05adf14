package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/seed-086a074d/chimeconnect/connect/flow"
)

// step is a flow or module that is to be copied.
type step struct {
	source, target *item // target is nil as long as there is none
	flow           *flow.Flow
	changes        flow.Changes // of what there is, or of the placeholder
	contract       bool         // whether the contract of a module changes
}

// pending reports whether there is anything to do.
func (s *step) pending() bool { return s.target == nil || len(s.changes) > 0 || s.contract }

// plan reads both instances and works out what to do. The error lists everything that makes it impossible.
func (c *copier) plan(ctx context.Context) ([]*step, error) {
	sources, err := c.from.items(ctx)
	if err != nil {
		return nil, fmt.Errorf("the instance to copy from: %w", err)
	}
	targets, err := c.to.items(ctx)
	if err != nil {
		return nil, fmt.Errorf("the instance to copy to: %w", err)
	}
	there := map[string]*item{}
	for _, t := range targets {
		there[t.key()] = t
	}
	c.knowItems(sources, targets)
	var steps []*step
	for _, s := range c.chosen(sources) {
		if s.skipped == "" {
			err = c.from.read(ctx, s)
		}
		if err != nil {
			return nil, err
		}
		if s.skipped != "" {
			c.printf("skip %s: %s\n", s, s.skipped)
			continue
		}
		steps = append(steps, &step{source: s, target: there[s.key()]})
	}
	if err := c.checkNames(sources); err != nil {
		return nil, err
	}
	for _, s := range steps {
		if err := c.prepare(ctx, s); err != nil {
			return nil, err
		}
	}
	return inOrder(steps), c.compare(steps)
}

// knowItems records the IDs and names of flows and modules.
func (c *copier) knowItems(sources, targets []*item) {
	for n, list := range map[*instance][]*item{c.from: sources, c.to: targets} {
		n.resources[kindFlow], n.resources[kindModule] = newResources(), newResources()
		for _, i := range list {
			n.know(i)
		}
	}
}

func (n *instance) know(i *item) {
	n.resources[i.kind()].add(resource{id: i.id, arn: i.arn, name: i.name})
}

// expect records the ID and ARN of a new item, first made-up ones and later the real ones.
func (n *instance) expect(i *item) {
	n.resources[i.kind()].byName[i.name] = []resource{{id: i.id, arn: i.arn, name: i.name}}
}

func (c *copier) chosen(sources []*item) []*item {
	if len(c.names) == 0 {
		return sources
	}
	return slices.DeleteFunc(slices.Clone(sources), func(i *item) bool { return !slices.Contains(c.names, i.name) })
}

// checkNames checks that the flows and modules that -flow names exist.
func (c *copier) checkNames(sources []*item) error {
	var problems []error
	for _, name := range c.names {
		if !slices.ContainsFunc(sources, func(i *item) bool { return i.name == name }) {
			problems = append(problems, fmt.Errorf("there is no flow or module %q", name))
		}
	}
	return errors.Join(problems...)
}

// prepare reads the existing copy, if any, and what the flow refers to.
func (c *copier) prepare(ctx context.Context, s *step) (err error) {
	if s.flow, err = flow.Parse(s.source.content); err != nil {
		return fmt.Errorf("%s: %w", s.source, err)
	}
	if err := c.load(ctx, s.flow); err != nil {
		return err
	}
	if s.target == nil || s.target.skipped != "" {
		return nil
	}
	return c.to.read(ctx, s.target)
}

// compare works out what changes in each flow. Flows that do not exist yet have made-up ARNs meanwhile: they are created
// only when everything can be copied.
func (c *copier) compare(steps []*step) error {
	for _, s := range steps {
		if s.target == nil {
			made := *s.source
			made.id, made.arn = "ID of the new "+made.String(), "ARN of the new "+made.String()
			c.to.expect(&made)
		}
	}
	missing := newMissing()
	var problems []error
	for _, s := range steps {
		switch target := s.target; {
		case target != nil && target.flowType != s.source.flowType:
			problems = append(problems, fmt.Errorf("%s has the type %s there, not %s, and types cannot be changed", s.source, target.flowType, s.source.flowType))
		case target != nil && target.skipped != "":
			problems = append(problems, fmt.Errorf("%s is %s there; publish it, activate it or give it another name", s.source, target.skipped))
		}
		c.compareOne(s, missing)
	}
	return errors.Join(append(problems, missing.err())...)
}

func (c *copier) compareOne(s *step, missing *missing) {
	before := s.target
	if before == nil {
		before = &item{content: placeholder(s.source), settings: s.source.settings}
	}
	after, err := c.rewrite(s.flow)
	if unknown, ok := errors.AsType[*flow.RewriteError](err); ok {
		for _, ref := range unknown.Missing {
			_, problem := c.resolve(ref)
			missing.add(s.source, ref, problem)
		}
		return
	}
	s.contract = !sameJSON(s.source.settings, before.settings)
	if old, err := flow.Parse(before.content); err == nil {
		s.changes = flow.Diff(old, after)
	} else {
		s.changes = flow.Changes{{Kind: flow.Changed, Path: "Content"}} // what is there cannot be read
	}
}

// sameJSON compares the contracts of modules. No contract counts as an empty one.
func sameJSON(a, b string) bool {
	var values [2]any
	for i, text := range []string{a, b} {
		if strings.TrimSpace(text) == "" {
			text = "{}"
		}
		if json.Unmarshal([]byte(text), &values[i]) != nil {
			return a == b
		}
	}
	return reflect.DeepEqual(values[0], values[1])
}

// inOrder sorts steps: modules first, and each before those that call it, as far as calls are not circular.
func inOrder(steps []*step) []*step {
	byID := map[string]*step{}
	for _, s := range steps {
		byID[s.source.id] = s
	}
	var ordered []*step
	seen := map[*step]bool{}
	var visit func(s *step)
	visit = func(s *step) {
		if seen[s] {
			return
		}
		seen[s] = true
		for _, ref := range s.flow.References() {
			called, ok := spotOf(ref)
			if other := byID[called.id]; ok && other != nil && other.source.module == s.source.module {
				visit(other)
			}
		}
		ordered = append(ordered, s)
	}
	for _, modules := range []bool{true, false} {
		for _, s := range steps {
			if s.source.module == modules {
				visit(s)
			}
		}
	}
	return ordered
}
