package flow

// interactionRules are about actions that use something outside of the flow.
func interactionRules() []rule {
	lambda := on("InvokeLambdaFunction")
	callback := on("CreateCallbackContact")
	return []rule{
		{"lambda", lambda, nil, needed{"LambdaFunctionARN", "InvocationTimeLimitSeconds"}, documented()},
		{"lambda-time-limit", lambda, nil, integer{path: "InvocationTimeLimitSeconds", min: 1, max: 8}, documented()},
		{"lambda-type", lambda, nil, values{"InvocationType", []string{"SYNCHRONOUS", "ASYNCHRONOUS"}}, documented()},
		{"lambda-response", lambda, nil, values{"ResponseValidation.ResponseType", []string{"STRING_MAP", "JSON"}}, live(sourceSamples)},
		{"lambda-misnamed", lambda, nil, refused{"RequestAttributes"}, live(sourceSamples)},
		{"lambda-conditions", lambda, nil, conditions{}, live(sourceNote1)},
		{"lambda-other-errors", lambda, nil, errorsRefused{"TimeLimitExceeded"}, live(sourceNote1)},

		{"callback", callback, nil, needed{"InitialCallDelaySeconds", "RetryDelaySeconds", "MaximumConnectionAttempts"}, documented()},
		{"callback-initial-delay", callback, nil, integer{path: "InitialCallDelaySeconds", min: 1, max: 259_200}, documented()},
		{"callback-retry-delay", callback, nil, integer{path: "RetryDelaySeconds", min: 1, max: 259_200}, documented()},
		{"callback-attempts", callback, nil, integer{path: "MaximumConnectionAttempts", min: 1, max: unlimited}, documented()},

		{"profile-errors", on("GetCustomerProfile"), nil, errorsNeeded{"NoMatchingError", "MultipleFoundError", "NoneFoundError"}, documented()},
		{"profile-object-errors", on("GetCustomerProfileObject"), nil, errorsNeeded{"NoneFoundError", "NoMatchingError"}, live(sourceSamples)},
		{"profile-calculated-errors", on("GetCalculatedAttributesForCustomerProfile"), nil, errorsNeeded{"NoneFoundError", "NoMatchingError"}, documented()},
		{"template-errors", on("RenderMessageTemplate"), nil, errorsNeeded{"TemplateRenderingError", "NoMatchingError"}, live(sourceSamples)},
		{"template", on("RenderMessageTemplate"), nil, needed{"WisdomKnowledgeBaseArn", "WisdomMessageTemplateArn"}, live(sourceSamples)},
		{"email", on("StartOutboundEmailContact"), nil, needed{"FromEmailAddress.EmailAddress", "DestinationEmailAddress"}, live(sourceSamples)},

		// Types whose pages name no other errors.
		{"default-errors", on(
			"AssociateContactToCustomerProfile", "CheckVoiceId", "CreateCallbackContact", "CreateCase", "CreateContact", "CreateCustomerProfile",
			"CreatePersistentContactAssociation", "CreateTask", "CreateWisdomSession", "EvaluateDataTableValues", "GetMetricData", "InvokeLambdaFunction",
			"LoadContactContent", "ResumeContact", "StartOutboundChatContact", "StartOutboundEmailContact", "StartVoiceIdStream", "UntagContact", "UpdateCase",
			"UpdateContactData", "UpdateContactMediaStreamingBehavior", "UpdateCustomerProfile", "UpdatePreviousContactParticipantState",
		), nil, errorsNeeded{"NoMatchingError"}, documented()},
	}
}
