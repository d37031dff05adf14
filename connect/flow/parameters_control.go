package flow

// Compare compares a value. Conditions say what it is compared with.
type Compare struct {
	// ComparisonValue is a JSONPath of a single value, such as $.Attributes.language.
	ComparisonValue string
}

// ActionType returns Compare.
func (Compare) ActionType() string { return "Compare" }

// CheckHoursOfOperation checks whether the current time is within hours of operation. The conditions are Equals True
// and Equals False.
type CheckHoursOfOperation struct {
	// HoursOfOperationId is the ARN or ID of hours of operation, or a JSONPath. The default is the hours of the target
	// queue.
	HoursOfOperationId string
}

// ActionType returns CheckHoursOfOperation.
func (CheckHoursOfOperation) ActionType() string { return "CheckHoursOfOperation" }

// CheckMetricData reads a metric of a queue. Conditions compare its value.
type CheckMetricData struct {
	// MetricType is NumberOfAgentsAvailable, NumberOfAgentsStaffed, NumberOfAgentsOnline, NumberOfContactsInQueue or
	// OldestContactInQueueAgeSeconds, whose operands are in milliseconds in spite of its name.
	MetricType string

	// QueueId is the ARN or ID of a queue, or a JSONPath. The default is the target queue.
	QueueId string

	// AgentId is the ARN or ID of an agent, or a JSONPath. It excludes QueueId.
	AgentId string
}

// ActionType returns CheckMetricData.
func (CheckMetricData) ActionType() string { return "CheckMetricData" }

// Loop counts. The conditions are Equals ContinueLooping and Equals DoneLooping.
type Loop struct {
	// LoopCount is how often ContinueLooping is taken, 0 to 100, or a JSONPath.
	LoopCount string
}

// ActionType returns Loop.
func (Loop) ActionType() string { return "Loop" }

// Wait pauses the flow of a chat or task. A condition Equals WaitCompleted is needed, and one for each event.
type Wait struct {
	// TimeLimitSeconds is how long to wait, up to 604,800 seconds, or a JSONPath.
	TimeLimitSeconds string

	// Events end the wait early: CustomerReturned, BotParticipantDisconnected.
	Events []string
}

// ActionType returns Wait.
func (Wait) ActionType() string { return "Wait" }

// DistributeByPercentage chooses a branch at random. Conditions are NumberLessThan with growing operands: 3 and 10 percent
// and the rest are the operands 4 and 14, and the error NoMatchingCondition.
type DistributeByPercentage struct{}

// ActionType returns DistributeByPercentage.
func (DistributeByPercentage) ActionType() string { return "DistributeByPercentage" }

// TransferToFlow continues with another flow.
type TransferToFlow struct {
	// ContactFlowId is the ARN or ID of a published flow, or a JSONPath.
	ContactFlowId string
}

// ActionType returns TransferToFlow.
func (TransferToFlow) ActionType() string { return "TransferToFlow" }

// UpdateFlowAttributes sets attributes that only this flow reads, as $.FlowAttributes.
type UpdateFlowAttributes struct {
	// FlowAttributes has the values by name. Names must not contain a dollar sign or a dot.
	FlowAttributes map[string]AttributeValue `flow:"always"`
}

// ActionType returns UpdateFlowAttributes.
func (UpdateFlowAttributes) ActionType() string { return "UpdateFlowAttributes" }

// AttributeValue is the value of an attribute of a flow.
type AttributeValue struct {
	// Type is String, or empty.
	Type string

	// Value is the text, which may have JSONPaths in it.
	Value string
}

// UpdateFlowLoggingBehavior turns the log of the flow on and off.
type UpdateFlowLoggingBehavior struct {
	// FlowLoggingBehavior is Enabled or Disabled.
	FlowLoggingBehavior string
}

// ActionType returns UpdateFlowLoggingBehavior.
func (UpdateFlowLoggingBehavior) ActionType() string { return "UpdateFlowLoggingBehavior" }

// EndFlowExecution ends a whisper or queue flow without ending the contact.
type EndFlowExecution struct{}

// ActionType returns EndFlowExecution.
func (EndFlowExecution) ActionType() string { return "EndFlowExecution" }
