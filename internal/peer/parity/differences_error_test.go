package parity

import (
	"errors"
	"strings"

	"github.com/aws/smithy-go"
)

var unlistedError = Difference{
	Name: "errors that the operation does not list",
	Reason: "the service answers with errors that its description does not list for the operation: here every modelled " +
		"error is typed on every operation",
	Match: func(c *Case, f Finding) bool {
		var generic *smithy.GenericAPIError
		if !errors.As(c.Official.Err, &generic) || errors.As(c.Ours.Err, &generic) {
			return false
		}
		var ours smithy.APIError
		if !errors.As(c.Ours.Err, &ours) || ours.ErrorCode() != generic.Code {
			return false
		}
		noMessage := ours.ErrorMessage() == "" && generic.Message == "UnknownError"
		switch f.Path {
		case "error message":
			return noMessage
		case "error type", "error fault", "error text":
			return true
		case "error chain":
			return f.Official == quoted(chain(c.Ours.Err)+" GenericAPIError")
		}
		return false
	},
}

var unlistedMessage = Difference{
	Name: "messages of errors that list none",
	Reason: "three errors are described without a message (InvalidContactFlowException, InvalidContactFlowModuleException, " +
		"InvalidTestCaseException); one that comes is read all the same",
	Match: func(c *Case, f Finding) bool {
		var a, b smithy.APIError
		if !errors.As(c.Official.Err, &a) || !errors.As(c.Ours.Err, &b) || typeName(a) != typeName(b) || a.ErrorMessage() != "" {
			return false
		}
		switch f.Path {
		case "error message", "error.Message":
			return true
		case "error text":
			return strings.HasSuffix(f.Official, typeName(a)+": \"") && strings.Contains(f.Ours, typeName(b)+": ")
		}
		return false
	},
}

var noResponse = Difference{
	Name:   "requests that could not be sent",
	Reason: "there is no response to report: the official client wraps the failure in a ResponseError of status 0",
	Match: func(c *Case, f Finding) bool {
		const wrapped = "https response error StatusCode: 0, RequestID: , "
		switch f.Path {
		case "error text":
			return strings.Replace(f.Official, wrapped, "", 1) == f.Ours
		case "error chain":
			return strings.Replace(f.Official, "aws ResponseError( 0) smithy ResponseError(0) ", "", 1) == f.Ours
		}
		return false
	},
}
