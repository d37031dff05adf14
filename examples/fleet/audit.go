package main

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
)

// record is the record that a fake has of a run.
type record struct {
	items, once, repeated, looks, throttled, refused int
}

func (r record) String() string {
	return fmt.Sprintf("%d items, %d of them unlinked by exactly one request, %d by one that was repeated with the same token; "+
		"%d questions about items in doubt, %d requests throttled, %d refused", r.items, r.once, r.repeated, r.looks, r.throttled, r.refused)
}

// audit reads the record of a fake: each item must have been unlinked, and none twice. A request that is repeated with the
// token of the first is not carried out again, so it is counted but is not an error.
func audit(requests []connecttest.Request, items []item) (record, error) {
	r := record{items: len(items)}
	accepted := map[string]int{} // by the item's name
	tokens := map[string]string{}
	var problems []error
	for _, request := range requests {
		switch request.Status {
		case http.StatusOK:
		case http.StatusTooManyRequests:
			r.throttled++
			continue
		default:
			r.refused++
			continue
		}
		name, token := "", ""
		switch in := request.Input.(type) {
		case *connect.DisassociatePhoneNumberContactFlowInput:
			name = aws.ToString(in.PhoneNumberId)
		case *connect.DisassociateLexBotInput:
			name, token = aws.ToString(in.BotName), aws.ToString(in.ClientToken)
		case *connect.BatchGetFlowAssociationInput:
			r.looks++
		}
		if name == "" {
			continue
		}
		accepted[name]++
		if accepted[name] > 1 && (token == "" || token != tokens[name]) {
			problems = append(problems, fmt.Errorf("%s was unlinked twice", name))
		}
		tokens[name] = token
	}
	for _, it := range items {
		switch accepted[it.ID] {
		case 0:
			problems = append(problems, fmt.Errorf("%s was not unlinked", it.ID))
		case 1:
			r.once++
		default:
			r.repeated++
		}
	}
	return r, errors.Join(problems...)
}
