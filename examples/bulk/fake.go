package main

import (
	"context"
	"time"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
)

// fakeInstance is the instance of the fake service.
const fakeInstance = "11111111-2222-4333-8444-555555555555"

// newFake returns a client of a slow fake service inside this program, which accepts every number.
func newFake(optFns ...func(*connect.Options)) (client *connect.Client, stop func(), err error) {
	srv, err := connecttest.Start("")
	if err != nil {
		return nil, nil, err
	}
	srv.Handlers.AssociatePhoneNumberContactFlow = func(ctx context.Context, _ *connect.AssociatePhoneNumberContactFlowInput) (
		*connect.AssociatePhoneNumberContactFlowOutput, error,
	) {
		select {
		case <-time.After(50 * time.Millisecond):
			return &connect.AssociatePhoneNumberContactFlowOutput{}, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return srv.Client(optFns...), srv.Close, nil
}
