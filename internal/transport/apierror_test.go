package transport

import (
	"errors"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
)

func TestDecodeError(t *testing.T) {
	tests := map[string]struct {
		status  int
		header  string
		body    string
		typed   bool
		code    string
		message string
	}{
		"header":                   {404, "GoneException", `{"message":"m"}`, true, "GoneException", "m"},
		"header with namespace":    {404, "com.amazonaws.x#GoneException:http://y/", `{"Message":"m"}`, true, "GoneException", "m"},
		"header, empty body":       {404, "GoneException", "", true, "GoneException", ""},
		"header, page as body":     {404, "GoneException", "<html>", true, "GoneException", ""},
		"header, array as body":    {404, "GoneException", "[1]", true, "GoneException", ""},
		"header, body cut short":   {404, "GoneException", `{"message":"m","x`, true, "GoneException", "m"},
		"header, member of a kind": {404, "GoneException", `{"message":"m","Count":"many"}`, true, "GoneException", "m"},
		"header before body":       {404, "GoneException", `{"code":"Other","message":"m"}`, true, "GoneException", "m"},
		"code":                     {404, "", `{"code":"GoneException","message":"m"}`, true, "GoneException", "m"},
		"type":                     {404, "", `{"__type":"ns#GoneException","message":"m"}`, true, "GoneException", "m"},
		"code before type":         {404, "", `{"__type":"Other","code":"GoneException"}`, true, "GoneException", ""},
		"Chime's Code":             {404, "", `{"Code":"Gone","Message":"m"}`, true, "GoneException", "m"},
		"unknown":                  {418, "TeapotException", `{"message":"m"}`, false, "TeapotException", "m"},
		"unknown, page":            {418, "TeapotException", "<html>", false, "TeapotException", "I'm a teapot"},
		"nothing":                  {502, "", "", false, "UnknownError", "Bad Gateway"},
		"white space":              {502, "", " \n", false, "UnknownError", "Bad Gateway"},
		"no object":                {502, "", `"code"`, false, "UnknownError", "Bad Gateway"},
		"numbers":                  {400, "", `{"code":7,"message":8}`, false, "UnknownError", "Bad Request"},
		"null":                     {400, "", `{"code":null,"message":null,"__type":"Other"}`, false, "Other", "Bad Request"},
		"gateway":                  {403, "", `{"message":"Missing Authentication Token"}`, false, "UnknownError", "Missing Authentication Token"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			resp := &http.Response{StatusCode: tt.status, Header: http.Header{}}
			if tt.header != "" {
				resp.Header.Set("X-Amzn-Errortype", tt.header)
			}
			err := testService().decodeError(resp, []byte(tt.body))
			_, typed := errors.AsType[*Gone](err)
			assert.Equal(t, tt.typed, typed)
			api := as[smithy.APIError](t, err)
			assert.Equal(t, tt.code, api.ErrorCode())
			assert.Equal(t, tt.message, api.ErrorMessage())
		})
	}
}

func TestFaults(t *testing.T) {
	for status, want := range map[int]smithy.ErrorFault{301: smithy.FaultUnknown, 404: smithy.FaultClient, 503: smithy.FaultServer} {
		_, err := say(t.Context(), client(&peer{script: []answer{says(status, "")}}, func(o *Options) { o.Retryer = aws.NopRetryer{} }))
		assert.Equal(t, want, as[smithy.APIError](t, err).ErrorFault())
	}
}

func TestRequestID(t *testing.T) {
	for _, name := range []string{"x-amzn-requestid", "X-Amzn-RequestId", "x-amz-requestid"} {
		_, err := say(t.Context(), client(&peer{script: []answer{says(400, "", "X-Amzn-Requestid", "", name, "id")}}))
		assert.Equal(t, "id", as[*awshttp.ResponseError](t, err).RequestID)
	}
}
