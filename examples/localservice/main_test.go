package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/session"
	"github.com/seed-086a074d/chimeconnect/connect"
)

// asProgram makes the test binary the program itself.
const asProgram = "LOCALSERVICE_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// output collects what the program prints.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// program is one that runs.
type program struct {
	url            string
	stdout, stderr *output
	stop           func() error
}

// start runs the program until the test ends.
func start(t *testing.T, args ...string) *program {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	p := &program{stdout: new(output), stderr: new(output)}
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, append([]string{"-addr", "127.0.0.1:0"}, args...), p.stdout, p.stderr) }()
	p.stop = sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
	t.Cleanup(func() { assert.NoError(t, p.stop()) })
	require.Eventually(t, func() bool { return strings.Contains(p.stdout.String(), "# Users") }, 10*time.Second, time.Millisecond)
	p.url = regexp.MustCompile(`http://127[0-9.:]+`).FindString(p.stdout.String())
	return p
}

// config sets the variables that the program prints, as a shell would, and returns what the AWS SDK makes of them.
func (p *program) config(t *testing.T) aws.Config {
	t.Helper()
	t.Setenv("AWS_SESSION_TOKEN", "of the shell")
	for _, found := range regexp.MustCompile(`(?m)^export (AWS_\w+)='(.+)'$`).FindAllStringSubmatch(p.stdout.String(), -1) {
		t.Setenv(found[1], found[2])
	}
	assert.Contains(t, p.stdout.String(), "\nunset AWS_SESSION_TOKEN\n")
	require.NoError(t, os.Unsetenv("AWS_SESSION_TOKEN"))
	t.Setenv("AWS_CONFIG_FILE", "/nonexistent")
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
	cfg, err := awsconfig.LoadDefaultConfig(t.Context())
	require.NoError(t, err)
	return cfg
}

// control calls the control API, and returns the status and the answer.
func (p *program) control(t *testing.T, method, path, body string) (int, any) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, p.url+path, strings.NewReader(body))
	require.NoError(t, err)
	response, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer http.DefaultClient.CloseIdleConnections()
	defer response.Body.Close() //nolint:errcheck // it is only read
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	var v any
	if len(text) > 0 {
		require.NoError(t, json.Unmarshal(text, &v), "%s", text)
	}
	return response.StatusCode, v
}

// ARNs of the tests.
const processorARN = "arn:aws:lambda:us-east-1:123456789012:function:moderate"

const appInstanceARN = "arn:aws:chime:us-east-1:123456789012:app-instance/local"

func TestBothServices(t *testing.T) {
	p := start(t)
	cfg := p.config(t)

	instances, err := connect.NewFromConfig(cfg).ListInstances(t.Context(), &connect.ListInstancesInput{})
	require.NoError(t, err)
	require.Len(t, instances.InstanceSummaryList, 1)
	assert.Contains(t, p.stdout.String(), *instances.InstanceSummaryList[0].Id)

	assert.Contains(t, p.stdout.String(), "# Chime app instance  "+appInstanceARN+"\n")
	user := chimemessaging.NewFromConfig(cfg).As(appInstanceARN + "/user/anyone")
	channel, err := user.CreateChannel(t.Context(), &chimemessaging.CreateChannelInput{AppInstanceArn: aws.String(appInstanceARN), Name: aws.String("General")})
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(*channel.ChannelArn, appInstanceARN+"/channel/"))

	for event, err := range session.Listen(t.Context(), user) {
		require.NoError(t, err)
		assert.Equal(t, session.EventTypeSessionEstablished, event.Type)
		break
	}

	_, err = connect.NewFromConfig(cfg).DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: aws.String("none")})
	require.Error(t, err)
	require.NoError(t, p.stop())
	text := p.stderr.String()
	assert.Regexp(t, `\d+:\d+:\d+\.\d+ connect +us-east-1 +ListInstances +200 OK [\d.]+ ms`, text)
	assert.Regexp(t, `messaging us-east-1 +CreateChannel +201 Created`, text)
	assert.Regexp(t, `connect +us-east-1 +DescribeInstance +404 Not Found .*ResourceNotFoundException`, text)
	assert.True(t, strings.HasSuffix(text, "stopping\n"))
	for line := range strings.Lines(p.stdout.String()) {
		assert.Regexp(t, `^(#|export |unset )`, line, "a shell can take all of the standard output")
	}
}

func TestEnvironmentOnly(t *testing.T) {
	out := new(output)
	require.NoError(t, run(t.Context(), []string{"-env", "-addr", "0.0.0.0:9000", "-region", "eu-west-1"}, out, io.Discard))
	assert.Contains(t, out.String(), "export AWS_ENDPOINT_URL_CONNECT='http://127.0.0.1:9000'\n")
	assert.Contains(t, out.String(), "export AWS_REGION='eu-west-1'\n")
	for line := range strings.Lines(out.String()) {
		assert.Regexp(t, `^(export AWS_|unset AWS_SESSION_TOKEN\n$)`, line)
	}
	require.NoError(t, run(t.Context(), []string{"-env", "-credentials", "A:it's:T"}, out, io.Discard))
	assert.Contains(t, out.String(), `export AWS_SECRET_ACCESS_KEY='it'\''s'`)
	assert.Contains(t, out.String(), "export AWS_SESSION_TOKEN='T'\n")
}

func TestBadFlags(t *testing.T) {
	for _, args := range [][]string{
		{"-addr", "nowhere:99999"}, {"-addr", "nonsense"}, {"-unknown"}, {"argument"}, {"-account", "12"}, {"-region", "here"}, {"-log", "xml"},
		{"-credentials", "id"}, {"-processor", "x=hold"}, {"-processor", processorARN + "=ftp://x"}, {"-seed", "/nonexistent"}, {"-env", "-addr", ":0"},
	} {
		require.Error(t, run(t.Context(), args, io.Discard, io.Discard), "%v", args)
	}
	c, err := parseFlags([]string{"-addr", ":8080"}, io.Discard)
	require.NoError(t, err)
	assert.Equal(t, "127.0.0.1:8080", c.addr, "only who asks for it is reachable from outside")
}

func TestJSONLog(t *testing.T) {
	p := start(t, "-log", "json")
	_, err := connect.NewFromConfig(p.config(t)).ListInstances(t.Context(), &connect.ListInstancesInput{})
	require.NoError(t, err)
	require.NoError(t, p.stop())
	found := false
	for line := range strings.Lines(p.stderr.String()) {
		var entry map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &entry), line)
		found = found || entry["operation"] == "ListInstances" && entry["status"] == 200.0
	}
	assert.True(t, found)
}
