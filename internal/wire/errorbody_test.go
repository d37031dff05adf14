package wire

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestReadErrorBody(t *testing.T) {
	tests := map[string]ErrorBody{
		`{"code":"a","Code":"b","__type":"c","message":"d"}`: {"a", "b", "c", "d", true},
		`{"Message":"caf\u00e9","other":[{"code":"x"}]}`:     {Message: "café", Valid: true},
		` { } `:                     {Valid: true},
		`{"code":7,"message":null}`: {Valid: true},
		`{"message":"a","code":"b"`: {Code: "b", Message: "a"},
		`{"message":"a"} rest`:      {Message: "a"},
		`{"message":"a`:             {},
		`["code"]`:                  {}, `"code"`: {}, ``: {}, ` `: {}, `<html>`: {}, `null`: {},
	}
	for body, want := range tests {
		assert.Equal(t, want, ReadErrorBody([]byte(body)), body)
	}
}
