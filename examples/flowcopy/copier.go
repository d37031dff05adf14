package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/seed-086a074d/chimeconnect/connect/flow"
)

// copier copies flows and modules from one instance to the other.
type copier struct {
	from, to *instance
	mapping  map[string]string // what is not found by name
	names    []string          // of the flows and modules to copy; all if there are none
	out      io.Writer
}

// copyFlows plans, shows the plan, asks for confirmation, and does it.
func (c *copier) copyFlows(ctx context.Context, dryRun bool, confirm func() error) error {
	steps, err := c.plan(ctx)
	if err != nil {
		return err
	}
	pending := c.show(steps)
	if dryRun || pending == 0 {
		return nil
	}
	if err := confirm(); err != nil {
		return err
	}
	err = c.create(ctx, steps)
	if err == nil {
		err = c.fill(ctx, steps)
	}
	if err != nil {
		return fmt.Errorf("%w (the same command does the rest)", err)
	}
	c.printf("%d copied\n", pending)
	return nil
}

// show prints the plan and returns how many steps have changes.
func (c *copier) show(steps []*step) (pending int) {
	for _, s := range steps {
		if !s.pending() {
			continue
		}
		pending++
		if s.target == nil {
			c.printf("new %s, %d actions\n", s.source, len(s.flow.Actions()))
			continue
		}
		c.printf("change %s\n", s.source)
		if s.contract {
			c.printf("    ~ contract\n")
		}
		for line := range strings.Lines(s.changes.String()) {
			c.printf("    %s", line)
		}
	}
	c.printf("%d to copy, %d are there already\n", pending, len(steps)-pending)
	return pending
}

// create creates the flows and modules that do not exist yet.
func (c *copier) create(ctx context.Context, steps []*step) (err error) {
	for _, s := range steps {
		if s.target != nil {
			continue
		}
		if s.target, err = c.to.create(ctx, s.source); err != nil {
			return err
		}
		c.to.expect(s.target)
		c.printf("created %s\n", s.source)
	}
	return nil
}

// fill writes the content of those that differ. Everything that they refer to exists by then.
func (c *copier) fill(ctx context.Context, steps []*step) error {
	for _, s := range steps {
		if !s.pending() {
			continue
		}
		content, err := c.rewrite(s.flow)
		if err != nil {
			return fmt.Errorf("%s: %w", s.source, err)
		}
		if err := c.to.fill(ctx, s.target, textOf(content), s.source.settings); err != nil {
			return err
		}
		c.printf("filled %s\n", s.source)
	}
	return nil
}

// textOf prints a flow. ARNs of the other instance may be longer, so a flow that was near the limit loses its white space.
func textOf(f *flow.Flow) string {
	if text := f.String(); len(text) <= flow.MaxLength {
		return text
	}
	return f.Compact()
}

func (c *copier) printf(format string, args ...any) { _, _ = fmt.Fprintf(c.out, format, args...) }
