package flow

import "strings"

// referencePlace says that a parameter of some types of actions is a reference.
type referencePlace struct {
	types string // separated by spaces; * for all
	path  string // [] stands for any index, * for any key; a @ in front for the keys of the object
	kind  Kind
}

// referenceTable has all parameters that are references. ARNs in other places are found by what they look like.
func referenceTable() []referencePlace {
	return []referencePlace{
		{"InvokeLambdaFunction", "LambdaFunctionARN", KindLambda},
		{"UpdateContactMediaProcessing", "ChatProcessor.LambdaProcessorARN", KindLambda},
		{"ConnectParticipantWithLexBot", "LexV2Bot.AliasArn", KindLexBot},
		{"ConnectParticipantWithLexBot", "LexBot.Name", KindLexV1Bot},
		{"ConnectParticipantWithLexBot", "LexBot.Region", KindRegion},
		{"ConnectParticipantWithLexBot", "LexBot.Alias", KindLexV1Alias},
		{"UpdateContactTargetQueue DequeueContactAndTransferToQueue CreateCallbackContact CheckMetricData GetMetricData", "QueueId", KindQueue},
		{"UpdateContactTargetQueue DequeueContactAndTransferToQueue CreateCallbackContact CheckMetricData GetMetricData", "AgentId", KindAgent},
		{"CheckHoursOfOperation", "HoursOfOperationId", KindHoursOfOperation},
		{"MessageParticipant GetParticipantInput ConnectParticipantWithLexBot", "PromptId", KindPrompt},
		{"MessageParticipantIteratively", "Messages[].PromptId", KindPrompt},
		{"MessageParticipant GetParticipantInput ConnectParticipantWithLexBot", "Media.Uri", KindFile},
		{"MessageParticipantIteratively", "Messages[].Media.Uri", KindFile},
		{"TransferToFlow CreateTask CreateCallbackContact", "ContactFlowId", KindFlow},
		{"StartOutboundChatContact", "ContactFlowArn", KindFlow},
		{"StartOutboundChatContact", "SourceEndpoint.Address", KindPhoneNumber},
		{"UpdateContactEventHooks", "EventHooks.*", KindFlow},
		{"InvokeFlowModule", "FlowModuleId", KindModule},
		{"ShowView", "ViewResource.Id", KindView},
		{"CreateTask", "TaskTemplateId", KindTaskTemplate},
		{"CreateCase UpdateCase GetCase", "CaseTemplateId", KindCaseTemplate},
		{"CreateCase UpdateCase GetCase", "@CaseRequestFields", KindCaseField},
		{"CreateCase UpdateCase GetCase", "CaseResponseFields[]", KindCaseField},
		{"CreateWisdomSession", "WisdomAssistantArn", KindAssistant},
		{"UpdateContactData", "WisdomSessionArn", KindAssistantSession},
		{"UpdateContactData", "WatchlistId", KindWatchList},
		{"RenderMessageTemplate", "WisdomKnowledgeBaseArn", KindKnowledgeBase},
		{"RenderMessageTemplate", "WisdomMessageTemplateArn", KindMessageTemplate},
		{"EvaluateDataTableValues", "DataTableId", KindDataTable},
		{"ConnectParticipantWithAgenticCX", "AgentConfiguration.WorkspaceId", KindAgenticCX},
		{"ConnectParticipantWithAgenticCX", "AgentConfiguration.ApplicationId", KindAgenticCX},
		{"ConnectParticipantWithAgenticCX", "AgentConfiguration.Alias", KindAgenticCX},
		{"AuthenticateParticipant", "CognitoConfiguration.*", KindCognito},
		{"AuthenticateParticipant", "CustomerProfilesConfiguration.ObjectTypeName", KindProfileObjectType},
		{"GetCustomerProfileObject", "ObjectType", KindProfileObjectType},
		{"CompleteOutboundCall TransferParticipantToThirdParty", "CallerId.Number", KindPhoneNumber},
		{"CreateCallbackContact", "CallerId", KindPhoneNumber},
		{"CompleteOutboundCall", "VoiceConnector.VoiceConnectorArn", KindVoiceConnector},
		{"GetParticipantInput", "InputEncryption.EncryptionKeyId", KindSecurityKey},
		{"UpdateContactRoutingCriteria", "RoutingCriteria.Steps[].Expression.AttributeCondition.Name", KindAttribute},
		{"UpdateContactRoutingCriteria", "RoutingCriteria.Steps[].Expression.AttributeCondition.Value", KindAttribute},
		{"UpdateContactRoutingCriteria", "RoutingCriteria.Steps[].Expression.AndExpression[].AttributeCondition.Name", KindAttribute},
		{"UpdateContactRoutingCriteria", "RoutingCriteria.Steps[].Expression.AndExpression[].AttributeCondition.Value", KindAttribute},
	}
}

// metadataTable has the places in the Metadata of an action that are references, beside the names of its parameters.
func metadataTable() []referencePlace {
	return []referencePlace{
		{"*", "ContactFlow.id", KindFlow},
		{"*", "ContactFlow.text", KindFlow},
		{"*", "contactFlow.id", KindFlow},
		{"*", "contactFlow.text", KindFlow},
		{"*", "audio[].id", KindPrompt},
		{"*", "audio[].text", KindPrompt},
		{"*", "queue.id", KindQueue},
		{"*", "queue.text", KindQueue},
		{"*", "lexV2BotName", KindLexBot},
	}
}

// referencesByType returns the places for each type of action, as a map from path to kind.
func referencesByType() map[string]map[string]Kind {
	byType := map[string]map[string]Kind{}
	for _, p := range referenceTable() {
		for t := range strings.FieldsSeq(p.types) {
			if byType[t] == nil {
				byType[t] = map[string]Kind{}
			}
			byType[t][p.path] = p.kind
		}
	}
	return byType
}
