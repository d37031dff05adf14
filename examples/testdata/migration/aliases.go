package provider

import (
	chime "github.com/aws/aws-sdk-go-v2/service/chimesdkmessaging" // shorter
	connectsdk "github.com/aws/aws-sdk-go-v2/service/connect"
	. "github.com/aws/aws-sdk-go-v2/service/connect/types"
)

type pager interface {
	chime.ListChannelsAPIClient
	connectsdk.ListQueuesAPIClient
}

var kinds = []QueueType{QueueTypeStandard}

// services are packages that a generator knows; these are strings, not imports.
var services = []string{
	"github.com/aws/aws-sdk-go-v2/service/chimesdkmessaging",
	"github.com/aws/aws-sdk-go-v2/service/connect",
}
