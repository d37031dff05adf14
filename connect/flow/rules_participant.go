package flow

import "slices"

// participantRules are about actions that talk to the customer.
func participantRules() []rule {
	return slices.Concat(messageRules(), inputRules(), lexRules(), viewRules(), thirdPartyRules())
}

// messageRules are about prompts, and about actions that end a flow.
func messageRules() []rule {
	prompts := []string{"PromptId", "Text", "SSML", "Media"}
	message := on("MessageParticipant")
	return []rule{
		{"message-prompt", message, nil, anyOf(prompts), live(sourcePulumi).withDocs()},
		{"message-one-prompt", message, nil, atMostOne(prompts), live(sourcePulumi).withDocs()},
		{"message-conditions", message, nil, conditions{}, documented()},
		{"message-skip", message, nil, values{"SkipWhenDTMFBufferEnabled", []string{"true", "false"}}, sampled()},
		{"message-other-errors", message, nil, errorsOnly{"NoMatchingError"}, documented()},
		{"disconnect-parameters", on("DisconnectParticipant", "EndFlowExecution", "TransferContactToAgent"), nil, noParameters{}, documented().withSamples()},
	}
}

// inputRules are about menus and input that is kept.
func inputRules() []rule {
	menu := when(isNot("StoreInput", "True"), absent("EnableDTMFBuffer"))
	store := when(is("StoreInput", "True"))
	prompts := []string{"PromptId", "Text", "SSML", "Media"}
	input := on("GetParticipantInput")
	return []rule{
		{"input-prompt", input, when(absent("EnableDTMFBuffer")), anyOf(prompts), live(sourceSamples)},
		{"input-one-prompt", input, nil, atMostOne(prompts), documented()},
		{"input-time-limit", input, when(absent("EnableDTMFBuffer")), needed{"InputTimeLimitSeconds"}, documented()},
		{"input-time-limit-range", input, nil, integer{path: "InputTimeLimitSeconds", min: 1, max: 180}, documented()},
		{"input-store", input, when(absent("EnableDTMFBuffer")), needed{"StoreInput"}, live(sourceSamples)},
		{"input-store-value", input, nil, values{"StoreInput", []string{"True", "False"}}, documented()},
		{"menu-errors", input, menu, errorsNeeded{"InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"}, live(sourcePulumi, sourceFlowAsCode, sourceSamples)},
		{"menu-digits", input, menu, conditions{
			max: unlimited, operators: []string{"Equals"}, operands: []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#"},
		}, documented()},
		{"menu-dtmf", input, menu, refused{"DTMFConfiguration"}, live(sourceSamples)},
		{"store-errors", input, store, errorsNeeded{"NoMatchingError"}, live(sourcePulumi, sourceFlowAsCode, sourceSamples)},
		{
			"store-other-errors", input, store, errorsRefused{"InputTimeLimitExceeded", "NoMatchingCondition"},
			live(sourcePulumi, sourceFlowAsCode, sourceSamples),
		},
		{
			"store-phone-error", input, append(when(given("InputValidation.PhoneNumberValidation")), store...), errorsNeeded{"InvalidPhoneNumber"},
			live(sourcePulumi, sourceFlowAsCode, sourceSamples),
		},
		{
			"store-no-phone-error", input, append(when(absent("InputValidation.PhoneNumberValidation")), store...), errorsRefused{"InvalidPhoneNumber"},
			live(sourcePulumi, sourceFlowAsCode, sourceSamples),
		},
		{"store-conditions", input, store, conditions{}, documented()},
		{"store-validation", input, store, needed{"InputValidation"}, documented()},
		{"store-one-validation", input, store, atMostOne{"InputValidation.CustomValidation", "InputValidation.PhoneNumberValidation"}, documented()},
		{"store-number-format", input, store, values{"InputValidation.PhoneNumberValidation.NumberFormat", []string{"Local", "E164"}}, documented()},
		{
			"store-encryption", input, when(absent("InputValidation.CustomValidation")), refused{"InputEncryption"},
			live(sourcePulumi).withDocs(),
		},
		{"dtmf-buffer-errors", input, when(is("EnableDTMFBuffer", "True")), errorsNeeded{"NoMatchingError"}, sampled()},
	}
}

// lexRules are about bots.
func lexRules() []rule {
	lexPrompts := []string{"Text", "SSML", "PromptId", "Media", "LexInitializationData"}
	lex := on("ConnectParticipantWithLexBot")
	return []rule{
		{"lex-bot", lex, nil, anyOf{"LexV2Bot", "LexBot"}, documented()},
		{"lex-one-bot", lex, nil, atMostOne{"LexV2Bot", "LexBot"}, documented()},
		{"lex-prompt", lex, nil, anyOf(lexPrompts), live(sourceSamples)},
		{"lex-one-prompt", lex, nil, atMostOne(lexPrompts), live(sourceSamples)},
		{"lex-errors", lex, nil, errorsNeeded{"NoMatchingError", "NoMatchingCondition"}, documented().withSamples()},
		{"lex-other-errors", lex, nil, errorsOnly{"NoMatchingError", "NoMatchingCondition", "InputTimeLimitExceeded"}, documented()},
		{"lex-operator", lex, nil, conditions{max: unlimited, operators: []string{"Equals"}}, documented()},
		{"lex-timeout", lex, nil, integer{path: "LexTimeoutSeconds.Text", min: 60, max: 604_800, dynamic: true}, documented()},
		{"lex-misspelt", lex, nil, refused{"LexInitilizationData"}, documented()},
	}
}

// viewRules are about messages in queues, views and other ways to talk.
func viewRules() []rule {
	iteratively := on("MessageParticipantIteratively")
	view := on("ShowView")
	return []rule{
		{"messages", iteratively, nil, needed{"Messages"}, documented()},
		{"messages-conditions", iteratively, nil, conditions{max: unlimited, operators: []string{"Equals"}, operands: []string{"MessagesInterrupted"}}, documented()},
		{"messages-errors", iteratively, nil, errorsOnly{"NoMatchingError"}, documented()},

		{"view", view, nil, needed{"ViewResource.Id", "InvocationTimeLimitSeconds"}, documented()},
		{
			"view-errors", view, nil, errorsNeeded{"NoMatchingCondition", "NoMatchingError", "TimeLimitExceeded"},
			live(sourceFlowAsCode, sourcePulumi).withSamples(),
		},
		{"view-hidden", view, nil, values{"SensitiveDataConfiguration.HideResponseOn", []string{"TRANSCRIPT"}}, documented()},
	}
}

// thirdPartyRules are about calls to outside numbers.
func thirdPartyRules() []rule {
	thirdParty := on("TransferParticipantToThirdParty")
	agentic := on("ConnectParticipantWithAgenticCX")
	authenticate := on("AuthenticateParticipant")
	return []rule{
		{
			"third-party", thirdParty, nil, needed{"ThirdPartyConnectionTimeLimitSeconds", "ContinueFlowExecution"},
			live(sourcePulumi, sourceNote2).withSamples(),
		},
		{"third-party-number", thirdParty, nil, needed{"ThirdPartyPhoneNumber"}, documented()},
		{"third-party-time-limit", thirdParty, nil, integer{path: "ThirdPartyConnectionTimeLimitSeconds", max: 600, dynamic: true}, documented()},
		{"third-party-continue", thirdParty, nil, values{"ContinueFlowExecution", []string{"True", "False"}}, documented().withSamples()},
		{
			"third-party-errors", thirdParty, when(is("ContinueFlowExecution", "True"), notInFlow(AgentTransfer)),
			errorsNeeded{"CallFailed", "ConnectionTimeLimitExceeded", "NoMatchingError"}, live(sourcePulumi).withSamples(),
		},
		{"third-party-final-errors", thirdParty, when(is("ContinueFlowExecution", "False")), errorsNeeded{"NoMatchingError"}, live(sourcePulumi).withSamples()},
		{
			"third-party-final-other-errors", thirdParty, when(is("ContinueFlowExecution", "False")), errorsOnly{"NoMatchingError"},
			live(sourcePulumi).withSamples(),
		},
		{
			"third-party-transfer-errors", thirdParty, when(inFlow(AgentTransfer)), errorsRefused{"CallFailed", "ConnectionTimeLimitExceeded"},
			live(sourcePulumi),
		},
		{"third-party-misnamed", thirdParty, nil, refused{"CallerIdNumber"}, live(sourceNote2)},

		{"agentic-errors", agentic, nil, errorsNeeded{"NoMatchingError", "NoMatchingCondition", "InputTimeLimitExceeded"}, live(sourceSamples)},
		{"authenticate-errors", authenticate, nil, errorsNeeded{"NoMatchingError", "TimeLimitExceeded"}, live(sourceSamples)},
	}
}
