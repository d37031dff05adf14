package connecttest

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/flow"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// checkFlow refuses the content of a flow as the service does when it is published. Content that is only saved must be a
// JSON object, nothing else.
func (r *request) checkFlow(inst *types.Instance, f *types.ContactFlow, saved bool) error {
	problems := r.flowProblems(inst, aws.ToString(f.Content), saved, flow.CheckOptions{FlowType: flow.Type(f.Type)})
	if len(problems) == 0 {
		return nil
	}
	return &types.InvalidContactFlowException{Problems: problems}
}

// flowProblems is what the service would say about the content of a flow or flow module.
func (r *request) flowProblems(inst *types.Instance, content string, saved bool, options flow.CheckOptions) []types.ProblemDetail {
	var object map[string]json.RawMessage
	if json.Unmarshal([]byte(content), &object) != nil {
		return problemDetails([]string{"Invalid contact flow format"})
	}
	if saved || r.choices().AcceptAnyFlow {
		return nil
	}
	options.Modules = func(id string) *flow.Contract { return r.contractOf(inst, id) }
	f, err := flow.Parse(content)
	if err != nil {
		return problemDetails(flow.CheckContent(content, options).Problems())
	}
	findings := flow.Check(f, options)
	for i := range findings {
		if checkedByFake(findings[i].Code) {
			findings[i].Severity = flow.SeverityError
		}
	}
	for _, ref := range f.References() {
		if r.refusedReference(inst, ref) {
			findings = append(findings, flow.Finding{Severity: flow.SeverityError, Problem: "Invalid Action property value. Path: " + ref.Path})
		}
	}
	return problemDetails(findings.Problems())
}

// checkedByFake names the rules that are warnings of package flow, because one source alone tried them, and yet refused here:
// a program that breaks the contract of its own module should learn it from its tests.
func checkedByFake(code string) bool {
	return slices.Contains([]string{"invoke-input", "invoke-branch", "end-result", "end-result-data"}, code)
}

func problemDetails(texts []string) []types.ProblemDetail {
	var problems []types.ProblemDetail
	for _, text := range texts {
		problems = append(problems, types.ProblemDetail{Message: aws.String(text)})
	}
	return problems
}

// refusedReference reports whether the service would refuse what a flow refers to. It is known to look at functions of other
// Regions and accounts, at queues, prompts and flows of other instances, and at the flow of a task. All else is accepted, even
// if it does not exist.
func (r *request) refusedReference(inst *types.Instance, ref flow.Reference) bool {
	if ref.Metadata || ref.Embedded || ref.Key || ref.Form == flow.FormJSONPath {
		return false
	}
	_, path, _ := strings.Cut(ref.Path, ".Parameters.")
	switch {
	case path == "LambdaFunctionARN":
		return !sameAccount(ref.Value, aws.ToString(inst.Arn))
	case path == "ContactFlowId" && ref.ActionType == "CreateTask":
		id, _, _ := strings.Cut(idOf(&ref.Value), ":")
		_, there := r.flows.in(inst).Get(id)
		return !there || ofAnotherInstance(inst, ref.Value)
	case path == "QueueId", path == "ContactFlowId", path == "PromptId", isMessagePrompt(path), strings.HasPrefix(path, "EventHooks."):
		return ofAnotherInstance(inst, ref.Value)
	}
	return false
}

// isMessagePrompt reports whether a path is that of a prompt of MessageParticipantIteratively: Messages[0].PromptId.
func isMessagePrompt(path string) bool {
	return strings.HasPrefix(path, "Messages[") && strings.HasSuffix(path, "].PromptId")
}

// ofAnotherInstance reports whether a value is the ARN of something in another instance.
func ofAnotherInstance(inst *types.Instance, value string) bool {
	_, resource, isOf := strings.Cut(value, ":instance/")
	id, _, _ := strings.Cut(resource, "/")
	return isOf && id != *inst.Id
}

// sameAccount reports whether the ARN of a function has the Region and account of an instance. What is not an ARN of a
// function is not compared.
func sameAccount(function, instance string) bool {
	parts, own := strings.SplitN(function, ":", 7), strings.SplitN(instance, ":", 6)
	return len(parts) < 7 || parts[2] != "lambda" || parts[3] == own[3] && parts[4] == own[4]
}

// contractOf returns the contract of a flow module, given its ID or ARN, perhaps with a version or alias; nil if it is not known.
func (r *request) contractOf(_ *types.Instance, _ string) *flow.Contract { return nil }
