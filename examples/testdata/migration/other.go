package provider

// Services whose names begin alike stay what they are: github.com/aws/aws-sdk-go-v2/service/connect is not one of them.
import (
	_ "github.com/aws/aws-sdk-go-v2/service/connectcases"
	_ "github.com/aws/aws-sdk-go-v2/service/connectparticipant/types"
)
