package provider

import "github.com/aws/aws-sdk-go-v2/service/chimesdkmessaging"

func newMessaging(o chimesdkmessaging.Options) *chimesdkmessaging.Client {
	return chimesdkmessaging.New(o)
}
