package wire

import "encoding/json"

// ErrorBody is what the body of an error may say of itself, under the names that services use.
type ErrorBody struct {
	Code    string // "code"
	Kind    string // "Code"
	Type    string // "__type"
	Message string // "message" or "Message"
	// Valid says that the body is a JSON object. Any other body, such as a proxy's page, says nothing.
	Valid bool
}

// ReadErrorBody looks for these names. One that leads to something else than a string counts as missing.
func ReadErrorBody(body []byte) (b ErrorBody) {
	var members map[string]any
	b.Valid = json.Unmarshal(body, &members) == nil && members != nil
	for name, target := range map[string]*string{"code": &b.Code, "Code": &b.Kind, "__type": &b.Type, "Message": &b.Message, "message": &b.Message} {
		if text, ok := members[name].(string); ok {
			*target = text
		}
	}
	return b
}
