package chimemessagingtest_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func TestBearer(t *testing.T) {
	s := newScene(t)
	describe := func(bearer string) error {
		_, err := s.client.DescribeChannel(t.Context(), &chimemessaging.DescribeChannelInput{ChannelArn: &s.channel, ChimeBearer: &bearer})
		return err
	}
	requireError[*types.UnauthorizedClientException](t, describe(s.instance))
	requireError[*types.UnauthorizedClientException](t, describe(s.channel))
	requireError[*types.UnauthorizedClientException](t, describe(s.instance+"/user/nobody"))
	requireError[*types.BadRequestException](t, describe("alice")) // no ARN at all
	other := s.srv.AddAppInstance("other")
	requireError[*types.ForbiddenException](t, describe(s.srv.AddUser(other, "eve", "Eve")))
	require.NoError(t, describe(s.alice))
}

func TestAnyUser(t *testing.T) {
	srv := chimemessagingtest.NewServer(t, func(o *chimemessagingtest.Options) { o.AnyUser = true })
	instance := "arn:aws:chime:us-east-1:123456789012:app-instance/unknown"
	out, err := srv.Client().CreateChannel(t.Context(), &chimemessaging.CreateChannelInput{
		AppInstanceArn: &instance, Name: aws.String("General"), ChimeBearer: aws.String(instance + "/user/a"), MemberArns: []string{instance + "/bot/b"},
	})
	require.NoError(t, err)
	assert.Contains(t, *out.ChannelArn, instance+"/channel/")
}

// errorBody keeps the body of the last answer.
type errorBody struct{ last []byte }

func (b *errorBody) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	b.last, err = io.ReadAll(response.Body)
	response.Body = io.NopCloser(bytes.NewReader(b.last))
	return response, err
}

func TestErrorsAsTheServiceSendsThem(t *testing.T) {
	s := newScene(t)
	var body errorBody
	client := s.srv.Client(func(o *chimemessaging.Options) {
		o.HTTPClient = &http.Client{Transport: &body}
		o.Retryer = aws.NopRetryer{}
	})
	_, err := client.DescribeChannelBan(t.Context(), &chimemessaging.DescribeChannelBanInput{ChannelArn: &s.channel, MemberArn: &s.alice, ChimeBearer: &s.moe})
	requireError[*types.NotFoundException](t, err)
	assert.JSONEq(t, `{"Code":"NotFound","Message":"There is no such ban."}`, string(body.last))

	s.srv.Fail("DescribeChannelBan", chimemessagingtest.Throttle(), 1)
	_, err = client.DescribeChannelBan(t.Context(), &chimemessaging.DescribeChannelBanInput{ChannelArn: &s.channel, MemberArn: &s.alice, ChimeBearer: &s.moe})
	requireError[*types.ThrottledClientException](t, err)
	assert.JSONEq(t, `{"Code":"Throttled","Message":"Rate exceeded"}`, string(body.last))

	shared := &types.ForbiddenException{Message: aws.String("m")}
	s.srv.Fail("DescribeChannelBan", chimemessagingtest.Error(shared), 1)
	_, err = client.DescribeChannelBan(t.Context(), &chimemessaging.DescribeChannelBanInput{ChannelArn: &s.channel, MemberArn: &s.alice, ChimeBearer: &s.moe})
	var forbidden *types.ForbiddenException
	require.ErrorAs(t, err, &forbidden)
	assert.Equal(t, types.ErrorCodeForbidden, forbidden.Code)
	assert.Empty(t, shared.Code, "the test's own error is left alone")
}

func TestUnauthorized(t *testing.T) {
	s := newScene(t)
	wrong := func(c aws.Credentials) error {
		client := s.srv.Client(func(o *chimemessaging.Options) {
			o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return c, nil })
			o.Retryer = aws.NopRetryer{}
		})
		_, err := client.DescribeChannel(t.Context(), &chimemessaging.DescribeChannelInput{ChannelArn: &s.channel, ChimeBearer: &s.alice})
		return err
	}
	requireError[*types.UnauthorizedClientException](t, wrong(aws.Credentials{AccessKeyID: "AKIDOTHER", SecretAccessKey: "x"}))
	known := chimemessagingtest.Credentials()
	known.SecretAccessKey = "other"
	err := wrong(known)
	var api smithy.APIError
	require.ErrorAs(t, err, &api)
	assert.Equal(t, "InvalidSignatureException", api.ErrorCode())
}

func TestStreamingConfigurations(t *testing.T) {
	s := newScene(t)
	get := &chimemessaging.GetMessagingStreamingConfigurationsInput{AppInstanceArn: &s.instance}
	_, err := s.client.GetMessagingStreamingConfigurations(t.Context(), get)
	requireError[*types.NotFoundException](t, err)
	put := func(stream string) error {
		_, err := s.client.PutMessagingStreamingConfigurations(t.Context(), &chimemessaging.PutMessagingStreamingConfigurationsInput{
			AppInstanceArn: &s.instance, StreamingConfigurations: []types.StreamingConfiguration{{DataType: types.MessagingDataTypeChannel, ResourceArn: &stream}},
		})
		return err
	}
	requireError[*types.BadRequestException](t, put("arn:aws:kinesis:us-east-1:123456789012:stream/other"))
	require.NoError(t, put("arn:aws:kinesis:us-east-1:123456789012:stream/chime-messaging-x"))
	out, err := s.client.GetMessagingStreamingConfigurations(t.Context(), get)
	require.NoError(t, err)
	assert.Len(t, out.StreamingConfigurations, 1)
	_, err = s.client.DeleteMessagingStreamingConfigurations(t.Context(), &chimemessaging.DeleteMessagingStreamingConfigurationsInput{AppInstanceArn: &s.instance})
	require.NoError(t, err)
	_, err = s.client.GetMessagingStreamingConfigurations(t.Context(), get)
	requireError[*types.NotFoundException](t, err)
}

func TestTags(t *testing.T) {
	s := newScene(t, func(o *chimemessagingtest.Options) { o.Limits.TagsPerResource = 2 })
	tag := func(key, value string) error {
		_, err := s.client.TagResource(t.Context(), &chimemessaging.TagResourceInput{
			ResourceARN: &s.channel, Tags: []types.Tag{{Key: &key, Value: &value}},
		})
		return err
	}
	require.NoError(t, tag("a", "1"))
	require.NoError(t, tag("b", "2"))
	require.NoError(t, tag("a", "3"))
	requireError[*types.ResourceLimitExceededException](t, tag("c", "4"))
	_, err := s.client.UntagResource(t.Context(), &chimemessaging.UntagResourceInput{ResourceARN: &s.channel, TagKeys: []string{"b"}})
	require.NoError(t, err)
	out, err := s.client.ListTagsForResource(t.Context(), &chimemessaging.ListTagsForResourceInput{ResourceARN: &s.channel})
	require.NoError(t, err)
	assert.Equal(t, []types.Tag{{Key: aws.String("a"), Value: aws.String("3")}}, out.Tags)
	_, err = s.client.ListTagsForResource(t.Context(), &chimemessaging.ListTagsForResourceInput{ResourceARN: aws.String(s.channel + "x")})
	requireError[*types.ForbiddenException](t, err)
}

func TestSessionEndpoint(t *testing.T) {
	s := newScene(t)
	out, err := s.client.GetMessagingSessionEndpoint(t.Context(), &chimemessaging.GetMessagingSessionEndpointInput{})
	require.NoError(t, err)
	assert.Equal(t, s.srv.URL(), "http://"+*out.Endpoint.Url)
}
