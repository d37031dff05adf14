package flow

// InvokeLambdaFunction calls a function of AWS Lambda. Its answer becomes $.External.
type InvokeLambdaFunction struct {
	// LambdaFunctionARN is the ARN of the function, with an alias if need be, or a JSONPath.
	LambdaFunctionARN string

	// InvocationTimeLimitSeconds is how long to wait for the answer: 1 to 8 seconds.
	InvocationTimeLimitSeconds int

	// InvocationType is SYNCHRONOUS or ASYNCHRONOUS.
	InvocationType string

	// LambdaInvocationAttributes are given to the function. Values may have JSONPaths in them.
	LambdaInvocationAttributes map[string]string

	// ResponseValidation says what the function may answer.
	ResponseValidation *ResponseValidation
}

// ActionType returns InvokeLambdaFunction.
func (InvokeLambdaFunction) ActionType() string { return "InvokeLambdaFunction" }

// ResponseValidation says what a function may answer.
type ResponseValidation struct {
	// ResponseType is STRING_MAP for an object of strings, or JSON.
	ResponseType string
}

// CreateCallbackContact puts a callback into a queue, for the number that [UpdateContactCallbackNumber] has set.
type CreateCallbackContact struct {
	// QueueId is the ARN or ID of a queue, or a JSONPath. The default is the target queue.
	QueueId string

	// AgentId is the ARN or ID of an agent, or a JSONPath. It excludes QueueId.
	AgentId string

	// InitialCallDelaySeconds is how long to wait before the first call: 1 to 259,200 seconds.
	InitialCallDelaySeconds int

	// MaximumConnectionAttempts is how often to call, at least 1.
	MaximumConnectionAttempts int

	// RetryDelaySeconds is how long to wait between calls: 1 to 259,200 seconds.
	RetryDelaySeconds int

	// ContactFlowId is the ARN or ID of the flow that the callback starts with, or a JSONPath.
	ContactFlowId string

	// CallerId is the number that the customer sees, in E.164 format, or a JSONPath.
	CallerId string
}

// ActionType returns CreateCallbackContact.
func (CreateCallbackContact) ActionType() string { return "CreateCallbackContact" }
