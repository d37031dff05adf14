package main

import (
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/connect"
)

// stage is where the stories take place: clients of both services, and the resources to work with.
type stage struct {
	messagingClient *chimemessaging.Client
	connectClient   *connect.Client

	// The chat: ARNs. The user is an administrator of the app instance or a moderator of the channel.
	appInstance string
	channel     string
	user        string
	lambda      string

	// The contact centre: IDs; the phone number may be an ARN.
	instance    string
	contactFlow string
	phoneNumber string
	bot         string
	botRegion   string
}
