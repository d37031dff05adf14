package parity

import (
	"net/http"
	"strings"
	"testing"
)

// oddAnswers are answers that services, proxies and load balancers give on bad days.
var oddAnswers = []struct {
	name   string
	status int
	header http.Header
	body   string
}{
	{"empty body", 200, nil, ""},
	{"null", 200, nil, "null"},
	{"spaces", 200, nil, " \n\t"},
	{"an empty object", 200, nil, " {} "},
	{"a list", 200, nil, "[]"},
	{"a string", 200, nil, `"x"`},
	{"not JSON", 200, nil, "<html>"},
	{"cut short", 200, nil, `{"User":{"Id":"a`},
	{"cut between members", 200, nil, `{"User":{"Id":"a"}`},
	{"more after the object", 200, nil, `{"User":{"Id":"a"}} x`},
	{"a byte order mark", 200, nil, "\ufeff{}"},
	{"a member twice", 200, nil, `{"User":{"Id":"a","Id":"b"}}`},
	{"another case", 200, nil, `{"user":{"Id":"a"},"User":{"id":"b"}}`},
	{"escapes", 200, nil, `{"User":{"Id":"\u00e9\ud83d\ude00\/\ud800x"}}`},
	{"not UTF-8", 200, nil, "{\"User\":{\"Id\":\"\xff\"}}"},
	{"deep", 200, nil, `{"New":` + strings.Repeat("[", 900) + strings.Repeat("]", 900) + `}`},
	{"very deep", 200, nil, `{"New":` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + `}`},
	{"created", 201, nil, `{"User":{"Id":"a"}}`},
	{"no content", 204, nil, ""},
	{"moved", 302, http.Header{"Location": {"https://example.com"}}, ""},
	{"not modified", 304, nil, ""},
}

// oddErrors are error answers of every form.
var oddErrors = []struct {
	name   string
	status int
	header http.Header
	body   string
}{
	{"code in the header", 404, errorType("ResourceNotFoundException"), `{"Message":"m"}`},
	{"header with a colon", 404, errorType("ResourceNotFoundException:http://internal.amazon.com/x"), `{"message":"m"}`},
	{"header with a namespace", 404, errorType("aws.connect#ResourceNotFoundException"), `{"message":"m"}`},
	{"header with both", 404, errorType("aws.connect#ResourceNotFoundException:x#y"), `{"message":"m"}`},
	{"code in the body", 404, nil, `{"code":"ResourceNotFoundException","message":"m"}`},
	{"__type in the body", 404, nil, `{"__type":"com.amazonaws.connect#ResourceNotFoundException","message":"m"}`},
	{"code and __type", 404, nil, `{"__type":"A","code":"ResourceNotFoundException","Message":"m"}`},
	{"upper-case Code", 404, nil, `{"Code":"ResourceNotFoundException","Message":"m"}`},
	{"header and body disagree", 400, errorType("InvalidParameterException"), `{"__type":"ResourceNotFoundException","message":"m"}`},
	{"both messages", 404, errorType("ResourceNotFoundException"), `{"message":"small","Message":"big"}`},
	{"no message", 404, errorType("ResourceNotFoundException"), `{}`},
	{"empty body", 404, errorType("ResourceNotFoundException"), ``},
	{"null message", 404, errorType("ResourceNotFoundException"), `{"message":null}`},
	{"message of another type", 404, errorType("ResourceNotFoundException"), `{"message":{"a":1}}`},
	{"unknown code", 400, errorType("SomethingNew"), `{"message":"m"}`},
	{"unknown code without message", 400, errorType("SomethingNew"), `{}`},
	{"unknown code, empty body", 400, errorType("SomethingNew"), ``},
	{"nothing at all", 500, nil, ``},
	{"nothing at all, client's fault", 400, nil, ``},
	{"an HTML page", 503, nil, `<html><body>Service Unavailable</body></html>`},
	{"an HTML page with a code", 404, errorType("ResourceNotFoundException"), `<html>`},
	{"a list", 500, nil, `[]`},
	{"cut short", 404, errorType("ResourceNotFoundException"), `{"message":"m`},
	{"signature", 403, errorType("InvalidSignatureException"), `{"message":"The request signature we calculated does not match"}`},
	{"access denied", 403, errorType("AccessDeniedException"), `{"Message":"User is not authorized"}`},
	{"throttled", 429, errorType("TooManyRequestsException"), `{"Message":"slow down"}`},
	{"empty code", 400, errorType(""), `{"__type":"","message":"m"}`},
	{"code with spaces", 404, errorType(" ResourceNotFoundException "), `{"message":"m"}`},
}

func errorType(code string) http.Header {
	return http.Header{"X-Amzn-Errortype": {code}, "X-Amzn-Requestid": {"r"}}
}

func TestOddAnswers(t *testing.T) {
	a, b := NewOfficial(), NewOurs()
	ledger := NewLedger(AttemptsInText, jsonErrorText, trailing, statusText, veryDeep)
	for _, odd := range oddAnswers {
		c := answer(t, a, b, "DescribeUser", Answer{odd.status, odd.header, []byte(odd.body)})
		c.Operation = odd.name
		ledger.Enter(t, c, c.DiffOutputs())
	}
	ledger.Close(t)
}

func TestOddErrors(t *testing.T) {
	a, b := NewOfficial(), NewOurs()
	ledger := NewLedger(AttemptsInText, statusText, statusFault, unreadable, unlistedError, codeWithSpaces, twoMessages)
	for _, odd := range oddErrors {
		c := answer(t, a, b, "DescribeUser", Answer{odd.status, odd.header, []byte(odd.body)})
		c.Operation = odd.name
		ledger.Enter(t, c, c.DiffErrors())
	}
	ledger.Close(t)
}

// TestUnknownVariants answers with a variant that neither client knows.
func TestUnknownVariants(t *testing.T) {
	a, b := NewOfficial(), NewOurs()
	ledger := NewLedger(unknownValue)
	c := answer(t, a, b, "DescribePredefinedAttribute", Answer{200, nil, []byte(`{"PredefinedAttribute":{"Name":"n","Values":{"New":{"a":1}}}}`)})
	ledger.Enter(t, c, c.DiffOutputs())
	ledger.Close(t)
}
