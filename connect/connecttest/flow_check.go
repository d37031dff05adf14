package connecttest

import (
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/flow"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// checkFlow refuses the content of a flow as the service does when it is published.
func (r *request) checkFlow(inst *types.Instance, flowType types.ContactFlowType, content *string) error {
	problems := []types.ProblemDetail{{Message: aws.String(notFlow)}}
	if isJSONObject(content) {
		problems = r.problemsOf(r.flowFindings(inst, *content, flow.CheckOptions{FlowType: flow.Type(flowType)}))
	}
	switch {
	case len(problems) == 0:
		return nil
	case !r.answers("InvalidContactFlowException"): // a version is made
		return r.refused("%s", *problems[0].Message)
	}
	return &types.InvalidContactFlowException{Problems: problems}
}

// checkModule refuses the content and the contract of a flow module as the service does. A module that a test has added may
// have no content.
func (r *request) checkModule(inst *types.Instance, content, settings *string) error {
	contract, err := flow.ParseContract(aws.ToString(settings))
	problems := []types.ProblemDetail{{Message: aws.String("The settings are not a valid contract of a module.")}}
	switch {
	case err != nil:
	case content == nil:
		return nil
	case !isJSONObject(content):
		problems = []types.ProblemDetail{{Message: aws.String(notFlow)}}
	default:
		findings := r.flowFindings(inst, *content, flow.CheckOptions{FlowType: flow.Module, Contract: contract})
		for _, one := range findings {
			if one.Code == "module-settings" && !r.choices().AcceptAnyFlow {
				return &types.InvalidRequestException{Message: aws.String(one.Problem)}
			}
		}
		problems = r.problemsOf(findings)
	}
	switch {
	case len(problems) == 0:
		return nil
	case !r.answers("InvalidContactFlowModuleException"): // a version is made
		return r.refused("%s", *problems[0].Message)
	}
	return &types.InvalidContactFlowModuleException{Problems: problems}
}

// notFlow is the message of the service for content that cannot be a flow.
const notFlow = "Invalid contact flow format"

// flowFindings returns the problems in the content of a flow or flow module. Errors are those that the service would refuse.
func (r *request) flowFindings(inst *types.Instance, content string, options flow.CheckOptions) flow.Findings {
	options.Modules = func(id string) *flow.Contract { return r.contractOf(inst, id) }
	f, err := flow.Parse(content)
	if err != nil {
		return flow.CheckContent(content, options)
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
	return findings
}

// checkedByFake reports whether a rule is enforced here although package flow, with only one source for it, gives a warning:
// a program that breaks the contract of its own module should fail its tests.
func checkedByFake(code string) bool {
	return slices.Contains([]string{"invoke-input", "invoke-branch", "end-result", "end-result-data"}, code)
}

// problemsOf returns findings in the form that the service uses.
func (r *request) problemsOf(findings flow.Findings) []types.ProblemDetail {
	if r.choices().AcceptAnyFlow {
		return nil
	}
	return fake.Map(findings.Problems(), func(text string) types.ProblemDetail { return types.ProblemDetail{Message: &text} })
}

// refusedReference reports whether the service would refuse a reference of a flow. It is known to check functions of other
// Regions and accounts, queues, prompts and flows of other instances, and the flow of a task. All else is accepted, even
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
	id := instanceOfARN(value)
	return id != "" && id != *inst.Id
}

// sameAccount reports whether the ARN of a function has the Region and account of an instance. It reports true for texts
// that are not ARNs of functions.
func sameAccount(function, instance string) bool {
	parts, own := strings.SplitN(function, ":", 7), strings.SplitN(instance, ":", 6)
	return len(parts) < 7 || parts[2] != "lambda" || parts[3] == own[3] && parts[4] == own[4]
}

// contractOf returns the contract of a flow module, given its ID or ARN, perhaps with a version or alias; nil if there is no such
// module.
func (r *request) contractOf(inst *types.Instance, named string) *flow.Contract {
	id, qualifier := unqualified(&named)
	m, err := r.modules.find(r, inst, id)
	if err != nil || ofAnotherInstance(inst, named) {
		return nil
	}
	if alias, ok := r.moduleAliases.byKey(inst, aliasKey(*m.Id, qualifier)); ok {
		qualifier = versionKey(alias.Version)
	}
	if version, ok := r.moduleEditions.versions.of(inst, *m.Id).Get(qualifier); ok {
		m = &version
	}
	contract, err := flow.ParseContract(aws.ToString(m.Settings))
	if err != nil {
		return nil
	}
	return contract
}
