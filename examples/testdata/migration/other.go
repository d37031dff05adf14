package provider

// Services whose names begin in the same way stay as they are: github.com/aws/aws-sdk-go-v2/service/connect is not one of them.
import (
	_ "github.com/aws/aws-sdk-go-v2/service/connectcases"
	_ "github.com/aws/aws-sdk-go-v2/service/connectparticipant/types"
)
