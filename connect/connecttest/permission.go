package connecttest

import (
	"slices"
	"strings"
)

// permissions are the names that the permissions of a security profile have in the API: one per line, or a noun with the
// verbs that go with it. They are those of the list in the administrator guide, the older ones that the API still accepts,
// and those that the API returns for the Admin profile and the list leaves out.
const permissions = `
AccessMetrics
AccessMetrics: AgentActivityAudit.Access Dashboards.Access DashboardsWithMyData.View HistoricalMetrics.Access RealTimeMetrics.Access
AgentGrouping: Create Edit EnableAndDisable View
AgentStates: Create Edit EnableAndDisable View
AgentTimeCard: View
Analytics: PerformanceMetrics.Access
AnalyticsConnectors: Edit View
Audio: View
AudioDeviceSettings: Access
AutomatedVoiceInteraction.Recordings: Redacted.Access Redacted.DownloadButton Unredacted.Access Unredacted.DownloadButton
AutomatedVoiceInteraction.Transcripts: Redacted.Access Unredacted.Access
BasicAgentAccess
Bots: Create Delete Edit View
CallRecordings: Redacted.Access Redacted.DownloadButton Unredacted.Access Unredacted.DownloadButton
Campaigns: Create Delete Edit Manage View
Capacity: Edit Publish View
CaseComments: Delete Edit
CaseContacts: Delete
CaseCustomRelatedItems: Delete Edit
CaseFields: Create Edit View
CaseFiles: Delete
CaseHistory: View
CaseTemplates: Create Edit View
Cases: Create Delete Edit View
ChatTestMode
CoachingSessions: Create Delete Edit View
Cobrowse: Access
ConfigureContactAttributes: View
ContactAttributes: View
ContactFlowModules: Create Delete Edit Execute Publish View
ContactFlows: Create Delete Edit Publish View
ContactLensCustomVocabulary: Edit View
ContactLensPostContactSummary: View
ContactSearch: View
ContactSearchQuickViewWidget: Create Delete Edit View
ContactSearchSampleContacts: View
ContactSearchWithCharacteristics: Access View
ContactSearchWithKeywords: Access View
ContactTranscripts: Redacted.Access Unredacted.Access Unredacted.DownloadButton
Contacts: Tag.Edit
ContentManagement: Create Delete Edit View
ContentManagement.MessageTemplates: Create Delete Edit View
CustomMetrics: Create Delete Edit Publish View
CustomViews: Access
CustomerProfiles: Create Edit View
CustomerProfiles.CalculatedAttributes: Create Delete Edit View
CustomerProfiles.PredictiveInsights: Create Delete Edit View
CustomerProfiles.ProfileExplorer: Create Delete Edit View
CustomerProfiles.Segments: Create Delete Export View
DataTables: Create Delete Edit EditExpressionValues ManageValues View
DeleteCallRecordings
DownloadCallRecordings
EmailAddresses: Create Edit Remove View
Evaluation: Create Delete Edit View
EvaluationAssistant: Access
EvaluationCalibrationSessions: Create Delete Edit View
EvaluationForms: Create Delete Edit View
EvaluationReviewRequest: Create Delete View
EvaluationReviews: Create View
FileAttachments.Configurations: Edit View
ForecastScheduleInterval: Edit View
Forecasting: Edit Publish View
GraphTrends: View
HistoricalChanges: View
HoursOfOperation: Create Delete Edit View
InformationExtraction.Definitions: Create Delete Edit View
InformationExtraction.Results: View
ListenCallRecordings
ManagerBargeIn
ManagerListenIn
ManualAssignAnyContact: Enable
ManualAssignMyContacts: Enable
MetricsReports: Create Delete Edit Publish Schedule Share View
MyCaseComments: Delete Edit
MyCaseContacts: Delete
MyCaseCustomRelatedItems: Delete Edit
MyCases: Delete
MyCoachingSessions: Create Delete Edit View
MyContacts: View
MyReceivedEvaluations: View
OutboundCallAccess
OutboundEmail: Create
PhoneNumbers: Claim Edit Release View
PredefinedAttributes: Create Delete Edit View
Prompts: Create Delete Edit View
QConnectAIAgents: Create Delete Edit View
QConnectAIPrompts: Create Delete Edit View
QConnectGuardrails: Create Delete Edit View
Queues: Create Delete Edit EditExpressions EnableAndDisable Purge View
RealtimeContactLens: View
RedactedData: View
ReportSchedules: Create Delete Edit View
ReportsAdmin: Access Delete Publish Schedule View
RequireEndContactConfirmation: Enabled
RestrictContactAccessByHierarchy: View
RestrictPhoneTypeSettings: Access
RestrictTaskCreation: Access
RoutingPolicies: Create Delete Edit View
Rules: Create Delete Edit View
RulesGenerativeAI: Create Delete Edit View
Scheduling: Edit Publish View
ScreenRecording: Access Delete Download Redacted.Access Redacted.Download
SecurityProfiles: Create Delete Edit View
SelfAssignContacts: Access
StaffCalendar: Edit View
StopContact: Enabled
TaskTemplates: Create Delete Edit View
TeamCalendar: Edit View
TestCases: Create Delete Edit Execute Publish View
ThemeDetection: Create Delete View
TimeOff: Approve Edit View
TimeOffBalance: Edit View
Transcript: View
TransferContact: Enabled
TransferDestinations: Create Delete Edit View
UnredactedData: View
UpdateContactSchedule: Enabled
Users: Create Delete Edit EditPermission EnableAndDisable View
VideoContact: Access
Views: Create Edit Remove View
VoiceId: Access
VoiceIdAttributesAndSearch: View
VoiceIdUpdateSpeakerId: Access
Wisdom: View
Workspaces: Assign Create Delete Edit EditVisibility View
`

// isPermission reports whether a permission is one of [permissions].
func isPermission(name string) bool {
	for line := range strings.Lines(permissions) {
		noun, verbs, several := strings.Cut(strings.TrimSpace(line), ": ")
		if !several && name == noun && noun != "" {
			return true
		}
		if verb, ok := strings.CutPrefix(name, noun+"."); ok && slices.Contains(strings.Fields(verbs), verb) {
			return true
		}
	}
	return false
}

// checkPermissions refuses permissions that neither AWS lists nor Choices allow.
func (r *request) checkPermissions(names []string) error {
	c := r.choices()
	for _, name := range names {
		if !c.AnyPermission && !isPermission(name) && !slices.Contains(c.Permissions, name) {
			return r.invalid("Permissions: there is no permission %s", name)
		}
	}
	return nil
}
