package connecttest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestRetriesSeeFaults(t *testing.T) {
	srv := connecttest.NewServer(t)
	instance := srv.AddInstance(types.Instance{})
	client := srv.Client()
	for _, fault := range []connecttest.Fault{
		connecttest.Throttle(), connecttest.ServerError(500), connecttest.ServerError(503), connecttest.ResetBefore(), connecttest.ResetAfter(),
	} {
		srv.ForgetRequests()
		srv.Fail("DescribeInstance", fault.Unlisted(), 2)
		_, err := client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: &instance})
		require.NoError(t, err)
		requests := srv.Requests()
		require.Len(t, requests, 3)
		assert.Equal(t, 3, requests[2].Attempt)
		assert.Equal(t, &connect.DescribeInstanceInput{InstanceId: &instance}, requests[2].Input)
	}
}

// The answer to the first attempt is lost. Its token makes the second attempt the same request.
func TestTokenSurvivesLostAnswer(t *testing.T) {
	srv := connecttest.NewServer(t)
	client := srv.Client()
	srv.Fail("CreateInstance", connecttest.ResetAfter(), 1)
	out, err := client.CreateInstance(t.Context(), &connect.CreateInstanceInput{
		IdentityManagementType: types.DirectoryTypeConnectManaged, InstanceAlias: aws.String("demo"), InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(true),
	})
	require.NoError(t, err)
	require.Len(t, srv.Instances(), 1)
	assert.Equal(t, *out.Id, *srv.Instances()[0].Id)
	assert.Len(t, srv.Requests(), 2)
}

func TestModelledFault(t *testing.T) {
	srv := connecttest.NewServer(t)
	srv.Fail("", connecttest.Error(&types.AccessDeniedException{Message: aws.String("not you")}), 1)
	_, err := srv.Client().ListInstances(t.Context(), &connect.ListInstancesInput{})
	var denied *types.AccessDeniedException
	require.ErrorAs(t, err, &denied)
	assert.Equal(t, "not you", *denied.Message)
	assert.PanicsWithValue(t, "connecttest: there is no operation CreateUsr", func() { srv.Fail("CreateUsr", connecttest.Throttle(), 1) })
}

func TestValidationErrors(t *testing.T) {
	srv := connecttest.NewServer(t)
	client := srv.Client()
	_, err := client.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: aws.String(longText(101)), UserId: aws.String("u")})
	requireError[*types.InvalidParameterException](t, err)
	require.ErrorContains(t, err, "DescribeUserInput.InstanceId")
	_, err = client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: aws.String(longText(101))})
	requireError[*types.InvalidRequestException](t, err)
	_, err = client.GetTrafficDistribution(t.Context(), &connect.GetTrafficDistributionInput{Id: aws.String("not a UUID")})
	require.ErrorContains(t, err, "GetTrafficDistributionInput.Id: is not an ARN")
	requireError[*types.InvalidRequestException](t, err)
	_, err = client.ListBots(t.Context(), &connect.ListBotsInput{InstanceId: aws.String("i"), LexVersion: "V9"})
	require.ErrorContains(t, err, "ListBotsInput.LexVersion")
	requireError[*types.InvalidRequestException](t, err)
}

func longText(n int) string { return fmt.Sprintf("%0*d", n, 0) }

// Every operation has state, or gives the documented answer for an instance without such resources.
func TestEveryOperationIsBuiltIn(t *testing.T) {
	builtin := reflect.ValueOf(connecttest.NewServer(t).Builtin())
	for i := range builtin.NumField() {
		assert.False(t, builtin.Field(i).IsNil(), builtin.Type().Field(i).Name)
	}
}

func TestHandleWhileCallsAreUnderWay(t *testing.T) {
	srv := connecttest.NewServer(t)
	client := srv.Client()
	var calls sync.WaitGroup
	for range 4 {
		calls.Go(func() {
			for range 20 {
				_, err := client.ListInstances(t.Context(), &connect.ListInstancesInput{})
				assert.NoError(t, err)
			}
		})
	}
	for range 20 {
		srv.Handle(func(h *connecttest.Handlers) {
			h.ListInstances = func(context.Context, *connect.ListInstancesInput) (*connect.ListInstancesOutput, error) {
				return nil, nil
			}
		})
	}
	calls.Wait()
}

func TestServerInBubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := connecttest.NewPipeServer(t)
		srv.Fail("ListInstances", connecttest.Latency(20*time.Second), 1)
		start := time.Now()
		_, err := srv.Client().ListInstances(t.Context(), &connect.ListInstancesInput{})
		require.NoError(t, err)
		assert.Equal(t, 20*time.Second, time.Since(start).Round(time.Second))
	})
}

func TestServerOfYourOwn(t *testing.T) {
	srv := connecttest.NewHTTPHandler()
	own := httptest.NewServer(srv)
	defer own.Close()
	client := srv.Client(func(o *connect.Options) { o.BaseEndpoint = &own.URL })
	_, err := client.ListInstances(t.Context(), &connect.ListInstancesInput{})
	require.NoError(t, err)
	response, err := http.Get(own.URL + "/instance") //nolint:noctx // an unsigned request, nothing else
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	assert.Equal(t, http.StatusForbidden, response.StatusCode)
	assert.Equal(t, "MissingAuthenticationTokenException", response.Header.Get("X-Amzn-Errortype"))
}

func TestFixedAddress(t *testing.T) {
	first, err := connecttest.Start("127.0.0.1:0")
	require.NoError(t, err)
	defer first.Close()
	_, err = connecttest.Start(first.URL()[len("http://"):])
	require.ErrorContains(t, err, "connecttest: listen")
}

// A thousand servers at a time, each with state of its own.
func TestManyServers(t *testing.T) {
	const servers = 1000
	var running sync.WaitGroup
	errs := make(chan error, servers)
	for i := range servers {
		running.Go(func() { errs <- ownServer(t, fmt.Sprint("user-", i)) })
	}
	running.Wait()
	close(errs)
	for err := range errs {
		require.NoError(t, err)
	}
}

func ownServer(t *testing.T, name string) error {
	t.Helper()
	srv := connecttest.NewPipeServer(t)
	instance := srv.AddInstance(types.Instance{})
	id := srv.AddUser(instance, types.User{Username: &name})
	out, err := srv.Client().DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: &instance, UserId: &id})
	switch {
	case err != nil:
		return err
	case *out.User.Username != name || len(srv.Requests()) != 1:
		return errors.New("another server's state")
	}
	return nil
}

func TestWhatStartKeeps(t *testing.T) {
	for keep, want := range map[int]int{0: 0, -1: 3, 2: 2} {
		srv, err := connecttest.Start("", func(o *connecttest.Options) { o.KeepRequests = keep })
		require.NoError(t, err)
		for range 3 {
			_, err := srv.Client().ListInstances(t.Context(), &connect.ListInstancesInput{})
			require.NoError(t, err)
		}
		assert.Len(t, srv.Requests(), want, "KeepRequests %d", keep)
		srv.Close()
	}
}
