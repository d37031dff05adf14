package flow

// UpdateContactAttributes sets attributes of the contact, which flows read as $.Attributes.
type UpdateContactAttributes struct {
	// Attributes has the values by name. Values may have JSONPaths in them and must not be empty.
	Attributes map[string]string `flow:"always"`

	// TargetContact is Current, which is the default, or Related.
	TargetContact string
}

// ActionType returns UpdateContactAttributes.
func (UpdateContactAttributes) ActionType() string { return "UpdateContactAttributes" }

// UpdateContactTargetQueue chooses the queue or the agent that [TransferContactToQueue] uses. Exactly one field must be set.
type UpdateContactTargetQueue struct {
	// QueueId is the ARN or ID of a queue, or a JSONPath.
	QueueId string

	// AgentId is the ARN or ID of an agent, or a JSONPath.
	AgentId string
}

// ActionType returns UpdateContactTargetQueue.
func (UpdateContactTargetQueue) ActionType() string { return "UpdateContactTargetQueue" }

// TransferContactToQueue puts the contact into the queue that [UpdateContactTargetQueue] has chosen.
type TransferContactToQueue struct{}

// ActionType returns TransferContactToQueue.
func (TransferContactToQueue) ActionType() string { return "TransferContactToQueue" }

// UpdateContactEventHooks sets the flow that runs at an event, such as while the customer is in a queue.
type UpdateContactEventHooks struct {
	// EventHooks has one entry: the event, such as CustomerQueue, AgentWhisper or DisconnectAgentUI, and the ARN or ID of a
	// flow, or a JSONPath.
	EventHooks map[string]string `flow:"always"`
}

// ActionType returns UpdateContactEventHooks.
func (UpdateContactEventHooks) ActionType() string { return "UpdateContactEventHooks" }

// UpdateContactRecordingBehavior turns recording and analysis on and off.
type UpdateContactRecordingBehavior struct {
	// RecordingBehavior says what is recorded.
	RecordingBehavior RecordingBehavior `flow:"always"`

	// AnalyticsBehavior configures Contact Lens: Enabled, AnalyticsLanguage and others. It needs both participants recorded.
	AnalyticsBehavior map[string]any
}

// ActionType returns UpdateContactRecordingBehavior.
func (UpdateContactRecordingBehavior) ActionType() string { return "UpdateContactRecordingBehavior" }

// RecordingBehavior says what is recorded.
type RecordingBehavior struct {
	// RecordedParticipants are Agent, Customer or both; none turns recording off. It is always written.
	RecordedParticipants []string `flow:"always"`

	// ScreenRecordedParticipants is Agent, or nothing.
	ScreenRecordedParticipants []string

	// IVRRecordingBehavior is Enabled or Disabled, for what the customer says before an agent answers.
	IVRRecordingBehavior string
}

// UpdateContactTextToSpeechVoice chooses the voice that speaks prompts.
type UpdateContactTextToSpeechVoice struct {
	// TextToSpeechVoice is a voice of Amazon Polly, such as Joanna, or a JSONPath.
	TextToSpeechVoice string

	// TextToSpeechEngine is the engine of the voice, such as Neural.
	TextToSpeechEngine string

	// TextToSpeechStyle is None, Conversational or Newscaster.
	TextToSpeechStyle string
}

// ActionType returns UpdateContactTextToSpeechVoice.
func (UpdateContactTextToSpeechVoice) ActionType() string { return "UpdateContactTextToSpeechVoice" }

// UpdateContactRoutingBehavior changes the place of the contact in its queue. Exactly one field must be set.
type UpdateContactRoutingBehavior struct {
	// QueuePriority is the priority of the contact: 1 comes first, 5 is the default of the service.
	QueuePriority int

	// QueueTimeAdjustmentSeconds makes the contact appear older, or newer if it is negative, by that many seconds.
	QueueTimeAdjustmentSeconds int
}

// ActionType returns UpdateContactRoutingBehavior.
func (UpdateContactRoutingBehavior) ActionType() string { return "UpdateContactRoutingBehavior" }

// UpdateContactCallbackNumber sets the number that [CreateCallbackContact] calls.
type UpdateContactCallbackNumber struct {
	// CallbackNumber is a JSONPath; a number itself is refused.
	CallbackNumber string
}

// ActionType returns UpdateContactCallbackNumber.
func (UpdateContactCallbackNumber) ActionType() string { return "UpdateContactCallbackNumber" }

// UpdateContactData changes the name, the language and other data of the contact. At least one field must be set.
type UpdateContactData struct {
	// Name and Description are those of the contact, or JSONPaths.
	Name, Description string

	// LanguageCode is a language such as en-US, or a JSONPath.
	LanguageCode string

	// CustomerId identifies the customer, or is a JSONPath.
	CustomerId string

	// WisdomSessionArn is the session of an assistant, commonly $.Wisdom.SessionArn.
	WisdomSessionArn string

	// TargetContact is Current, which is the default, or Related.
	TargetContact string
}

// ActionType returns UpdateContactData.
func (UpdateContactData) ActionType() string { return "UpdateContactData" }

// TagContact adds tags to the contact.
type TagContact struct {
	// Tags are at most six values by key. Values may have JSONPaths in them.
	Tags map[string]string `flow:"always"`
}

// ActionType returns TagContact.
func (TagContact) ActionType() string { return "TagContact" }

// UntagContact removes tags from the contact.
type UntagContact struct {
	// TagKeys are the keys of the tags, at least one.
	TagKeys []string `flow:"always"`
}

// ActionType returns UntagContact.
func (UntagContact) ActionType() string { return "UntagContact" }

// CreateTask creates a task for an agent.
type CreateTask struct {
	// ContactFlowId is the ARN or ID of the flow that handles the task, or a JSONPath.
	ContactFlowId string

	// Name and Description are those of the task. They may have JSONPaths in them. Name must be set.
	Name, Description string

	// Attributes are those of the task by name. Values may have JSONPaths in them.
	Attributes map[string]string

	// DelaySeconds is when the task starts, in seconds from now, up to 518,400. It excludes ScheduledTime.
	DelaySeconds int

	// ScheduledTime is when the task starts, in seconds since 1970, or a JSONPath.
	ScheduledTime string

	// TaskTemplateId is the ARN or ID of a task template.
	TaskTemplateId string
}

// ActionType returns CreateTask.
func (CreateTask) ActionType() string { return "CreateTask" }

// InvokeFlowModule runs a flow module. Conditions compare the result that the module returns.
type InvokeFlowModule struct {
	// FlowModuleId is the ARN or ID of the module, with a version or $LATEST behind a colon if need be, or a JSONPath.
	FlowModuleId string

	// Input has the values that the contract of the module asks for, in the JSON types that it declares.
	Input map[string]any
}

// ActionType returns InvokeFlowModule.
func (InvokeFlowModule) ActionType() string { return "InvokeFlowModule" }

// EndFlowModuleExecution ends a flow module and continues in the flow that invoked it.
type EndFlowModuleExecution struct {
	// Result is one of the results of the module's contract; empty if it has none.
	Result string

	// ResultData are values for the flow that invoked the module, as the contract declares them.
	ResultData map[string]any
}

// ActionType returns EndFlowModuleExecution.
func (EndFlowModuleExecution) ActionType() string { return "EndFlowModuleExecution" }
