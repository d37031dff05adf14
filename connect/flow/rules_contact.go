package flow

import "slices"

// contactRules are about actions that change the contact.
func contactRules() []rule {
	return slices.Concat(queueRules(), recordingRules(), routingRules(), taskRules())
}

// queueRules are about attributes, queues and event hooks.
func queueRules() []rule {
	attributes := on("UpdateContactAttributes")
	queue := on("UpdateContactTargetQueue")
	transfer := on("TransferContactToQueue")
	dequeue := on("DequeueContactAndTransferToQueue")
	hooks := on("UpdateContactEventHooks")
	return []rule{
		{"attributes", attributes, nil, needed{"Attributes"}, documented()},
		{"attributes-target", attributes, nil, values{"TargetContact", []string{"Current", "Related"}}, documented().withSamples()},
		{"attributes-errors", attributes, nil, errorsNeeded{"NoMatchingError"}, live(sourceSamples)},

		{"queue", queue, nil, anyOf{"QueueId", "AgentId"}, live(sourceSamples)},
		{"queue-or-agent", on("UpdateContactTargetQueue", "CheckMetricData", "GetMetricData", "CreateCallbackContact"), nil, atMostOne{"QueueId", "AgentId"}, documented()},
		{"queue-errors", queue, nil, errorsNeeded{"NoMatchingError"}, live(sourceSamples)},
		{"queue-id", append(queue, "CheckMetricData", "GetMetricData", "CreateCallbackContact"), nil, resource{"QueueId", "Failed to convert id: "}, live(sourceSamples)},

		{"transfer-parameters", transfer, nil, noParameters{}, live(sourceSamples)},
		{"transfer-errors", transfer, nil, errorsNeeded{"QueueAtCapacity", "NoMatchingError"}, live(sourceFlowAsCode, sourceSamples)},
		{"transfer-other-errors", transfer, nil, errorsOnly{"QueueAtCapacity", "NoMatchingError"}, live(sourceSamples)},
		{"dequeue-errors", dequeue, nil, errorsNeeded{"QueueAtCapacity", "NoMatchingError"}, live(sourceFlowAsCode)},

		{"hooks", hooks, nil, needed{"EventHooks"}, documented()},
		{"hooks-events", hooks, nil, keys{"EventHooks", []string{
			"AgentHold", "AgentWhisper", "CustomerHold", "CustomerQueue", "CustomerRemaining", "CustomerWhisper", "DefaultAgentUI", "DisconnectAgentUI",
			"PauseContact", "ResumeContact",
		}}, documented()},
		{"hooks-one", hooks, nil, items{path: "EventHooks", min: 1, max: 1}, documented()},
		{"hooks-configuration", hooks, nil, refused{"EventHooksConfiguration"}, live(sourceFlowAsCode)},
	}
}

// recordingRules are about recording, analysis and voices.
func recordingRules() []rule {
	recording := on("UpdateContactRecordingBehavior")
	analytics := on("UpdateContactRecordingAndAnalyticsBehavior")
	voice := on("UpdateContactTextToSpeechVoice")
	return []rule{
		{"recording", recording, nil, needed{"RecordingBehavior"}, documented()},
		{"recording-participants", recording, nil, values{"RecordingBehavior.RecordedParticipants", []string{"Agent", "Customer"}}, documented()},
		{"recording-errors", recording, nil, errorsOnly{}, live(sourceFlowAsCode).withSamples()},
		{"recording-ivr", recording, nil, values{"RecordingBehavior.IVRRecordingBehavior", []string{"Enabled", "Disabled"}}, documented()},
		{"analytics-one", analytics, nil, atMostOne{"VoiceBehavior", "ChatBehavior", "ScreenRecordingBehavior"}, live(sourceFlowAsCode)},
		{"analytics-any", analytics, nil, anyOf{"VoiceBehavior", "ChatBehavior", "ScreenRecordingBehavior"}, live(sourceFlowAsCode)},
		{"analytics-errors", analytics, nil, errorsNeeded{"NoMatchingError", "ChannelMismatch"}, live(sourceFlowAsCode, sourcePulumi)},
		{
			"analytics-chat-errors", analytics, when(given("ChatBehavior")), errorsNeeded{"InFlightRedactionConfigurationFailed"},
			live(sourceFlowAsCode, sourcePulumi),
		},
		{
			"analytics-voice-errors", analytics, when(given("VoiceBehavior"), absent("ChatBehavior")), errorsRefused{"InFlightRedactionConfigurationFailed"},
			live(sourceFlowAsCode, sourcePulumi),
		},

		{"voice", voice, nil, needed{"TextToSpeechVoice"}, documented()},
		{"voice-style", voice, nil, values{"TextToSpeechStyle", []string{"None", "Conversational", "Newscaster"}}, documented()},
		{"voice-language", voice, nil, refused{"LanguageCode"}, live(sourcePulumi, sourceSamples)},
	}
}

// routingRules are about the place in a queue, callbacks and what a contact is called.
func routingRules() []rule {
	routing := on("UpdateContactRoutingBehavior")
	criteria := on("UpdateContactRoutingCriteria")
	callback := on("UpdateContactCallbackNumber")
	data := on("UpdateContactData")
	media := on("UpdateContactMediaProcessing")
	previous := on("UpdatePreviousContactParticipantState")
	outbound := on("CompleteOutboundCall")
	voiceID := []string{"IsVoiceIdStreamingEnabled", "IsVoiceAuthenticationEnabled", "IsFraudDetectionEnabled"}
	return []rule{
		{"routing-one", routing, nil, atMostOne{"QueuePriority", "QueueTimeAdjustmentSeconds", "RoutingProficiencies"}, documented()},
		{"routing-any", routing, nil, anyOf{"QueuePriority", "QueueTimeAdjustmentSeconds", "RoutingProficiencies"}, documented()},
		{"routing-priority", routing, nil, integer{path: "QueuePriority", min: 1, max: unlimited}, documented()},
		{"routing-errors", routing, when(absent("RoutingProficiencies")), errorsOnly{}, documented()},
		{"routing-proficiency-errors", routing, when(given("RoutingProficiencies")), errorsNeeded{"NoMatchingError"}, live(sourceSamples)},
		{"criteria-errors", criteria, nil, errorsNeeded{"NoMatchingError"}, live(sourcePulumi, sourceSamples)},

		{"callback-number", callback, nil, dynamic("CallbackNumber"), live(sourceSamples).withDocs()},
		{"callback-number-given", callback, nil, needed{"CallbackNumber"}, documented()},
		{"callback-errors", callback, nil, errorsNeeded{"InvalidCallbackNumber", "CallbackNumberNotDialable"}, live(sourceSamples)},
		{"callback-other-errors", callback, nil, errorsOnly{"InvalidCallbackNumber", "CallbackNumberNotDialable"}, live(sourceSamples)},

		{"data-any", data, nil, anyOf(append([]string{"Name", "Description", "LanguageCode", "CustomerId", "WisdomSessionArn"}, voiceID...)), live(sourcePulumi)},
		{"data-references", data, nil, refused{"References"}, live(sourcePulumi)},
		{"data-voice-id", data, when(given("IsVoiceIdStreamingEnabled")), needed(voiceID), live(sourcePulumi)},

		{"media-settings", media, nil, needed{"ChatProcessor.ChatProcessorSettings"}, live(sourcePulumi)},
		{"media-errors", media, nil, errorsNeeded{"NoMatchingError", "ChannelMismatch"}, live(sourcePulumi)},
		{"previous-state", previous, nil, values{"PreviousContactParticipantState", []string{"AgentOnHold", "CustomerOnHold", "OffHold"}}, live(sourcePulumi)},
		{"outbound-errors", outbound, nil, errorsOnly{}, documented()},
		{"outbound-time-limit", outbound, nil, integer{path: "ConnectionTimeLimitSeconds", min: 1, max: 600}, documented()},
	}
}

// taskRules are about tags, tasks and cases.
func taskRules() []rule {
	return []rule{
		{"tags", on("TagContact"), nil, items{path: "Tags", min: 1, max: 6, problem: "More than 6 tags in Parameters.Tags"}, live(sourceFlowAsCode)},
		{"tags-errors", on("TagContact"), nil, errorsNeeded{"NoMatchingError"}, live(sourceFlowAsCode)},
		{"untag-keys", on("UntagContact"), nil, needed{"TagKeys"}, live(sourceFlowAsCode, sourcePulumi)},
		{"untag-some-keys", on("UntagContact"), nil, items{path: "TagKeys", min: 1, max: unlimited}, live(sourceFlowAsCode, sourcePulumi)},

		{"task", on("CreateTask"), when(absent("TaskTemplateId")), needed{"ContactFlowId", "Name"}, documented()},
		{"task-time", on("CreateTask"), nil, atMostOne{"DelaySeconds", "ScheduledTime"}, documented()},
		{"task-delay", on("CreateTask"), nil, integer{path: "DelaySeconds", min: 1, max: 518_400}, documented()},
		{"case-fields", on("CreateCase", "UpdateCase", "GetCase"), nil, refused{"Fields"}, live(sourceSamples)},
		{
			"case-link-error", on("CreateCase", "GetCase"), when(is("LinkContactToCase", "true")), errorsNeeded{"ContactNotLinked"},
			documented().withSamples(),
		},
		{"get-case-errors", on("GetCase"), nil, errorsNeeded{"MultipleFound", "NoneFound", "NoMatchingError"}, documented().withSamples()},
		{"assistant", on("CreateWisdomSession"), nil, needed{"WisdomAssistantArn"}, documented()},
	}
}
