// Package arn splits Amazon Resource Names without allocating.
package arn

import (
	"fmt"
	"strings"

	"github.com/seed-086a074d/chimeconnect"
)

// Parts are the parts of an ARN of one service.
type Parts struct {
	Partition, Region, Account, Resource string
}

// Split splits an ARN of a service. Want is the form that was expected, for the error.
func Split(text, service, want string) (p Parts, err error) {
	fail := func(problem string) (Parts, error) {
		return Parts{}, &chimeconnect.ARNError{Text: text, Want: want, Problem: problem}
	}
	rest, ok := strings.CutPrefix(text, "arn:")
	if !ok {
		return fail("is not an ARN")
	}
	var found string
	for _, at := range []*string{&p.Partition, &found, &p.Region, &p.Account} {
		if *at, rest, ok = strings.Cut(rest, ":"); !ok {
			return fail("is not a whole ARN")
		}
	}
	p.Resource = rest
	switch {
	case found != service:
		return fail(fmt.Sprintf("is an ARN of the service %.40q", found))
	case p.Partition == "" || p.Region == "" || p.Account == "" || rest == "":
		return fail("is an ARN with an empty part")
	}
	return p, nil
}

// Join is the opposite of Split.
func (p Parts) Join(service string) string {
	return "arn:" + p.Partition + ":" + service + ":" + p.Region + ":" + p.Account + ":" + p.Resource
}
