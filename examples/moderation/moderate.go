package main

import (
	"context"
	"regexp"
	"strings"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
)

var (
	swearWord = regexp.MustCompile(`(?i)\b(damn|darn|heck|hell)\b`)
	link      = regexp.MustCompile(`(?i)\bhttps?://|\bwww\.`)
)

// moderate decides about a message: one with a link is denied, swear words are masked. It is the whole Lambda function.
func moderate(_ context.Context, e channelflow.Event) (channelflow.Decision, error) {
	text := e.ChannelMessage.Content
	if link.MatchString(text) {
		return channelflow.Deny(), nil
	}
	return channelflow.UpdateContent(swearWord.ReplaceAllStringFunc(text, func(word string) string {
		return strings.Repeat("*", len(word))
	})), nil
}
