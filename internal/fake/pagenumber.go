package fake

import (
	"reflect"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// maxPageNumbers bounds how many tokens of lists a server remembers the page of.
const maxPageNumbers = 10_000

// pageNumbers remembers which page of a list each token leads to.
type pageNumbers struct {
	mu     sync.Mutex
	number map[string]int // by operation and token
}

// paged reports whether the operation is a list with pages.
func (op *Operation) paged() bool {
	_, in := op.input.FieldByName("NextToken")
	_, out := op.output.FieldByName("NextToken")
	return in && out
}

// tokenMember is the member NextToken of an input or output, nil where there is none.
func tokenMember(of any) *string {
	f := reflect.ValueOf(of).Elem().FieldByName("NextToken")
	if !f.IsValid() {
		return nil
	}
	token, _ := reflect.TypeAssert[*string](f)
	return token
}

// of returns the page that a call asks for, from 1; 0 if that is not known.
func (p *pageNumbers) of(call *Call) int {
	if !call.Operation.paged() {
		return 0
	}
	token := aws.ToString(tokenMember(call.Input))
	if token == "" {
		return 1
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.number[call.Operation.Name+" "+token]
}

// remember records where the token of an output leads to.
func (p *pageNumbers) remember(call *Call, out any) {
	if call.page == 0 {
		return
	}
	token := aws.ToString(tokenMember(out))
	if token == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.number == nil || len(p.number) >= maxPageNumbers {
		p.number = map[string]int{}
	}
	p.number[call.Operation.Name+" "+token] = call.page + 1
}
