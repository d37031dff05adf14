package main

import "encoding/json"

// Service has facts about a service that are not in its model.
type Service struct {
	Folder string // of the client's package, and of the descriptions below internal/api
	Name   string // in docs
	DocURL string // of an operation's page in the AWS reference, without its name
}

// services are the known services by SDK ID.
var services = map[string]Service{
	"Connect": {
		Folder: "connect", Name: "Amazon Connect",
		DocURL: "https://docs.aws.amazon.com/connect/latest/APIReference/API_",
	},
	"Chime SDK Messaging": {
		Folder: "chimemessaging", Name: "Amazon Chime SDK Messaging",
		DocURL: "https://docs.aws.amazon.com/chime-sdk/latest/APIReference/API_messaging-chime_",
	},
}

// sdkID returns the SDK ID of a model's service.
func sdkID(m *Model) string {
	s, err := m.Service()
	if err != nil {
		return ""
	}
	var t struct {
		SDKID string `json:"sdkId"`
	}
	_ = json.Unmarshal(s.Traits[traitService], &t) // without an ID it has none
	return t.SDKID
}
