package main

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/session"
	"github.com/seed-086a074d/chimeconnect/connect"
)

// output collects what the program prints.
type output struct {
	mu    sync.Mutex
	text  bytes.Buffer
	grown chan struct{}
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	select {
	case o.grown <- struct{}{}:
	default:
	}
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// start runs the program until the test ends, and returns what it printed and the way to stop it.
func start(t *testing.T) (*output, func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out := &output{grown: make(chan struct{}, 1)}
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, []string{"-addr", "127.0.0.1:0"}, out) }()
	select {
	case <-out.grown:
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was printed")
	}
	return out, func() error {
		cancel()
		return <-ended
	}
}

// exports sets the variables that the program prints, as a shell would.
func exports(t *testing.T, text string) {
	t.Helper()
	for _, found := range regexp.MustCompile(`(AWS_\w+)=(\S+)`).FindAllStringSubmatch(text, -1) {
		t.Setenv(found[1], found[2])
	}
	t.Setenv("AWS_CONFIG_FILE", "/nonexistent")
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
}

func TestBothServices(t *testing.T) {
	out, stop := start(t)
	exports(t, out.String())
	cfg, err := config.LoadDefaultConfig(t.Context())
	require.NoError(t, err)

	instances, err := connect.NewFromConfig(cfg).ListInstances(t.Context(), &connect.ListInstancesInput{})
	require.NoError(t, err)
	require.Len(t, instances.InstanceSummaryList, 1)
	assert.Contains(t, out.String(), *instances.InstanceSummaryList[0].Id)

	appInstance := regexp.MustCompile(`Chime app instance +(\S+)`).FindStringSubmatch(out.String())[1]
	channel, err := chimemessaging.NewFromConfig(cfg).CreateChannel(t.Context(), &chimemessaging.CreateChannelInput{
		AppInstanceArn: &appInstance, Name: aws.String("General"), ChimeBearer: aws.String(appInstance + "/user/anyone"),
	})
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(*channel.ChannelArn, appInstance+"/channel/"))

	user := chimemessaging.NewFromConfig(cfg).As(appInstance + "/user/anyone")
	for event, err := range session.Listen(t.Context(), user) {
		require.NoError(t, err)
		assert.Equal(t, session.EventTypeSessionEstablished, event.Type)
		break
	}

	_, err = connect.NewFromConfig(cfg).DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: aws.String("none")})
	require.Error(t, err)
	require.NoError(t, stop())
	text := out.String()
	assert.Regexp(t, `\d+:\d+:\d+\.\d+ connect ListInstances +200 OK [\d.]+ ms`, text)
	assert.Regexp(t, `chime +CreateChannel +201 Created`, text)
	assert.Regexp(t, `connect DescribeInstance +404 Not Found .*ResourceNotFoundException`, text)
	assert.True(t, strings.HasSuffix(text, "stopped\n"))
}

func TestBadFlags(t *testing.T) {
	require.Error(t, run(t.Context(), []string{"-addr", "nowhere:99999"}, new(output)))
	require.Error(t, run(t.Context(), []string{"-unknown"}, new(output)))
}
