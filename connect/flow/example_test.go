package flow_test

import (
	"errors"
	"fmt"
	"log"
	"strings"

	"github.com/seed-086a074d/chimeconnect/connect/flow"
)

// content is a flow as DescribeContactFlow returns it.
const content = `{
  "Version": "2019-10-30",
  "StartAction": "greet",
  "Metadata": {},
  "Actions": [
    {"Identifier": "greet", "Type": "MessageParticipant", "Parameters": {"Text": "Hello!"},
      "Transitions": {"NextAction": "queue", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "bye"}]}},
    {"Identifier": "queue", "Type": "UpdateContactTargetQueue",
      "Parameters": {"QueueId": "arn:aws:connect:us-east-1:111122223333:instance/i-test/queue/q-test"},
      "Transitions": {"NextAction": "transfer", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "bye"}]}},
    {"Identifier": "transfer", "Type": "TransferContactToQueue", "Parameters": {},
      "Transitions": {"NextAction": "bye", "Errors": [{"ErrorType": "QueueAtCapacity", "NextAction": "bye"}, {"ErrorType": "NoMatchingError", "NextAction": "bye"}]}},
    {"Identifier": "bye", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
  ]
}`

func parse() *flow.Flow {
	f, err := flow.Parse(content)
	if err != nil {
		log.Fatal(err)
	}
	return f
}

// A flow is read, changed and printed. Only what was changed is different in the text.
func ExampleParse() {
	f, err := flow.Parse(content)
	if err != nil {
		log.Fatal(err)
	}
	for _, action := range f.Actions() {
		fmt.Println(action.Identifier(), action.Type())
	}
	if err := f.Action("greet").SetParameter("Text", "Good morning!"); err != nil {
		log.Fatal(err)
	}
	fmt.Println(f.String() == strings.Replace(content, "Hello!", "Good morning!", 1))
	// Output:
	// greet MessageParticipant
	// queue UpdateContactTargetQueue
	// transfer TransferContactToQueue
	// bye DisconnectParticipant
	// true
}

// An error says where the text is wrong.
func ExampleParseError() {
	_, err := flow.Parse("{\"Actions\": [\n  {\"Identifier\": \"greet\", \"Transitions\": {\"NextAction\": 7}}\n]}")
	fmt.Println(err)
	// Output: flow: line 2, column 57, Actions[0].Transitions.NextAction: expected a string, found a number
}

// Parameters are structs, one for each of the common types.
func ExampleAction_Parameters() {
	f := parse()
	for _, action := range f.Actions() {
		parameters, err := action.Parameters()
		if err != nil {
			log.Fatal(err)
		}
		switch p := parameters.(type) {
		case *flow.MessageParticipant:
			p.Text = "Welcome!"
			if err := action.SetParameters(p); err != nil {
				log.Fatal(err)
			}
		case *flow.UpdateContactTargetQueue:
			fmt.Println("queue:", p.QueueId)
		}
	}
	fmt.Println(f.Action("greet").Parameter("Text"))
	// Output:
	// queue: arn:aws:connect:us-east-1:111122223333:instance/i-test/queue/q-test
	// Welcome! true
}

func ExampleFlow_References() {
	f := parse()
	for _, reference := range f.References() {
		fmt.Println(reference.Kind, reference.Form, reference.Path)
		fmt.Println(reference.Value)
	}
	// Output:
	// queue ARN Actions[1].Parameters.QueueId
	// arn:aws:connect:us-east-1:111122223333:instance/i-test/queue/q-test
}

// A flow of a test instance becomes one of the live instance, whose queues have other ARNs.
func ExampleFlow_Rewrite() {
	f := parse()
	live := map[string]string{
		"arn:aws:connect:us-east-1:111122223333:instance/i-test/queue/q-test": "arn:aws:connect:us-east-1:111122223333:instance/i-live/queue/q-live",
	}
	err := f.Rewrite(func(r flow.Reference) (string, bool) {
		to, ok := live[r.Value]
		return to, ok
	})
	if missing, ok := errors.AsType[*flow.RewriteError](err); ok {
		for _, r := range missing.Missing {
			fmt.Println("the live instance has no", r.Kind, r.Value)
		}
		return
	}
	fmt.Println(f.Action("queue").Parameter("QueueId"))
	// Output: arn:aws:connect:us-east-1:111122223333:instance/i-live/queue/q-live true
}

// The steps stand in the order in which a caller hears them. What the service demands beyond that, such as a branch for every
// error, is filled in.
func ExampleBuilder() {
	b := flow.NewBuilder().Else("sorry")
	b.Add("menu", flow.GetParticipantInput{Text: "Press 1 for sales.", InputTimeLimitSeconds: 5}).
		When("1", "sales").
		OnError("InputTimeLimitExceeded", "menu")
	b.Add("sales", flow.UpdateContactTargetQueue{QueueId: "$.Attributes.queue"})
	b.Add("transfer", flow.TransferContactToQueue{}).Next("bye")
	b.Add("sorry", flow.MessageParticipant{Text: "Sorry, please call again."})
	b.Add("bye", flow.DisconnectParticipant{})
	f, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	for _, finding := range flow.Check(f, flow.CheckOptions{FlowType: flow.ContactFlow}) {
		fmt.Println(finding)
	}
	for _, branch := range f.Action("menu").Transitions().Errors {
		fmt.Println(branch.ErrorType, "->", branch.NextAction)
	}
	// Output:
	// InputTimeLimitExceeded -> menu
	// NoMatchingCondition -> sorry
	// NoMatchingError -> sorry
}

// A module has a contract beside its content: what it takes and returns. Flows that invoke it are checked against that.
func ExampleContract() {
	contract := &flow.Contract{
		Input:   []flow.Field{{Name: "phone", Type: "string", Required: true}},
		Results: []flow.Result{{Name: "Known"}, {Name: "Unknown"}},
	}
	fmt.Println(contract.Settings())

	b := flow.NewBuilder().Else("bye")
	b.Add("lookup", flow.InvokeFlowModule{FlowModuleId: "m-1", Input: map[string]any{"phone": "$.CustomerEndpoint.Address"}}).
		When("Found", "bye")
	b.Add("bye", flow.DisconnectParticipant{})
	caller, err := b.Build()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(flow.Check(caller, flow.CheckOptions{
		Modules: func(id string) *flow.Contract { return map[string]*flow.Contract{"m-1": contract}[id] },
	}))
	// Output:
	// {"input":{"schema":{"type":"object","properties":{"phone":{"type":"string"}},"required":["phone"]}},"transitions":{"results":[{"name":"Known","description":""},{"name":"Unknown","description":""}]}}
	// Actions[0].Transitions.Conditions[0] (lookup): warning: the module does not return "Found" [invoke-branch]
}

// Findings say what is wrong and how certain that is. Problems has the errors in the words of the service.
func ExampleCheck() {
	f, err := flow.Parse(`{"Version": "2019-10-30", "StartAction": "menu", "Actions": [
  {"Identifier": "menu", "Type": "GetParticipantInput",
   "Parameters": {"Text": "Press 1.", "StoreInput": "False", "InputTimeLimitSeconds": "200"},
   "Transitions": {"NextAction": "bye", "Errors": [
     {"ErrorType": "InputTimeLimitExceeded", "NextAction": "bye"}, {"ErrorType": "NoMatchingError", "NextAction": "bye"}]}},
  {"Identifier": "bye", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}]}`)
	if err != nil {
		log.Fatal(err)
	}
	findings := flow.Check(f, flow.CheckOptions{FlowType: flow.ContactFlow, Channel: flow.Voice})
	fmt.Print(findings)
	fmt.Println(findings.Problems())
	// Output:
	// 3:87 Actions[0].Parameters.InputTimeLimitSeconds (menu): warning: it is "200": InputTimeLimitSeconds must be an integer from 1 to 180 [input-time-limit-range]
	// 4:51 Actions[0].Transitions.Errors (menu): error: there must be a branch for the error NoMatchingCondition [menu-errors]
	// [Action is missing required error. Error: NoMatchingCondition, Path: Actions[0]]
}

// A finding has the evidence for its rule.
func ExampleRules() {
	for _, rule := range flow.Rules() {
		if rule.Code == "store-phone-error" {
			fmt.Println(rule.ActionTypes, "when", rule.When)
			fmt.Println(rule.Demand)
			fmt.Println(rule.Evidence.Severity())
		}
	}
	// Output:
	// [GetParticipantInput] when InputValidation.PhoneNumberValidation is given and StoreInput is True
	// there must be branches for the errors InvalidPhoneNumber
	// error
}

func ExampleDiff() {
	before, after := parse(), parse()
	if err := after.Rename("greet", "Say hello"); err != nil { // no difference
		log.Fatal(err)
	}
	if err := after.Action("Say hello").SetParameter("Text", "Good morning!"); err != nil {
		log.Fatal(err)
	}
	transitions := after.Action("transfer").Transitions()
	transitions.Errors[0].NextAction = "Say hello"
	after.Action("transfer").SetTransitions(transitions)

	fmt.Print(flow.Diff(before, after))
	// Output:
	// ~ Say hello (MessageParticipant)
	//     Parameters.Text: "Hello!" -> "Good morning!"
	// ~ transfer (TransferContactToQueue)
	//     Transitions.Errors[QueueAtCapacity]: bye -> Say hello
}

func ExampleFlow_Mermaid() {
	fmt.Print(parse().Mermaid())
	// Output:
	// flowchart LR
	//     start((start))
	//     n0["<b>greet</b><br/>MessageParticipant<br/><i>Hello!</i>"]
	//     n1["<b>queue</b><br/>UpdateContactTargetQueue<br/><i>q-test</i>"]
	//     n2["<b>transfer</b><br/>TransferContactToQueue"]
	//     n3(["<b>bye</b><br/>DisconnectParticipant"])
	//     start --> n0
	//     n0 --> n1
	//     n0 -.->|"NoMatchingError"| n3
	//     n1 --> n2
	//     n1 -.->|"NoMatchingError"| n3
	//     n2 -->|"2 errors"| n3
}
