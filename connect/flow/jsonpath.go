package flow

import "strings"

// isJSONPath reports whether a value is one whole JSONPath, such as $.Attributes.name or $['AwsRegion'], and not a text with
// one in it.
func isJSONPath(s string) bool {
	rest, ok := strings.CutPrefix(s, "$")
	if !ok || rest == "" {
		return false
	}
	for rest != "" {
		bracket := strings.TrimPrefix(rest, ".")
		if quoted, ok := strings.CutPrefix(bracket, "['"); ok {
			end := strings.Index(quoted, "']")
			if end <= 0 {
				return false
			}
			rest = quoted[end+2:]
			continue
		}
		if bracket == rest {
			return false // neither a dot nor a bracket
		}
		length := 0
		for length < len(bracket) && isNameByte(bracket[length]) {
			length++
		}
		if length == 0 {
			return false
		}
		rest = bracket[length:]
	}
	return true
}

// isNameByte reports whether a byte may be in a name without brackets. The namespaces use hyphens; bytes beyond ASCII are
// parts of letters.
func isNameByte(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b == '_' || b == '-' || b >= 0x80
}
