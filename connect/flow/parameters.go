package flow

// Parameters are the parameters of an action: a struct of this package or a pointer to one, or a [Raw] for types of actions
// without a struct. Types of other packages cannot implement it. Fields have the names that the flow language uses. A field
// that is zero is left out, unless its comment says otherwise.
//
// Many fields accept a JSONPath, such as $.Attributes.queue, in place of a value; their comments say so. The text of
// prompts and the values of maps may have JSONPaths within other text.
type Parameters interface {
	// ActionType returns the type of the action, such as MessageParticipant.
	ActionType() string
}

// Raw are the parameters of an action as JSON, for types without a struct.
type Raw struct {
	// Type is the type of the action.
	Type string

	// JSON is the object of parameters, {} if there are none.
	JSON string
}

// ActionType returns Type.
func (r Raw) ActionType() string { return r.Type }

// Media is an audio file in Amazon S3 that is played as a prompt.
type Media struct {
	// Uri is the address of the file.
	Uri string

	// SourceType is always S3.
	SourceType string

	// MediaType is always Audio.
	MediaType string
}

// newParameters returns a pointer to an empty struct for a type of action, nil if there is none.
func newParameters(actionType string) Parameters {
	for _, p := range typedParameters() {
		if p.ActionType() == actionType {
			return p
		}
	}
	return nil
}

// typedParameters returns an empty struct of every type that has one.
func typedParameters() []Parameters {
	return []Parameters{
		&MessageParticipant{}, &GetParticipantInput{}, &DisconnectParticipant{}, &ConnectParticipantWithLexBot{},
		&MessageParticipantIteratively{}, &ShowView{}, &TransferParticipantToThirdParty{},
		&UpdateContactAttributes{}, &UpdateContactTargetQueue{}, &TransferContactToQueue{}, &UpdateContactEventHooks{},
		&UpdateContactRecordingBehavior{}, &UpdateContactTextToSpeechVoice{}, &UpdateContactRoutingBehavior{},
		&UpdateContactCallbackNumber{}, &UpdateContactData{}, &TagContact{}, &UntagContact{}, &CreateTask{}, &InvokeFlowModule{},
		&EndFlowModuleExecution{},
		&Compare{}, &CheckHoursOfOperation{}, &CheckMetricData{}, &Loop{}, &Wait{}, &DistributeByPercentage{}, &TransferToFlow{},
		&UpdateFlowAttributes{}, &UpdateFlowLoggingBehavior{}, &EndFlowExecution{},
		&InvokeLambdaFunction{}, &CreateCallbackContact{},
	}
}
