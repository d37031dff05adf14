package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// desk is a folder with an input, and a service that sets flows.
type desk struct {
	t        *testing.T
	folder   string
	messages *os.File
	set      []string
	handle   func(number string) error
}

func newDesk(t *testing.T, numbers int) *desk {
	t.Helper()
	d := &desk{t: t, folder: t.TempDir(), handle: func(string) error { return nil }}
	srv := connecttest.NewServer(t)
	srv.Handlers.AssociatePhoneNumberContactFlow = func(_ context.Context, in *connect.AssociatePhoneNumberContactFlowInput) (
		*connect.AssociatePhoneNumberContactFlowOutput, error,
	) {
		d.set = append(d.set, *in.PhoneNumberId)
		return &connect.AssociatePhoneNumberContactFlowOutput{}, d.handle(*in.PhoneNumberId)
	}
	credentials := connecttest.Credentials()
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL_CONNECT": srv.URL(), "AWS_REGION": connecttest.Region, "AWS_ACCESS_KEY_ID": credentials.AccessKeyID,
		"AWS_SECRET_ACCESS_KEY": credentials.SecretAccessKey, "AWS_SESSION_TOKEN": "", "AWS_PROFILE": "",
		"AWS_CONFIG_FILE": os.DevNull, "AWS_SHARED_CREDENTIALS_FILE": os.DevNull,
	} {
		t.Setenv(name, value)
	}
	text := "contact_flow_id,phone_number_id\n"
	for i := range numbers {
		text += fmt.Sprintf("flow,%s\n", number(i))
	}
	require.NoError(t, os.WriteFile(d.path("in.csv"), []byte(text), 0o600))
	var err error
	d.messages, err = os.Create(d.path("messages"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = d.messages.Close() })
	return d
}

func number(i int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", i) }

func (d *desk) path(name string) string { return filepath.Join(d.folder, name) }

func (d *desk) read(name string) string {
	d.t.Helper()
	text, err := os.ReadFile(d.path(name))
	require.NoError(d.t, err)
	return string(text)
}

func (d *desk) run(ctx context.Context, more ...string) error {
	args := append([]string{"-instance", "i-1", "-in", d.path("in.csv"), "-out", d.path("out.csv"), "-rate", "100000", "-concurrency", "1"}, more...)
	return run(ctx, args, d.messages)
}

func TestBulk(t *testing.T) {
	d := newDesk(t, 20)
	d.handle = func(n string) error {
		if n == number(5) {
			return &types.ResourceNotFoundException{Message: aws.String("no such number")}
		}
		return nil
	}
	require.ErrorContains(t, d.run(t.Context()), "1 of 20 numbers are not done")
	assert.Len(t, d.set, 20)
	lines := strings.Split(d.read("out.csv"), "\n")
	assert.Equal(t, "phone_number_id,outcome,earlier_run,error", lines[0])
	assert.Equal(t, number(4)+",done,false,", lines[5])
	assert.Contains(t, lines[6], number(5)+",failed,false,")
	assert.Contains(t, lines[6], "no such number")
	assert.Contains(t, d.read("messages"), "19 of 20 done, 1 failed, 0 of these in an earlier run\n")
	assert.NotContains(t, d.read("messages"), "\r", "no bar in a file")

	require.ErrorContains(t, d.run(t.Context()), "1 of 20 numbers are not done")
	assert.Len(t, d.set, 20, "nothing is repeated")
	require.Error(t, d.run(t.Context(), "-repeat-failed"))
	assert.Equal(t, number(5), d.set[20])
}

// The command of the program's documentation works without an account.
func TestFake(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out.csv")
	messages, err := os.Create(filepath.Join(t.TempDir(), "messages"))
	require.NoError(t, err)
	require.NoError(t, run(t.Context(), []string{"-fake", "-rate", "1000", "-out", out}, messages))
	require.NoError(t, messages.Close())
	text, err := os.ReadFile(out)
	require.NoError(t, err)
	assert.Equal(t, 12, strings.Count(string(text), ",done,false,"))
}

// A number with another flow than in the run before is set again, and no other.
func TestChangedFlow(t *testing.T) {
	d := newDesk(t, 3)
	require.NoError(t, d.run(t.Context()))
	changed := strings.Replace(d.read("in.csv"), "flow,"+number(1), "other,"+number(1), 1)
	require.NoError(t, os.WriteFile(d.path("in.csv"), []byte(changed), 0o600))
	require.NoError(t, d.run(t.Context()))
	assert.Equal(t, []string{number(0), number(1), number(2), number(1)}, d.set)
}

// Without permission the program ends after a few numbers, and tries them again in the next run.
func TestDenied(t *testing.T) {
	d := newDesk(t, 50)
	d.handle = func(string) error { return &types.AccessDeniedException{Message: aws.String("not yours")} }
	require.ErrorContains(t, d.run(t.Context()), "after 10 denials in a row, with 40 items left")
	assert.Len(t, d.set, 10)
	d.handle = func(string) error { return nil }
	require.NoError(t, d.run(t.Context()))
	assert.Len(t, d.set, 60)
}

func TestInterrupt(t *testing.T) {
	d := newDesk(t, 20)
	ctx, interrupt := context.WithCancel(t.Context())
	d.handle = func(n string) error {
		if n == number(9) {
			interrupt()
		}
		return nil
	}
	err := d.run(ctx)
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorContains(t, err, "the same command continues where this ended")
	assert.Len(t, d.set, 10)
	assert.Contains(t, d.read("out.csv"), number(9)+",done,", "the running call is finished")
	assert.Contains(t, d.read("out.csv"), number(10)+",not started,")
	require.NoError(t, d.run(t.Context()))
	assert.Len(t, d.set, 20)
	assert.NotContains(t, d.read("out.csv"), "not started")
}

func TestDryRun(t *testing.T) {
	d := newDesk(t, 3)
	require.NoError(t, d.run(t.Context(), "-dry-run"))
	assert.Contains(t, d.read("messages"), "3 numbers, 0 of them with a problem; nothing was sent\n")
	assert.NoFileExists(t, d.path("out.csv.journal"))
	require.NoError(t, os.WriteFile(d.path("in.csv"), []byte("phone_number_id,contact_flow_id\n,flow\n"), 0o600))
	require.ErrorContains(t, d.run(t.Context(), "-dry-run"), "PhoneNumberId")
	assert.Empty(t, d.set)
	require.NoError(t, os.WriteFile(d.path("in.csv"), []byte("phone_number_id,contact_flow_id\nn,f\nn,g\n"), 0o600))
	require.ErrorContains(t, d.run(t.Context(), "-dry-run"), "n: more than once")
}

func TestOtherInstance(t *testing.T) {
	d := newDesk(t, 1)
	require.NoError(t, d.run(t.Context()))
	require.ErrorContains(t, d.run(t.Context(), "-instance", "i-2"), "belongs to the run i-1, not i-2")
}

func TestBadInput(t *testing.T) {
	d := newDesk(t, 1)
	require.ErrorContains(t, d.run(t.Context(), "-instance", "arn:aws:lex:us-east-1:1:bot/b"), "-instance: ")
	require.NoError(t, os.WriteFile(d.path("in.csv"), []byte("id\n"), 0o600))
	require.ErrorContains(t, d.run(t.Context()), "want the columns phone_number_id and contact_flow_id")
}
