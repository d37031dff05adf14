package parity

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Case is one input or answer that went through both clients.
type Case struct {
	Operation      string
	Official, Ours Outcome
}

// Outcome is the result of one client.
type Outcome struct {
	Request *Request
	Output  reflect.Value
	Err     error
}

// Run makes the same call with both clients.
func Run(operation string, a, b *Client, inA, inB reflect.Value) *Case {
	c := &Case{Operation: operation}
	c.Official.Output, c.Official.Err = a.Call(operation, inA)
	c.Official.Request = a.Wire.Seen
	c.Ours.Output, c.Ours.Err = b.Call(operation, inB)
	c.Ours.Request = b.Wire.Seen
	return c
}

// ignored headers differ from call to call or name the client.
var ignored = []string{"Authorization", "X-Amz-Date", "User-Agent", "Amz-Sdk-Invocation-Id"}

// DiffRequests compares what was sent.
func (c *Case) DiffRequests() []Finding {
	a, b := c.Official.Request, c.Ours.Request
	if a == nil || b == nil {
		if a != b {
			return []Finding{{"request", sent(a, c.Official.Err), sent(b, c.Ours.Err)}}
		}
		return nil
	}
	var d differ
	d.text("method", a.Method, b.Method)
	d.text("path", a.Path, b.Path)
	d.query(a.Query, b.Query)
	d.headers(a, b)
	d.text("content length", a.announced(), b.announced())
	if len(a.Body) == 0 || len(b.Body) == 0 {
		d.text("body", string(a.Body), string(b.Body))
		return d.found
	}
	return append(d.found, DiffJSON("body", a.Body, b.Body)...)
}

// announced says whether the announced length is that of the body: escapes may make bodies differ in length.
func (r *Request) announced() string {
	if r.Length == int64(len(r.Body)) {
		return "of the body"
	}
	return fmt.Sprint(r.Length)
}

func sent(r *Request, err error) string {
	if r == nil {
		return fmt.Sprintf("nothing (%v)", err)
	}
	return "a request"
}

func (d *differ) text(path, a, b string) {
	if a != b {
		d.add(path, fmt.Sprintf("%q", a), fmt.Sprintf("%q", b))
	}
}

// query compares parameters as sets with the values of a key in order.
func (d *differ) query(a, b string) {
	x, err1 := query(a)
	y, err2 := query(b)
	byKey := func(p, q [2]string) int { return strings.Compare(p[0], q[0]) }
	slices.SortStableFunc(x, byKey)
	slices.SortStableFunc(y, byKey)
	if err1 != nil || err2 != nil || !slices.Equal(x, y) {
		d.add("query", a, b)
	}
}

func (d *differ) headers(a, b *Request) {
	names := map[string]bool{}
	for name := range a.Header {
		names[name] = true
	}
	for name := range b.Header {
		names[name] = true
	}
	for name := range names {
		if x, y := a.Header[name], b.Header[name]; !slices.Contains(ignored, name) && !slices.Equal(x, y) {
			d.add("header "+name, fmt.Sprintf("%q", x), fmt.Sprintf("%q", y))
		}
	}
	// Which headers are signed matters to the service; the signature itself depends on the time.
	d.text("signed headers", signedHeaders(a), signedHeaders(b))
}

func signedHeaders(r *Request) string {
	_, rest, _ := strings.Cut(r.Header.Get("Authorization"), "SignedHeaders=")
	list, _, _ := strings.Cut(rest, ",")
	return list
}

// DiffOutputs compares what came back: output or error.
func (c *Case) DiffOutputs() []Finding {
	if c.Official.Err != nil || c.Ours.Err != nil {
		return c.DiffErrors()
	}
	return Diff("output", c.Official.Output, c.Ours.Output)
}

// DiffErrors compares two chains: text, and each kind of error that programs look for.
func (c *Case) DiffErrors() []Finding {
	var d differ
	a, b := c.Official.Err, c.Ours.Err
	if (a == nil) != (b == nil) {
		d.add("error", a, b)
		return d.found
	}
	if a == nil {
		return nil
	}
	d.errorText(errorText(a), errorText(b))
	d.text("error chain", chain(a), chain(b))
	var x, y smithy.APIError
	if errors.As(a, &x) && errors.As(b, &y) {
		d.text("error type", typeName(x), typeName(y))
		d.text("error code", x.ErrorCode(), y.ErrorCode())
		d.text("error message", x.ErrorMessage(), y.ErrorMessage())
		d.text("error fault", x.ErrorFault().String(), y.ErrorFault().String())
		if typeName(x) == typeName(y) {
			d.value("error", reflect.ValueOf(x), reflect.ValueOf(y))
		}
	}
	return d.found
}

// errorText compares texts. The number of attempts, which this library adds, and line breaks, which it removes, are
// separate findings.
func (d *differ) errorText(a, b string) {
	if i := strings.LastIndex(b, " (attempts: "); i >= 0 {
		d.add("error attempts", "nothing", b[i+1:])
		b = b[:i]
	}
	if line := oneLine(a); a != b && strings.TrimSpace(line) != strings.TrimSpace(a) {
		d.add("error lines", "more than one", "one")
		a, b = line, oneLine(b)
	}
	d.text("error text", a, b)
}

func oneLine(s string) string { return strings.Join(strings.FieldsFunc(s, unicode.IsControl), " ") }

// errorText returns the error's text; the lines of missing members are sorted, since those in maps come in any order.
func errorText(err error) string {
	if e := as[smithy.InvalidParamsError](err); e.Len() == 0 {
		return err.Error()
	}
	lines := strings.Split(oneLine(err.Error()), " - ")
	slices.Sort(lines[1:])
	return strings.Join(lines, "\n- ") + "\n"
}

func typeName(v any) string { return reflect.TypeOf(v).Elem().Name() }

// chain names the errors that errors.As finds, with their values.
func chain(err error) string {
	var parts []string
	note := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if e := as[*smithy.OperationError](err); e != nil {
		note("OperationError(%s %s)", e.Service(), e.Operation())
	}
	if e := as[*retry.MaxAttemptsError](err); e != nil {
		note("MaxAttemptsError(%d)", e.Attempt)
	}
	if e := as[*awshttp.ResponseError](err); e != nil {
		note("aws ResponseError(%s %d)", e.ServiceRequestID(), e.HTTPStatusCode())
	}
	if e := as[*smithyhttp.ResponseError](err); e != nil {
		note("smithy ResponseError(%d)", e.HTTPStatusCode())
	}
	if e := as[*smithyhttp.RequestSendError](err); e != nil {
		note("RequestSendError")
	}
	if e := as[*smithy.SerializationError](err); e != nil {
		note("SerializationError")
	}
	if e := as[*smithy.DeserializationError](err); e != nil {
		note("DeserializationError")
	}
	if e := as[smithy.InvalidParamsError](err); e.Len() > 0 {
		note("InvalidParamsError(%d)", e.Len())
	}
	if e := as[*smithy.GenericAPIError](err); e != nil {
		note("GenericAPIError")
	}
	return strings.Join(parts, " ")
}

func as[E error](err error) (e E) {
	errors.As(err, &e)
	return e
}

func quoted(s string) string { return fmt.Sprintf("%q", s) }
