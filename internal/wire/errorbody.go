package wire

// ErrorBody is what the body of an error says about it, under the names that services use.
type ErrorBody struct {
	Code    string // "code"
	Kind    string // "Code"
	Type    string // "__type"
	Message string // "message" or "Message"
	// Valid says that the body is a JSON object. Any other body, such as a proxy's page, says nothing.
	Valid bool
}

// ReadErrorBody looks for these names. One whose value is not a string counts as missing.
func ReadErrorBody(body []byte) ErrorBody {
	var b ErrorBody
	s := scanner{data: body}
	if err := b.read(&s); err != nil || s.end() != nil {
		return ErrorBody{Code: b.Code, Kind: b.Kind, Type: b.Type, Message: b.Message}
	}
	b.Valid = true
	return b
}

func (b *ErrorBody) read(s *scanner) error {
	if err := s.open('{', "an object"); err != nil {
		return err
	}
	for first := true; ; first = false {
		key, more, err := s.key(first)
		if err != nil || !more {
			return err
		}
		target := b.named(string(key))
		if target == nil || s.peek() != '"' {
			if err := s.skip(); err != nil {
				return err
			}
			continue
		}
		text, err := s.text(nil)
		if err != nil {
			return err
		}
		*target = string(text)
	}
}

func (b *ErrorBody) named(key string) *string {
	switch key {
	case "code":
		return &b.Code
	case "Code":
		return &b.Kind
	case "__type":
		return &b.Type
	case "message", "Message":
		return &b.Message
	}
	return nil
}
