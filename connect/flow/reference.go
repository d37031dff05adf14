package flow

import (
	"fmt"
	"strings"
)

// Kind is what a reference refers to.
type Kind string

// The kinds of references.
const (
	// KindQueue is a standard queue of the instance.
	KindQueue Kind = "queue"
	// KindAgent is the queue of one agent.
	KindAgent Kind = "agent"
	// KindHoursOfOperation is a schedule of opening hours.
	KindHoursOfOperation Kind = "hours of operation"
	// KindPrompt is a recorded prompt of the instance.
	KindPrompt Kind = "prompt"
	// KindFlow is another flow of the instance.
	KindFlow Kind = "flow"
	// KindModule is a flow module, which may carry a version or alias.
	KindModule Kind = "flow module"
	// KindView is a view, whether of the instance or of AWS.
	KindView Kind = "view"
	// KindTaskTemplate is a template that tasks are created from.
	KindTaskTemplate Kind = "task template"
	// KindPhoneNumber is a phone number claimed to the instance.
	KindPhoneNumber Kind = "phone number"
	// KindLambda is a Lambda function, by its ARN.
	KindLambda Kind = "Lambda function"
	// KindLexBot is an alias of an Amazon Lex V2 bot, by its ARN.
	KindLexBot Kind = "Lex V2 bot alias"
	// KindLexV1Bot is an Amazon Lex V1 bot, by its name.
	KindLexV1Bot Kind = "Lex V1 bot"
	// KindLexV1Alias is an alias of an Amazon Lex V1 bot, by its name.
	KindLexV1Alias Kind = "Lex V1 bot alias"
	// KindRegion is the AWS Region that a Lex V1 bot is in.
	KindRegion Kind = "Region"
	// KindCaseTemplate is a template of Amazon Connect Cases.
	KindCaseTemplate Kind = "case template"
	// KindCaseField is a field of Amazon Connect Cases.
	KindCaseField Kind = "case field"
	// KindAssistant is an assistant of Amazon Q in Connect, formerly Wisdom.
	KindAssistant Kind = "assistant"
	// KindAssistantSession is a session with such an assistant.
	KindAssistantSession Kind = "assistant session"
	// KindKnowledgeBase is a knowledge base of Amazon Q in Connect.
	KindKnowledgeBase Kind = "knowledge base"
	// KindMessageTemplate is a message template of a knowledge base.
	KindMessageTemplate Kind = "message template"
	// KindDataTable is a data table of the instance.
	KindDataTable Kind = "data table"
	// KindAgenticCX is a workspace, application or alias of an agentic participant.
	KindAgenticCX Kind = "Agentic CX"
	// KindWatchList is a watch list of Voice ID.
	KindWatchList Kind = "watch list"
	// KindCognito is a user pool of Amazon Cognito, or its client.
	KindCognito Kind = "Cognito"
	// KindProfileObjectType is an object type of Customer Profiles.
	KindProfileObjectType Kind = "profile object type"
	// KindAttribute is a predefined attribute, by its name or one of its values.
	KindAttribute Kind = "predefined attribute"
	// KindVoiceConnector is a voice connector of the Amazon Chime SDK.
	KindVoiceConnector Kind = "voice connector"
	// KindSecurityKey is a key that encrypts what callers type.
	KindSecurityKey Kind = "security key"
	// KindFile is an audio file in Amazon S3.
	KindFile Kind = "S3 file"
	// KindInstance is the instance itself.
	KindInstance Kind = "instance"
	KindOther    Kind = "other" // an ARN of something else
)

// Form is how a reference is written.
type Form string

// The forms of references.
const (
	// FormARN is an ARN.
	FormARN Form = "ARN"

	// FormID is the ID of a resource: the last part of its ARN.
	FormID Form = "ID"

	// FormName is a name, a phone number or an address.
	FormName Form = "name"

	// FormJSONPath is a value that is only known while a contact is in the flow. It is the same in each instance.
	FormJSONPath Form = "JSONPath"

	// FormAWS is a resource of AWS itself that each instance has: a view such as
	// arn:aws:connect:us-east-1:aws:view/form:1, or a field of cases such as title. The ARN of such a view has a Region.
	FormAWS Form = "AWS"
)

// Reference is a place in a flow that ties it to an instance or an account.
type Reference struct {
	// Kind is what it refers to.
	Kind Kind

	// Form is how it is written.
	Form Form

	// Value is the ARN, ID, name or JSONPath.
	Value string

	// Name is the name of the resource that the console wrote into the Metadata of the action. It is empty if there is
	// none.
	Name string

	// Action and ActionType are the identifier and the type of the action that has the reference; both are empty for
	// Metadata that belongs to no action.
	Action, ActionType string

	// Path is the place: Actions[3].Parameters.QueueId, or Metadata.ActionMetadata.menu.queue.id.
	Path string

	// Metadata is true for a reference that only the editor of the console reads.
	Metadata bool

	// Key is true if the key of the member is the reference, and not its value.
	Key bool

	// Embedded is true if Value is only a part of the text that is there.
	Embedded bool

	holder *node // the object or array whose member it is
	at     int   // the place of that member
	offset int   // where the value begins in the text, if it is embedded
}

// Required reports whether [Flow.Rewrite] needs a new value for the reference. It needs none for a JSONPath, for what AWS
// has in each instance, and for a name that only the editor shows.
func (r Reference) Required() bool {
	return r.Form != FormJSONPath && r.Form != FormAWS && (!r.Metadata || r.Form != FormName)
}

func (r Reference) String() string {
	name := ""
	if r.Name != "" {
		name = fmt.Sprintf(" (%s)", r.Name)
	}
	return fmt.Sprintf("%s: %s %s%s", r.Path, r.Kind, r.Value, name)
}

// formOf returns how a value is written.
func formOf(value string) Form {
	switch {
	case strings.HasPrefix(value, "$.") || strings.HasPrefix(value, "$["):
		return FormJSONPath
	case strings.HasPrefix(value, "arn:"):
		if parts := strings.SplitN(value, ":", 6); len(parts) == 6 && parts[4] == "aws" {
			return FormAWS
		}
		return FormARN
	case isID(value):
		return FormID
	}
	return FormName
}

// isID reports whether a value is a UUID, which the IDs of Connect are, perhaps with a version behind it.
func isID(value string) bool {
	id, _, _ := strings.Cut(value, ":")
	if len(id) != 36 {
		return false
	}
	for i := range len(id) {
		switch i {
		case 8, 13, 18, 23:
			if id[i] != '-' {
				return false
			}
		default:
			if !isHex(id[i]) {
				return false
			}
		}
	}
	return true
}

// kindOfARN returns the kind of resource that an ARN names, as far as the ARN says so.
func kindOfARN(arn string) Kind {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 {
		return KindOther
	}
	service, resource := parts[2], parts[5]
	if service == "connect" && strings.HasPrefix(resource, "instance/") {
		_, rest, within := strings.Cut(strings.TrimPrefix(resource, "instance/"), "/")
		if !within {
			return KindInstance
		}
		resource = rest
	}
	resource, _, _ = strings.Cut(resource, "/")
	resource, _, _ = strings.Cut(resource, ":")
	kinds := map[string]Kind{
		"connect queue": KindQueue, "connect agent": KindAgent, "connect operating-hours": KindHoursOfOperation, "connect prompt": KindPrompt,
		"connect contact-flow": KindFlow, "connect flow-module": KindModule, "connect view": KindView, "connect task-template": KindTaskTemplate,
		"connect phone-number": KindPhoneNumber, "lambda function": KindLambda, "lex bot-alias": KindLexBot, "connect data-table": KindDataTable,
		"wisdom assistant": KindAssistant, "wisdom session": KindAssistantSession, "wisdom knowledge-base": KindKnowledgeBase,
		"wisdom message-template": KindMessageTemplate, "cognito-idp userpool": KindCognito, "chime vc": KindVoiceConnector, "cases template": KindCaseTemplate,
	}
	if kind, ok := kinds[service+" "+resource]; ok {
		return kind
	}
	return KindOther
}
