package connecttest

import (
	"net/http"
	"net/url"
	"time"
)

// Request is a request as it arrived, and what became of it.
type Request struct {
	// Operation is the operation's name, empty where the signature was refused or the URL belongs to none.
	Operation string
	// Input points to the decoded input, such as a *connect.CreateUserInput; nil where Operation is empty.
	Input any
	// Method, Path and Query are those of the URL; Path is as sent, with its escapes.
	Method string
	Path   string
	Query  url.Values
	// Header holds the headers without those that carry secrets: signature, session token, cookies.
	Header http.Header
	// Body is the body as sent. What the program sent in it is there, a password of CreateUser too; printing Input shows
	// nothing that the API calls sensitive.
	Body []byte
	// Attempt counts the attempts of one call from 1, as the client tells; 0 where it does not.
	Attempt int
	// Region is the Region that the request was signed for, empty where the signature was refused.
	Region string
	// Time is when the request arrived, by the server's clock.
	Time time.Time
	// Status is the status of the answer: 0 until there is one and where a fault broke the connection.
	Status int
	// ErrorCode is the code of the error that was the answer, empty for success.
	ErrorCode string
}
