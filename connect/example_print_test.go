package connect_test

import (
	"fmt"
	"log/slog"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Inputs and outputs print what is set in them, and nothing that the API marks as sensitive.
func Example_printing() {
	in := &connect.CreateUserInput{
		Username:     aws.String("jane"),
		Password:     aws.String("correct horse battery staple"),
		IdentityInfo: &types.UserIdentityInfo{FirstName: aws.String("Jane"), Email: aws.String("jane@example.com")},
	}
	fmt.Println(in)
	fmt.Printf("%#v\n", in.IdentityInfo)

	logger := slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	logger.Info("create", "in", in)
	// Output:
	// CreateUserInput{Username: "jane", Password: [redacted], IdentityInfo: {FirstName: [redacted], Email: [redacted]}}
	// UserIdentityInfo{FirstName: [redacted], Email: [redacted]}
	// {"level":"INFO","msg":"create","in":{"Username":"jane","Password":"[redacted]","IdentityInfo":{"FirstName":"[redacted]","Email":"[redacted]"}}}
}

func withoutTime(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}
