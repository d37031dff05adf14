package connecttest

import (
	"slices"
	"strings"
)

// knownPermissions are those of the list of security profile permissions in the administrator guide, and those that the profiles
// of instances have beside them: nouns with the verbs that are permissions, and permissions without one.
const knownPermissions = `
AccessMetrics AccessMetrics.AgentActivityAudit.Access AccessMetrics.Dashboards.Access AccessMetrics.DashboardsWithMyData.View
AccessMetrics.HistoricalMetrics.Access AccessMetrics.RealTimeMetrics.Access AgentGrouping.Create|Edit|EnableAndDisable|View
AgentStates.Create|Edit|EnableAndDisable|View AgentTimeCard.View Analytics.PerformanceMetrics.Access
AnalyticsConnectors.Edit|View Audio.View AudioDeviceSettings.Access
AutomatedVoiceInteraction.Recordings.Redacted.Access|DownloadButton
AutomatedVoiceInteraction.Recordings.Unredacted.Access|DownloadButton AutomatedVoiceInteraction.Transcripts.Redacted.Access
AutomatedVoiceInteraction.Transcripts.Unredacted.Access BasicAgentAccess Bots.Create|Delete|Edit|View
CallRecordings.Redacted.Access|DownloadButton CallRecordings.Unredacted.Access|DownloadButton
Campaigns.Create|Delete|Edit|Manage|View Capacity.Edit|Publish|View CaseComments.Delete|Edit
CaseCustomRelatedItems.Delete|Edit CaseFields.Create|Edit|View CaseHistory.View CaseTemplates.Create|Edit|View
Cases.Create|Delete|Edit|View ChatTestMode CoachingSessions.Create|Delete|Edit|View Cobrowse.Access
ConfigureContactAttributes.View ContactAttributes.View ContactFlowModules.Create|Delete|Edit|Execute|Publish|View
ContactFlows.Create|Delete|Edit|Publish|View ContactLensCustomVocabulary.Edit|View ContactLensPostContactSummary.View
ContactSearch.View ContactSearchQuickViewWidget.Create|Delete|Edit|View ContactSearchSampleContacts.View
ContactSearchWithCharacteristics.Access|View ContactSearchWithKeywords.Access|View ContactTranscripts.Redacted.Access
ContactTranscripts.Unredacted.Access|DownloadButton Contacts.Tag.Edit ContentManagement.Create|Delete|Edit|View
ContentManagement.MessageTemplates.Create|Delete|Edit|View CustomMetrics.Create|Delete|Edit|Publish|View CustomViews.Access
CustomerProfiles.Create|Edit|View CustomerProfiles.CalculatedAttributes.Create|Delete|Edit|View
CustomerProfiles.ProfileExplorer.Create|Delete|Edit|View CustomerProfiles.Segments.Create|Delete|Export|View
DataTables.Create|Delete|Edit|EditExpressionValues|ManageValues|View DeleteCallRecordings DownloadCallRecordings
EmailAddresses.Create|Edit|Remove|View Evaluation.Create|Delete|Edit|View EvaluationAssistant.Access
EvaluationCalibrationSessions.Create|Delete|Edit|View EvaluationForms.Create|Delete|Edit|View
EvaluationReviewRequest.Create|Delete|View EvaluationReviews.Create|View FileAttachments.Configurations.Edit|View
ForecastScheduleInterval.Edit|View Forecasting.Edit|Publish|View GraphTrends.View HistoricalChanges.View
HoursOfOperation.Create|Delete|Edit|View InformationExtraction.Definitions.Create|Delete|Edit|View
InformationExtraction.Results.View ListenCallRecordings ManagerBargeIn ManagerListenIn ManualAssignAnyContact.Enable
ManualAssignMyContacts.Enable MetricsReports.Create|Delete|Edit|Publish|Schedule|Share|View MyCaseComments.Delete|Edit
MyCases.Delete MyCoachingSessions.Create|Delete|Edit|View MyContacts.View MyReceivedEvaluations.View OutboundCallAccess
OutboundEmail.Create PhoneNumbers.Claim|Edit|Release|View PredefinedAttributes.Create|Delete|Edit|View
Prompts.Create|Delete|Edit|View QConnectAIAgents.Create|Delete|Edit|View QConnectAIPrompts.Create|Delete|Edit|View
QConnectGuardrails.Create|Delete|Edit|View Queues.Create|Delete|Edit|EditExpressions|EnableAndDisable|Purge|View
RealtimeContactLens.View RedactedData.View ReportSchedules.Create|Delete|Edit|View
ReportsAdmin.Access|Delete|Publish|Schedule|View RequireEndContactConfirmation.Enabled RestrictContactAccessByHierarchy.View
RestrictPhoneTypeSettings.Access RestrictTaskCreation.Access RoutingPolicies.Create|Delete|Edit|View
Rules.Create|Delete|Edit|View RulesGenerativeAI.Create|Delete|Edit|View Scheduling.Edit|Publish|View
ScreenRecording.Access|Delete|Download ScreenRecording.Redacted.Access|Download SecurityProfiles.Create|Delete|Edit|View
SelfAssignContacts.Access StaffCalendar.Edit|View StopContact.Enabled TaskTemplates.Create|Delete|Edit|View
TeamCalendar.Edit|View TestCases.Create|Delete|Edit|Execute|Publish|View ThemeDetection.Create|Delete|View
TimeOff.Approve|Edit|View TimeOffBalance.Edit|View Transcript.View TransferContact.Enabled
TransferDestinations.Create|Delete|Edit|View UnredactedData.View UpdateContactSchedule.Enabled
Users.Create|Delete|Edit|EditPermission|EnableAndDisable|View VideoContact.Access Views.Create|Edit|Remove|View
VoiceId.Access VoiceIdAttributesAndSearch.View VoiceIdUpdateSpeakerId.Access Wisdom.View
Workspaces.Assign|Create|Delete|Edit|EditVisibility|View
`

// isPermission reports whether a security profile can have a permission. To open an application of a third party is one that ends in
// .Access after the name of the application, which can be any.
func (c Choices) isPermission(name string) bool {
	if c.AnyPermission || slices.Contains(c.Permissions, name) {
		return true
	}
	noun, verb := name, ""
	if at := strings.LastIndexByte(name, '.'); at >= 0 {
		noun, verb = name[:at], name[at+1:]
	}
	if noun != "" && verb == "Access" {
		return true
	}
	for known := range strings.FieldsSeq(knownPermissions) {
		of, verbs := known, ""
		if at := strings.LastIndexByte(known, '.'); at >= 0 {
			of, verbs = known[:at], known[at+1:]
		}
		if of == noun && slices.Contains(strings.Split(verbs, "|"), verb) {
			return true
		}
	}
	return false
}
