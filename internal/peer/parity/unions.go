package parity

import (
	"reflect"
	"sync"

	official "github.com/aws/aws-sdk-go-v2/service/connect/types"

	ours "github.com/seed-086a074d/chimeconnect/connect/types"
)

// variants are the union variants of both clients, side by side: reflection cannot find what implements an interface.
// TestVariants keeps the list complete.
var variants = []struct{ official, ours any }{
	{&official.ContactMetricValueMemberNumber{}, &ours.ContactMetricValueMemberNumber{}},
	{&official.CreatedByInfoMemberAWSIdentityArn{}, &ours.CreatedByInfoMemberAWSIdentityArn{}},
	{&official.CreatedByInfoMemberConnectUserArn{}, &ours.CreatedByInfoMemberConnectUserArn{}},
	{&official.EvaluationAnswerDataMemberDateTimeValue{}, &ours.EvaluationAnswerDataMemberDateTimeValue{}},
	{&official.EvaluationAnswerDataMemberNotApplicable{}, &ours.EvaluationAnswerDataMemberNotApplicable{}},
	{&official.EvaluationAnswerDataMemberNumericValue{}, &ours.EvaluationAnswerDataMemberNumericValue{}},
	{&official.EvaluationAnswerDataMemberStringValue{}, &ours.EvaluationAnswerDataMemberStringValue{}},
	{&official.EvaluationAnswerDataMemberStringValues{}, &ours.EvaluationAnswerDataMemberStringValues{}},
	{&official.EvaluationFormItemEnablementConditionOperandMemberCondition{}, &ours.EvaluationFormItemEnablementConditionOperandMemberCondition{}},
	{&official.EvaluationFormItemEnablementConditionOperandMemberExpression{}, &ours.EvaluationFormItemEnablementConditionOperandMemberExpression{}},
	{&official.EvaluationFormItemMemberQuestion{}, &ours.EvaluationFormItemMemberQuestion{}},
	{&official.EvaluationFormItemMemberSection{}, &ours.EvaluationFormItemMemberSection{}},
	{&official.EvaluationFormMultiSelectQuestionAutomationOptionMemberRuleCategory{}, &ours.EvaluationFormMultiSelectQuestionAutomationOptionMemberRuleCategory{}},
	{&official.EvaluationFormNumericQuestionAutomationMemberAnswerSource{}, &ours.EvaluationFormNumericQuestionAutomationMemberAnswerSource{}},
	{&official.EvaluationFormNumericQuestionAutomationMemberPropertyValue{}, &ours.EvaluationFormNumericQuestionAutomationMemberPropertyValue{}},
	{&official.EvaluationFormQuestionTypePropertiesMemberMultiSelect{}, &ours.EvaluationFormQuestionTypePropertiesMemberMultiSelect{}},
	{&official.EvaluationFormQuestionTypePropertiesMemberNumeric{}, &ours.EvaluationFormQuestionTypePropertiesMemberNumeric{}},
	{&official.EvaluationFormQuestionTypePropertiesMemberSingleSelect{}, &ours.EvaluationFormQuestionTypePropertiesMemberSingleSelect{}},
	{&official.EvaluationFormQuestionTypePropertiesMemberText{}, &ours.EvaluationFormQuestionTypePropertiesMemberText{}},
	{&official.EvaluationFormSingleSelectQuestionAutomationOptionMemberRuleCategory{}, &ours.EvaluationFormSingleSelectQuestionAutomationOptionMemberRuleCategory{}},
	{&official.EvaluationQuestionAnswerAnalysisDetailsMemberContactLens{}, &ours.EvaluationQuestionAnswerAnalysisDetailsMemberContactLens{}},
	{&official.EvaluationQuestionAnswerAnalysisDetailsMemberGenAI{}, &ours.EvaluationQuestionAnswerAnalysisDetailsMemberGenAI{}},
	{&official.EvaluatorUserUnionMemberConnectUserArn{}, &ours.EvaluatorUserUnionMemberConnectUserArn{}},
	{&official.InvalidRequestExceptionReasonMemberAttachedFileInvalidRequestExceptionReason{}, &ours.InvalidRequestExceptionReasonMemberAttachedFileInvalidRequestExceptionReason{}},
	{&official.NextContactMetadataMemberQuickConnectContactData{}, &ours.NextContactMetadataMemberQuickConnectContactData{}},
	{&official.ParticipantTimerValueMemberParticipantTimerAction{}, &ours.ParticipantTimerValueMemberParticipantTimerAction{}},
	{&official.ParticipantTimerValueMemberParticipantTimerDurationInMinutes{}, &ours.ParticipantTimerValueMemberParticipantTimerDurationInMinutes{}},
	{&official.PredefinedAttributeValuesMemberStringList{}, &ours.PredefinedAttributeValuesMemberStringList{}},
	{&official.RealTimeContactAnalysisTimeDataMemberAbsoluteTime{}, &ours.RealTimeContactAnalysisTimeDataMemberAbsoluteTime{}},
	{&official.RealtimeContactAnalysisSegmentMemberAttachments{}, &ours.RealtimeContactAnalysisSegmentMemberAttachments{}},
	{&official.RealtimeContactAnalysisSegmentMemberCategories{}, &ours.RealtimeContactAnalysisSegmentMemberCategories{}},
	{&official.RealtimeContactAnalysisSegmentMemberEvent{}, &ours.RealtimeContactAnalysisSegmentMemberEvent{}},
	{&official.RealtimeContactAnalysisSegmentMemberIssues{}, &ours.RealtimeContactAnalysisSegmentMemberIssues{}},
	{&official.RealtimeContactAnalysisSegmentMemberPostContactSummary{}, &ours.RealtimeContactAnalysisSegmentMemberPostContactSummary{}},
	{&official.RealtimeContactAnalysisSegmentMemberTranscript{}, &ours.RealtimeContactAnalysisSegmentMemberTranscript{}},
	{&official.ReferenceSummaryMemberAttachment{}, &ours.ReferenceSummaryMemberAttachment{}},
	{&official.ReferenceSummaryMemberDate{}, &ours.ReferenceSummaryMemberDate{}},
	{&official.ReferenceSummaryMemberEmail{}, &ours.ReferenceSummaryMemberEmail{}},
	{&official.ReferenceSummaryMemberEmailMessage{}, &ours.ReferenceSummaryMemberEmailMessage{}},
	{&official.ReferenceSummaryMemberEmailMessagePlainText{}, &ours.ReferenceSummaryMemberEmailMessagePlainText{}},
	{&official.ReferenceSummaryMemberEmailMessagePlainTextRedacted{}, &ours.ReferenceSummaryMemberEmailMessagePlainTextRedacted{}},
	{&official.ReferenceSummaryMemberEmailMessageRedacted{}, &ours.ReferenceSummaryMemberEmailMessageRedacted{}},
	{&official.ReferenceSummaryMemberNumber{}, &ours.ReferenceSummaryMemberNumber{}},
	{&official.ReferenceSummaryMemberString{}, &ours.ReferenceSummaryMemberString{}},
	{&official.ReferenceSummaryMemberUrl{}, &ours.ReferenceSummaryMemberUrl{}},
	{&official.ServiceQuotaExceededExceptionReasonMemberAttachedFileServiceQuotaExceededExceptionReason{}, &ours.ServiceQuotaExceededExceptionReasonMemberAttachedFileServiceQuotaExceededExceptionReason{}},
	{&official.UpdateParticipantRoleConfigChannelInfoMemberChat{}, &ours.UpdateParticipantRoleConfigChannelInfoMemberChat{}},
	{&official.UnknownUnionMember{}, &ours.UnknownUnionMember{}},
}

// unions finds variants by type, in both directions.
var unions = sync.OnceValue(func() (u struct {
	peer map[reflect.Type]reflect.Type // struct of one client -> struct of the other
	all  []reflect.Type
}) {
	u.peer = map[reflect.Type]reflect.Type{}
	for _, v := range variants {
		a, b := reflect.TypeOf(v.official).Elem(), reflect.TypeOf(v.ours).Elem()
		u.peer[a], u.peer[b] = b, a
		u.all = append(u.all, a, b)
	}
	return u
})

// variantsOf returns the variants of a union as struct types; known leaves out UnknownUnionMember.
func variantsOf(union reflect.Type, known bool) []reflect.Type {
	var result []reflect.Type
	for _, t := range unions().all {
		if reflect.PointerTo(t).Implements(union) && (!known || t.Name() != "UnknownUnionMember") {
			result = append(result, t)
		}
	}
	return result
}
