package flow

import "slices"

// controlRules are about actions that decide where a contact goes.
func controlRules() []rule {
	return slices.Concat(comparisonRules(), loopRules(), attributeRules())
}

// comparisonRules are about values, hours and metrics.
func comparisonRules() []rule {
	numbers := []string{"Equals", "NumberGreaterThan", "NumberGreaterOrEqualTo", "NumberLessThan", "NumberLessOrEqualTo"}
	compare := on("Compare")
	hours := on("CheckHoursOfOperation")
	metric := on("CheckMetricData")
	agents := []string{"NumberOfAgentsAvailable", "NumberOfAgentsStaffed", "NumberOfAgentsOnline"}
	contacts := []string{"OldestContactInQueueAgeSeconds", "NumberOfContactsInQueue"}
	return []rule{
		{"compare-value", compare, nil, dynamic("ComparisonValue"), live(sourcePulumi)},
		{"compare-value-given", compare, nil, needed{"ComparisonValue"}, documented()},
		{"compare-namespace", compare, nil, namespaces("ComparisonValue"), live(sourceSamples)},
		{"compare-conditions", compare, nil, conditions{max: unlimited, min: 1}, live(sourceSamples)},
		{"compare-errors", compare, nil, errorsNeeded{"NoMatchingCondition"}, live(sourceSamples).withSamples()},
		{"compare-other-errors", compare, nil, errorsOnly{"NoMatchingCondition"}, live(sourceSamples).withSamples()},

		{"hours-id", hours, nil, resource{"HoursOfOperationId", "Not a supported id format"}, live(sourceSamples)},
		{"hours-conditions", hours, nil, conditions{
			max: unlimited, operators: []string{"Equals"}, operands: []string{"True", "False"}, needed: []string{"True", "False"},
		}, documented()},
		{"hours-errors", hours, nil, errorsNeeded{"NoMatchingError"}, live(sourceSamples)},
		{"hours-other-errors", hours, nil, errorsOnly{"NoMatchingError"}, live(sourceSamples)},

		{"metric", metric, nil, needed{"MetricType"}, documented()},
		{"metric-type", metric, nil, values{"MetricType", append(agents, contacts...)}, documented()},
		{"metric-conditions", metric, nil, conditions{max: unlimited, min: 1}, live(sourceSamples)},
		{"metric-agents", metric, when(is("MetricType", agents...)), conditions{
			max: unlimited, operators: []string{"NumberGreaterThan"}, operands: []string{"0"},
		}, documented()},
		{"metric-contacts", metric, when(is("MetricType", contacts...)), conditions{max: unlimited, operators: numbers}, documented()},
		{"metric-errors", metric, nil, errorsNeeded{"NoMatchingCondition", "NoMatchingError"}, documented()},
	}
}

// loopRules are about loops, waiting and chance.
func loopRules() []rule {
	loop := on("Loop")
	wait := on("Wait")
	percentage := on("DistributeByPercentage")
	return []rule{
		{"loop-count", loop, nil, needed{"LoopCount"}, documented()},
		{"loop-count-range", loop, nil, integer{path: "LoopCount", max: 100, dynamic: true}, documented()},
		{"loop-conditions", loop, nil, conditions{
			max: unlimited, operators: []string{"Equals"}, operands: []string{"ContinueLooping", "DoneLooping"}, needed: []string{"ContinueLooping", "DoneLooping"},
		}, documented()},

		{"wait-misnamed", wait, nil, refused{"TimeoutSeconds"}, live(sourcePulumi, sourceFlowAsCode)},
		{"wait-time-limit", wait, when(absent("ContinueExecution")), needed{"TimeLimitSeconds"}, live(sourcePulumi, sourceFlowAsCode)},
		{"wait-time-limit-range", wait, nil, integer{path: "TimeLimitSeconds", max: 604_800, dynamic: true}, documented()},
		{"wait-conditions", wait, when(absent("ContinueExecution")), conditions{max: unlimited, operators: []string{"Equals"}, needed: []string{"WaitCompleted"}}, documented()},
		{"wait-continue-conditions", wait, when(given("ContinueExecution")), conditions{
			max: unlimited, operands: []string{"Continue", "WaitCompleted"}, needed: []string{"Continue", "WaitCompleted"},
		}, live(sourcePulumi)},
		{"wait-events", wait, nil, values{"Events", []string{"CustomerReturned", "BotParticipantDisconnected"}}, live(sourcePulumi).withDocs()},
		{"wait-errors", wait, nil, errorsNeeded{"NoMatchingError"}, documented()},
		{"wait-bot-error", wait, nil, waitEvent{"BotParticipantDisconnected", "ParticipantNotFound"}, documented()},

		{"percentage-errors", percentage, nil, errorsNeeded{"NoMatchingCondition"}, documented()},
		{"percentage-conditions", percentage, nil, conditions{max: unlimited, min: 1, operators: []string{"NumberLessThan"}}, documented().withSamples()},
	}
}

// attributeRules are about other flows, attributes of flows, logs and Voice ID.
func attributeRules() []rule {
	flowAttributes := on("UpdateFlowAttributes")
	logging := on("UpdateFlowLoggingBehavior")
	voiceID := on("CheckVoiceId")
	return []rule{
		{"transfer-flow", on("TransferToFlow"), nil, needed{"ContactFlowId"}, documented()},
		{"transfer-flow-errors", on("TransferToFlow"), nil, errorsNeeded{"NoMatchingError"}, documented().withSamples()},

		{"flow-attributes", flowAttributes, nil, needed{"FlowAttributes"}, documented()},
		{"flow-attributes-values", flowAttributes, nil, objects{"FlowAttributes", "Value"}, live(sourceFlowAsCode, sourcePulumi).withSamples()},
		{"flow-attributes-errors", flowAttributes, nil, errorsNeeded{"NoMatchingError"}, live(sourcePulumi)},

		{"logging", logging, nil, needed{"FlowLoggingBehavior"}, documented()},
		{"logging-value", logging, nil, values{"FlowLoggingBehavior", []string{"Enabled", "Disabled"}}, documented()},
		{"logging-errors", logging, nil, errorsOnly{}, live(sourceNote2, sourceNote3).withSamples()},

		{"voice-id-option", voiceID, nil, values{"CheckVoiceIdOption", []string{"enrollmentStatus", "voiceAuthentication", "fraudDetection"}}, documented()},
		{"voice-id-enrollment", voiceID, when(is("CheckVoiceIdOption", "enrollmentStatus")), conditions{
			max: unlimited, operands: []string{"Enrolled", "NotEnrolled", "OptedOut"},
		}, live(sourcePulumi)},
		{"voice-id-authentication", voiceID, when(is("CheckVoiceIdOption", "voiceAuthentication")), conditions{
			max: unlimited, operands: []string{"Authenticated", "NotAuthenticated", "Inconclusive", "NotEnrolled", "OptedOut"},
		}, live(sourcePulumi)},
		{"voice-id-fraud", voiceID, when(is("CheckVoiceIdOption", "fraudDetection")), conditions{
			max: unlimited, operands: []string{"HighRisk", "LowRisk", "Inconclusive"},
		}, live(sourcePulumi)},
		{"outbound-status", on("CheckOutboundCallStatus"), nil, conditions{
			max: unlimited, operands: []string{"CallAnswered", "VoicemailBeep", "VoicemailNoBeep", "NotDetected"},
		}, documented()},
	}
}

// waitEvent is a demand that a wait which an event can end has a branch for an error, and for the event.
type waitEvent struct {
	event, err string
}

func (d waitEvent) String() string {
	return "with " + d.event + " in Events there must be a branch for the error " + d.err
}

func (d waitEvent) check(c *checker, a *Action) {
	for _, m := range a.parameters().get("Events").items() {
		if m.node.str() == d.event {
			errorsNeeded{d.err}.check(c, a)
		}
	}
}
