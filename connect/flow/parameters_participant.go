package flow

// MessageParticipant plays a prompt or sends a message. Exactly one of PromptId, Text, SSML and Media must be set.
type MessageParticipant struct {
	// PromptId is the ARN or ID of a prompt, or a JSONPath. Voice only.
	PromptId string

	// Text is spoken or sent. It may have JSONPaths in it.
	Text string

	// SSML is text with markup for speech. It may have JSONPaths in it. Voice only.
	SSML string

	// Media is an audio file. Voice only.
	Media *Media

	// SkipWhenDTMFBufferEnabled skips the prompt if the caller has already pressed keys.
	SkipWhenDTMFBufferEnabled bool `flow:"lower"`
}

// ActionType returns MessageParticipant.
func (MessageParticipant) ActionType() string { return "MessageParticipant" }

// GetParticipantInput plays a prompt and waits for keys. Without StoreInput it is a menu: conditions say where each key
// leads. With StoreInput the keys become $.StoredCustomerInput, and InputValidation must be set. Voice only.
type GetParticipantInput struct {
	// PromptId is the ARN or ID of a prompt, or a JSONPath. One of PromptId, Text, SSML and Media must be set.
	PromptId string

	// Text is spoken. It may have JSONPaths in it.
	Text string

	// SSML is text with markup for speech. It may have JSONPaths in it.
	SSML string

	// Media is an audio file.
	Media *Media

	// InputTimeLimitSeconds is how long to wait for the first key, in seconds; the console allows 1 to 180.
	InputTimeLimitSeconds int

	// StoreInput keeps the keys instead of choosing a branch by them. It is always written.
	StoreInput bool `flow:"always"`

	// InputValidation says which keys are accepted. It goes with StoreInput only.
	InputValidation *InputValidation

	// InputEncryption encrypts the keys. It goes with InputValidation.CustomValidation only.
	InputEncryption *InputEncryption

	// DTMFConfiguration says how the input ends. It goes with StoreInput only.
	DTMFConfiguration *DTMFConfiguration
}

// ActionType returns GetParticipantInput.
func (GetParticipantInput) ActionType() string { return "GetParticipantInput" }

// InputValidation says what [GetParticipantInput] accepts. Exactly one field must be set.
type InputValidation struct {
	// PhoneNumberValidation accepts phone numbers.
	PhoneNumberValidation *PhoneNumberValidation

	// CustomValidation accepts a number of keys.
	CustomValidation *CustomValidation
}

// PhoneNumberValidation accepts phone numbers.
type PhoneNumberValidation struct {
	// NumberFormat is Local or E164.
	NumberFormat string

	// CountryCode is the country of a Local number: two letters.
	CountryCode string
}

// CustomValidation accepts up to MaximumLength keys.
type CustomValidation struct {
	// MaximumLength is a number of keys, or a JSONPath.
	MaximumLength string
}

// InputEncryption encrypts what a caller types.
type InputEncryption struct {
	// EncryptionKeyId is the ID of a security key of the instance.
	EncryptionKeyId string

	// Key is the public key in PEM format.
	Key string
}

// DTMFConfiguration says how the input of keys ends.
type DTMFConfiguration struct {
	// InputTerminationSequence are the keys that end the input, at most five.
	InputTerminationSequence string

	// DisableCancelKey makes the star an ordinary key.
	DisableCancelKey bool

	// InterdigitTimeLimitSeconds is how long to wait for the next key: 1 to 20 seconds.
	InterdigitTimeLimitSeconds int
}

// DisconnectParticipant ends the contact.
type DisconnectParticipant struct{}

// ActionType returns DisconnectParticipant.
func (DisconnectParticipant) ActionType() string { return "DisconnectParticipant" }

// ConnectParticipantWithLexBot lets a bot of Amazon Lex talk to the customer. Conditions compare the intent. One of LexV2Bot
// and LexBot must be set, and one of PromptId, Text, SSML, Media and LexInitializationData.
type ConnectParticipantWithLexBot struct {
	// PromptId is the ARN or ID of a prompt, or a JSONPath.
	PromptId string

	// Text is what the bot starts with. It may have JSONPaths in it.
	Text string

	// SSML is text with markup for speech. It may have JSONPaths in it.
	SSML string

	// Media is an audio file.
	Media *Media

	// LexInitializationData lets the bot start by itself.
	LexInitializationData *LexInitializationData

	// LexV2Bot names a bot of Amazon Lex V2.
	LexV2Bot *LexV2Bot

	// LexBot names a bot of Amazon Lex, version 1.
	LexBot *LexBot

	// LexSessionAttributes are given to the bot. Values may have JSONPaths in them.
	LexSessionAttributes map[string]string

	// LexTimeoutSeconds says how long a chat waits for an answer.
	LexTimeoutSeconds *LexTimeoutSeconds
}

// ActionType returns ConnectParticipantWithLexBot.
func (ConnectParticipantWithLexBot) ActionType() string { return "ConnectParticipantWithLexBot" }

// LexInitializationData lets a bot start by itself.
type LexInitializationData struct {
	// InitialMessage is the text that the bot treats as the customer's first message, or a JSONPath.
	InitialMessage string
}

// LexV2Bot names a bot of Amazon Lex V2.
type LexV2Bot struct {
	// AliasArn is the ARN of the alias of a bot, or a JSONPath.
	AliasArn string
}

// LexBot names a bot of Amazon Lex, version 1.
type LexBot struct {
	// Name and Alias are those of the bot; Region is where it is, such as us-east-1.
	Name, Region, Alias string
}

// LexTimeoutSeconds says how long a chat waits for an answer.
type LexTimeoutSeconds struct {
	// Text is a number of seconds, 60 to 604,800.
	Text string
}

// MessageParticipantIteratively plays prompts one after the other, again and again, as customers in a queue hear them. It
// may end a flow.
type MessageParticipantIteratively struct {
	// Messages are the prompts.
	Messages []Message

	// InterruptFrequencySeconds is the number of seconds after which the branch for MessagesInterrupted is taken; zero
	// means never.
	InterruptFrequencySeconds int

	// ContinueMessagingDuringInterrupt keeps playing meanwhile.
	ContinueMessagingDuringInterrupt bool
}

// ActionType returns MessageParticipantIteratively.
func (MessageParticipantIteratively) ActionType() string { return "MessageParticipantIteratively" }

// Message is a prompt in a list. Exactly one field must be set.
type Message struct {
	// PromptId is the ARN or ID of a prompt, or a JSONPath.
	PromptId string

	// Text is spoken. It may have JSONPaths in it.
	Text string

	// SSML is text with markup for speech. It may have JSONPaths in it.
	SSML string

	// Media is an audio file.
	Media *Media
}

// ShowView shows a view in a chat or in the agent workspace. Conditions compare the action that was chosen.
type ShowView struct {
	// ViewResource names the view.
	ViewResource ViewResource

	// InvocationTimeLimitSeconds is how long to wait for an answer, in seconds.
	InvocationTimeLimitSeconds int

	// ViewData is what the view shows, in any JSON types.
	ViewData map[string]any

	// SensitiveDataConfiguration hides what the customer answers.
	SensitiveDataConfiguration *SensitiveDataConfiguration
}

// ActionType returns ShowView.
func (ShowView) ActionType() string { return "ShowView" }

// ViewResource names a view.
type ViewResource struct {
	// Id is the ARN or ID of the view, with a version behind a colon, or a JSONPath.
	Id string

	// Version is how older flows named the version.
	Version string
}

// SensitiveDataConfiguration hides answers.
type SensitiveDataConfiguration struct {
	// HideResponseOn says where: TRANSCRIPT.
	HideResponseOn []string
}

// TransferParticipantToThirdParty calls an outside number. Voice only.
type TransferParticipantToThirdParty struct {
	// ThirdPartyPhoneNumber is the number in E.164 format, or a JSONPath.
	ThirdPartyPhoneNumber string

	// ThirdPartyConnectionTimeLimitSeconds is how long to let it ring, up to 600 seconds, or a JSONPath.
	ThirdPartyConnectionTimeLimitSeconds string

	// ContinueFlowExecution continues the flow when the other party hangs up. It is always written, and determines which
	// errors are possible.
	ContinueFlowExecution bool `flow:"always"`

	// ThirdPartyDTMFDigits are dialled when the call is answered: at most 50 of 0-9 , * #, or a JSONPath.
	ThirdPartyDTMFDigits string

	// CallerId is the number that the other party sees.
	CallerId *CallerId
}

// ActionType returns TransferParticipantToThirdParty.
func (TransferParticipantToThirdParty) ActionType() string { return "TransferParticipantToThirdParty" }

// CallerId is the number that the other party sees.
type CallerId struct {
	// Number is a number of the instance in E.164 format, or a JSONPath.
	Number string
}
