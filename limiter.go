package chimeconnect

import "context"

// Limiter decides when the attempts of a client may be made: see Options.Limiter of either client. One limiter can
// serve many clients, of both services and, with a store behind it, in many processes.
//
// A limiter that also has the methods of [AttemptObserver] is told what the service answered.
type Limiter interface {
	// Wait returns when the attempt may be made. It is called before each attempt. An error ends the call. If ctx would
	// expire first, it is best to return at once with an error that wraps context.DeadlineExceeded.
	Wait(ctx context.Context, attempt Attempt) error
}

// AttemptObserver is implemented by a [Limiter] that adapts to the answers of the service. Both methods must return at
// once.
type AttemptObserver interface {
	// Throttled says that the service refused an attempt because of its rate.
	Throttled(attempt Attempt)
	// Succeeded says that an attempt succeeded. An attempt that failed for another reason than its rate is not reported.
	Succeeded(attempt Attempt)
}

// Attempt describes an attempt that a [Limiter] is asked to let through. The quotas of Amazon Connect are per account,
// Region and operation; those of messaging per account, Region, operation and identity or channel.
type Attempt struct {
	// Service is the ID of the service, "Connect" or "Chime SDK Messaging". Both have an operation TagResource.
	Service string

	// Region is the AWS Region that is called.
	Region string

	// Account is the ID of the AWS account that the credentials belong to or, where these do not say so, their access key
	// ID. It is empty for unsigned requests.
	Account string

	// Operation is the name of the operation, such as "DisassociateLexBot".
	Operation string

	// Resource is the first resource in the path of the request: for most operations of messaging the ARN of the channel,
	// for most of Connect the ID of the instance. It is empty where the path names none.
	Resource string
}
