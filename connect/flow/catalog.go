package flow

import "strings"

// actionType is what the documentation says about a type of action.
type actionType struct {
	terminal   bool
	optional   bool     // the next action may be missing
	flows      []Type   // where it may be used; none: anywhere
	channel    Channel  // the only channel that it supports; none: all
	parameters []string // the only parameters that it has; nil: unknown
}

// catalog returns all types of actions that are known. A line has: the name; a + if the action ends the flow, a ? if its next
// action is optional; the flows, as in flowTypes; the channel; all parameters, - if there are none, * if they are not known.
func catalog() map[string]actionType {
	lines := strings.Split(strings.TrimSpace(catalogText), "\n")
	types := make(map[string]actionType, len(lines))
	for _, line := range lines {
		fields := strings.Fields(line)
		name := strings.TrimRight(fields[0], "+?")
		t := actionType{
			terminal: strings.HasSuffix(fields[0], "+"), optional: strings.HasSuffix(fields[0], "?"), flows: flowTypes(fields[1]), channel: Channel(strings.Trim(fields[2], "*")),
		}
		if fields[3] != "*" {
			t.parameters = []string{}
		}
		if fields[3] != "*" && fields[3] != "-" {
			t.parameters = fields[3:]
		}
		types[name] = t
	}
	return types
}

// flowTypes expands a list such as IN,TR.
func flowTypes(list string) []Type {
	var types []Type
	for short := range strings.SplitSeq(list, ",") {
		switch short {
		case "IN":
			types = append(types, ContactFlow)
		case "AT":
			types = append(types, AgentTransfer)
		case "TR":
			types = append(types, AgentTransfer, QueueTransfer)
		case "CQ":
			types = append(types, CustomerQueue)
		case "HO":
			types = append(types, CustomerHold, AgentHold)
		case "OW":
			types = append(types, OutboundWhisper)
		case "WH":
			types = append(types, CustomerWhisper, AgentWhisper, OutboundWhisper)
		case "MOD":
			types = append(types, Module)
		}
	}
	return types
}

const catalogText = `
AssociateContactToCustomerProfile * * *
AuthenticateParticipant IN CHAT *
CheckCommunicationStatus * * *
CheckHoursOfOperation IN,TR,CQ * HoursOfOperationId
CheckMetricData IN,TR,CQ * MetricType QueueId AgentId
CheckOutboundCallStatus * VOICE -
CheckSegmentMembership * * *
CheckVoiceId * VOICE CheckVoiceIdOption
Compare * * ComparisonValue
CompleteOutboundCall OW VOICE CallerId VoiceConnector ConnectionTimeLimitSeconds
ConnectParticipantWithAgenticCX * * *
ConnectParticipantWithLexBot IN,TR,CQ * PromptId Text SSML Media LexInitializationData LexV2Bot LexBot LexSessionAttributes LexTimeoutSeconds
CreateCallbackContact IN,TR,CQ * QueueId AgentId InitialCallDelaySeconds RetryDelaySeconds MaximumConnectionAttempts ContactFlowId CallerId
CreateCase * * *
CreateContact * * *
CreateCustomerProfile * * *
CreatePersistentContactAssociation * * *
CreateTask * * *
CreateWisdomSession * * WisdomAssistantArn
DequeueContactAndTransferToQueue CQ * QueueId AgentId
DisconnectParticipant+ IN,TR,CQ * -
DistributeByPercentage IN,TR,CQ * -
EndFlowExecution+ WH,CQ * -
EndFlowModuleExecution+ MOD * Result ResultData
EvaluateDataTableValues * * *
GetCalculatedAttributesForCustomerProfile * * *
GetCase * * *
GetCustomerProfile * * *
GetCustomerProfileObject * * *
GetMetricData * * QueueId AgentId QueueChannel
GetParticipantInput IN,TR,CQ VOICE PromptId Text SSML Media InputTimeLimitSeconds StoreInput InputValidation InputEncryption DTMFConfiguration EnableDTMFBuffer
InvokeFlowModule * * FlowModuleId Input
InvokeLambdaFunction * * LambdaFunctionARN InvocationTimeLimitSeconds InvocationType LambdaInvocationAttributes ResponseValidation
LoadContactContent * * *
Loop * * LoopCount
MessageParticipant IN,TR,WH,CQ * PromptId Text SSML Media SkipWhenDTMFBufferEnabled
MessageParticipantIteratively? CQ,HO * Messages InterruptFrequencySeconds ContinueMessagingDuringInterrupt
RenderMessageTemplate * * *
ResumeContact * TASK -
RouteContactToAgent CQ * *
ShowView IN,CQ CHAT ViewResource InvocationTimeLimitSeconds ViewData SensitiveDataConfiguration
StartOutboundChatContact * * *
StartOutboundEmailContact * * *
StartVoiceIdStream * VOICE -
TagContact * * Tags
TransferContactToAgent+ TR VOICE -
TransferContactToQueue IN,TR * -
TransferParticipantToThirdParty IN,CQ,TR VOICE ThirdPartyPhoneNumber ThirdPartyConnectionTimeLimitSeconds ContinueFlowExecution ThirdPartyDTMFDigits CallerId
TransferToFlow IN,TR * ContactFlowId
UntagContact * * TagKeys
UpdateCase * * *
UpdateContactAttributes * * Attributes TargetContact
UpdateContactCallbackNumber IN,TR,CQ * CallbackNumber
UpdateContactData * * *
UpdateContactEventHooks * * EventHooks EventHooksConfiguration
UpdateContactMediaProcessing * CHAT ChatProcessor
UpdateContactMediaStreamingBehavior IN,CQ,TR,WH VOICE MediaStreamingState Participants MediaStreamType
UpdateContactRecordingAndAnalyticsBehavior * * *
UpdateContactRecordingBehavior IN,TR,OW,CQ * RecordingBehavior AnalyticsBehavior
UpdateContactRoutingBehavior IN,TR,CQ * QueuePriority QueueTimeAdjustmentSeconds RoutingProficiencies
UpdateContactRoutingCriteria * * RoutingCriteria
UpdateContactTargetQueue IN,TR * QueueId AgentId
UpdateContactTextToSpeechVoice * * TextToSpeechVoice TextToSpeechEngine TextToSpeechStyle
UpdateCustomerProfile * * *
UpdateFlowAttributes * * FlowAttributes
UpdateFlowLoggingBehavior * * FlowLoggingBehavior
UpdatePreviousContactParticipantState IN,TR VOICE PreviousContactParticipantState
Wait * * TimeLimitSeconds Events ContinueExecution MinimumWaitTimeSeconds
`

// notTypes maps words that are mistaken for types of actions to the name of the type, or to "" if there is none.
func notTypes() map[string]string {
	return map[string]string{
		"UnTagContact": "UntagContact", "UpdateRoutingCriteria": "UpdateContactRoutingCriteria", "PlayPrompt": "MessageParticipant",
		"StoreUserInput": "GetParticipantInput", "SetWorkingQueue": "UpdateContactTargetQueue", "CheckStaffing": "CheckMetricData",
		"CheckQueueStatus": "CheckMetricData", "TransferToAgent": "TransferContactToAgent", "TransferToPhoneNumber": "TransferParticipantToThirdParty",
		"TransferToThirdParty": "TransferParticipantToThirdParty", "Distribute": "DistributeByPercentage",
		"StartMediaStreaming": "UpdateContactMediaStreamingBehavior", "StopMediaStreaming": "UpdateContactMediaStreamingBehavior",
		"ReturnFromFlowModule": "EndFlowModuleExecution", "InvokeAPI": "InvokeLambdaFunction", "PutCustomerProfile": "UpdateCustomerProfile",
		"Trigger": "", "EntryPoint": "",
	}
}
