// Package arn splits Amazon Resource Names without allocating.
package arn

import (
	"fmt"
	"strings"
)

// Parts are the parts of an ARN of one service.
type Parts struct {
	Partition, Region, Account, Resource string
}

// Error says what an ARN should have been.
type Error struct {
	// Text is what was parsed.
	Text string
	// Want is the form that was expected.
	Want string
	// Problem is what is wrong.
	Problem string
}

func (e *Error) Error() string { return fmt.Sprintf("%.200q %s: want %s", e.Text, e.Problem, e.Want) }

// Split splits an ARN of a service. Want is the form that was expected, for the error.
func Split(text, service, want string) (p Parts, err error) {
	fail := func(problem string) (Parts, error) { return Parts{}, &Error{Text: text, Want: want, Problem: problem} }
	rest, ok := strings.CutPrefix(text, "arn:")
	if !ok {
		return fail("is no ARN")
	}
	var found string
	for _, at := range []*string{&p.Partition, &found, &p.Region, &p.Account} {
		if *at, rest, ok = strings.Cut(rest, ":"); !ok {
			return fail("is no whole ARN")
		}
	}
	p.Resource = rest
	switch {
	case found != service:
		return fail("is an ARN of the service " + found)
	case p.Partition == "" || p.Region == "" || p.Account == "" || rest == "":
		return fail("is an ARN with an empty part")
	}
	return p, nil
}

// Join puts an ARN together again.
func (p Parts) Join(service string) string {
	return "arn:" + p.Partition + ":" + service + ":" + p.Region + ":" + p.Account + ":" + p.Resource
}
