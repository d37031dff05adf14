// Package flow reads, writes, checks, compares and draws the flows of Amazon Connect: what CreateContactFlow,
// UpdateContactFlowContent and the operations on flow modules take as Content, a string of JSON in the Amazon Connect Flow
// language. It needs no account, no network and no client.
//
// # Reading and changing
//
// [Parse] reads a flow and loses nothing. [Flow.String] returns the bytes that were parsed; a change affects only the part
// that was changed:
//
//	f, err := flow.Parse(content)
//	...
//	err = f.Action("greet").SetParameter("Text", "Good morning!")
//	content = f.String()
//
// [Action.Parameters] returns a struct for the types of actions that flows use most, such as [MessageParticipant], and a [Raw]
// for all others. [Flow.Rename] gives an action another identifier everywhere.
//
// # From one instance to another
//
// A flow names queues, prompts, functions and other flows of its instance by ARN. [Flow.References] lists them, and
// [Flow.Rewrite] puts those of another instance in their place: all, or none and an error with everything that has no
// counterpart.
//
// # Writing
//
// A [Builder] makes a flow out of steps. It adds the branches for errors that the service requires, and positions for the
// editor of the console. With queue, the ARN of a queue:
//
//	b := flow.NewBuilder().Else("bye")
//	b.Add("menu", flow.GetParticipantInput{Text: "Press 1 for sales.", InputTimeLimitSeconds: 5}).When("1", "sales")
//	b.Add("sales", flow.UpdateContactTargetQueue{QueueId: queue})
//	b.Add("", flow.TransferContactToQueue{}).Next("bye")
//	b.Add("bye", flow.DisconnectParticipant{})
//	f, err := b.Build()
//
// A flow module has a [Contract] beside its content: what it takes and returns.
//
// # Checking
//
// The service answers a flow that it does not accept with InvalidContactFlowException, whose message is empty. [Check] finds
// most of the reasons before: each [Finding] says what is wrong, where, and what the evidence for the rule is. The
// documentation of the language is wrong in places, so a finding is an error only if somebody has tried it and others agree;
// all others are warnings. [Rules] lists all rules.
//
// # Comparing and drawing
//
// [Diff] says what has changed in what a flow does, and ignores layout and renamed identifiers. [Flow.Mermaid] and
// [Flow.SVG] draw a flow for a pull request; the folder docs beside this file shows one of each.
//
// # Terms
//
// A flow consists of actions. An action has an identifier, a type and parameters, and transitions to other actions: the next
// one, those for errors and those with conditions. What the language calls Metadata is for the editor alone.
package flow
