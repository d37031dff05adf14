package connecttest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Calls that succeed here must succeed in AWS, and calls that AWS refuses must fail here.

func TestPageSizesOfOperations(t *testing.T) {
	s := newScene(t)
	for i := range 30 {
		s.srv.AddLexBot(s.instance, types.LexBotConfig{})
		s.srv.AddInstance(types.Instance{InstanceAlias: aws.String(fmt.Sprint("more", i))})
	}
	for range 130 {
		s.srv.AddQueue(s.instance, types.Queue{})
	}
	lex, err := s.client.ListLexBots(t.Context(), &connect.ListLexBotsInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Len(t, lex.LexBots, 10)
	assert.NotNil(t, lex.NextToken)
	lex, err = s.client.ListLexBots(t.Context(), &connect.ListLexBotsInput{InstanceId: &s.instance, MaxResults: aws.Int32(25)})
	require.NoError(t, err)
	assert.Len(t, lex.LexBots, 25)
	_, err = s.client.ListLexBots(t.Context(), &connect.ListLexBotsInput{InstanceId: &s.instance, MaxResults: aws.Int32(26)})
	requireError[*types.InvalidParameterException](t, err)
	bots, err := s.client.ListBots(t.Context(), &connect.ListBotsInput{InstanceId: &s.instance, LexVersion: types.LexVersionV1})
	require.NoError(t, err)
	assert.Len(t, bots.LexBots, 25)
	instances, err := s.client.ListInstances(t.Context(), &connect.ListInstancesInput{})
	require.NoError(t, err)
	assert.Len(t, instances.InstanceSummaryList, 10)
	queues, err := s.client.ListQueues(t.Context(), &connect.ListQueuesInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Len(t, queues.QueueSummaryList, 100)
	queues, err = s.client.ListQueues(t.Context(), &connect.ListQueuesInput{InstanceId: &s.instance, MaxResults: aws.Int32(1000)})
	require.NoError(t, err)
	assert.Len(t, queues.QueueSummaryList, 131)
}

func TestForeignARNs(t *testing.T) {
	s := newScene(t)
	own := "arn:aws:connect:us-east-1:123456789012:instance/" + s.instance
	_, err := s.client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: &own})
	require.NoError(t, err)
	queue := s.srv.Queues(s.instance)[0]
	for _, change := range [][2]string{
		{":123456789012:", ":210987654321:"}, {":us-east-1:", ":us-west-2:"}, {":connect:", ":lex:"}, {"arn:aws:", "arn:aws-cn:"}, {":instance/", ":thing/"},
	} {
		foreign := strings.Replace(own, change[0], change[1], 1)
		_, err := s.client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: &foreign})
		requireError[*types.ResourceNotFoundException](t, err)
		_, err = s.client.DescribeQueue(t.Context(), &connect.DescribeQueueInput{
			InstanceId: &s.instance, QueueId: aws.String(strings.Replace(*queue.QueueArn, change[0], change[1], 1)),
		})
		requireError[*types.ResourceNotFoundException](t, err)
		_, err = s.client.ListTagsForResource(t.Context(), &connect.ListTagsForResourceInput{
			ResourceArn: aws.String(strings.Replace(*queue.QueueArn, change[0], change[1], 1)),
		})
		require.Error(t, err, foreign)
	}
	_, err = s.client.DescribeQueue(t.Context(), &connect.DescribeQueueInput{InstanceId: &s.instance, QueueId: queue.QueueArn})
	require.NoError(t, err)
}

func TestARNsFromTheReplica(t *testing.T) {
	s := newScene(t)
	_, err := s.client.ReplicateInstance(t.Context(), &connect.ReplicateInstanceInput{
		InstanceId: &s.instance, ReplicaRegion: aws.String("us-east-1"), ReplicaAlias: aws.String("copy"),
	})
	requireError[*types.InvalidRequestException](t, err)
	replica, err := s.client.ReplicateInstance(t.Context(), &connect.ReplicateInstanceInput{
		InstanceId: &s.instance, ReplicaRegion: aws.String("us-west-2"), ReplicaAlias: aws.String("copy"),
	})
	require.NoError(t, err)
	west := s.srv.Client(func(o *connect.Options) { o.Region = "us-west-2" })
	seen, err := west.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Equal(t, *replica.Arn, *seen.Instance.Arn)
	queues, err := west.ListQueues(t.Context(), &connect.ListQueuesInput{InstanceId: replica.Arn})
	require.NoError(t, err)
	arn := *queues.QueueSummaryList[0].Arn
	assert.True(t, strings.HasPrefix(arn, *replica.Arn+"/queue/"), arn)
	_, err = west.DescribeQueue(t.Context(), &connect.DescribeQueueInput{InstanceId: &s.instance, QueueId: &arn})
	require.NoError(t, err)
	_, err = west.TagResource(t.Context(), &connect.TagResourceInput{ResourceArn: &arn, Tags: map[string]string{"a": "b"}})
	require.NoError(t, err)
	_, err = s.client.DescribeQueue(t.Context(), &connect.DescribeQueueInput{InstanceId: &s.instance, QueueId: &arn})
	requireError[*types.ResourceNotFoundException](t, err)
	home := s.srv.Queues(s.instance)[0].QueueArn
	assert.Contains(t, *home, ":us-east-1:", "the state is not touched")
	_, err = west.DescribeQueue(t.Context(), &connect.DescribeQueueInput{InstanceId: &s.instance, QueueId: home})
	requireError[*types.ResourceNotFoundException](t, err)
}

func TestPartitionOfARNs(t *testing.T) {
	srv := connecttest.NewHTTPHandler(func(o *connecttest.Options) { o.Region = "us-gov-west-1" })
	srv.AddInstance(types.Instance{})
	assert.True(t, strings.HasPrefix(*srv.Instances()[0].Arn, "arn:aws-us-gov:connect:us-gov-west-1:"), *srv.Instances()[0].Arn)
}

func TestNewUsers(t *testing.T) {
	s := newScene(t)
	refused := map[string]func(*connect.CreateUserInput){
		"no password": func(in *connect.CreateUserInput) { in.Password = nil },
		"short":       func(in *connect.CreateUserInput) { in.Password = aws.String("Passw0r") },
		"weak":        func(in *connect.CreateUserInput) { in.Password = aws.String("password1") },
		"no digit":    func(in *connect.CreateUserInput) { in.Password = aws.String("Password") },
		"no names":    func(in *connect.CreateUserInput) { in.IdentityInfo = nil },
		"no surname":  func(in *connect.CreateUserInput) { in.IdentityInfo.LastName = nil },
	}
	for name, change := range refused {
		_, err := s.createUser("jane", change)
		require.Error(t, err, name)
		assert.NotContains(t, err.Error(), "assword1", "no secret in an error")
	}
	s.mustCreateUser("jane")

	s.instance = s.srv.AddInstance(types.Instance{InstanceAlias: aws.String("saml"), IdentityManagementType: types.DirectoryTypeSaml})
	_, err := s.createUser("john")
	requireError[*types.InvalidParameterException](t, err) // a password, which SAML does not allow
	_, err = s.createUser("john", func(in *connect.CreateUserInput) { in.Password, in.DirectoryUserId = nil, aws.String("d") })
	requireError[*types.InvalidParameterException](t, err)
	s.mustCreateUser("john", func(in *connect.CreateUserInput) { in.Password = nil })
}

func TestNewInstances(t *testing.T) {
	s := newScene(t)
	create := func(kind types.DirectoryType, alias, directory *string, tags map[string]string) error {
		_, err := s.client.CreateInstance(t.Context(), &connect.CreateInstanceInput{
			IdentityManagementType: kind, InstanceAlias: alias, DirectoryId: directory, Tags: tags,
			InboundCallsEnabled: aws.Bool(false), OutboundCallsEnabled: aws.Bool(true),
		})
		return err
	}
	requireError[*types.InvalidRequestException](t, create(types.DirectoryTypeConnectManaged, nil, nil, nil))
	requireError[*types.InvalidRequestException](t, create(types.DirectoryTypeSaml, nil, nil, nil))
	requireError[*types.InvalidRequestException](t, create(types.DirectoryTypeExistingDirectory, nil, nil, nil))
	requireError[*types.InvalidRequestException](t, create(types.DirectoryTypeSaml, aws.String("saml"), aws.String("d-1234567890"), nil))
	require.Error(t, create(types.DirectoryTypeSaml, aws.String("saml"), nil, map[string]string{"aws:x": "y"}))
	require.NoError(t, create(types.DirectoryTypeSaml, aws.String("saml"), nil, nil))
	require.NoError(t, create(types.DirectoryTypeExistingDirectory, nil, aws.String("d-1234567890"), nil))

	saml := s.srv.Instances()[1]
	attributes, err := s.client.ListInstanceAttributes(t.Context(), &connect.ListInstanceAttributesInput{InstanceId: saml.Id})
	require.NoError(t, err)
	on := map[types.InstanceAttributeType]bool{}
	for page := attributes; ; {
		for _, a := range page.Attributes {
			on[a.AttributeType] = *a.Value == "true"
		}
		if page.NextToken == nil {
			break
		}
		page, err = s.client.ListInstanceAttributes(t.Context(), &connect.ListInstanceAttributesInput{InstanceId: saml.Id, NextToken: page.NextToken})
		require.NoError(t, err)
	}
	assert.True(t, on[types.InstanceAttributeTypeContactLens])
	assert.True(t, on[types.InstanceAttributeTypeEarlyMedia])
	assert.True(t, on[types.InstanceAttributeTypeAutoResolveBestVoices])
	assert.True(t, on[types.InstanceAttributeTypeOutboundCalls])
	assert.False(t, on[types.InstanceAttributeTypeInboundCalls])
	assert.False(t, on[types.InstanceAttributeTypeContactflowLogs])

	var names []string
	for _, f := range s.srv.ContactFlows(*saml.Id) {
		names = append(names, *f.Name)
	}
	assert.Contains(t, names, "Default customer queue")
	assert.Contains(t, names, "Default agent whisper")
}

func TestQueuesOfAgents(t *testing.T) {
	s := newScene(t)
	id := s.mustCreateUser("jane")
	list := func(kinds ...types.QueueType) []types.QueueSummary {
		out, err := s.client.ListQueues(t.Context(), &connect.ListQueuesInput{InstanceId: &s.instance, QueueTypes: kinds})
		require.NoError(t, err)
		return out.QueueSummaryList
	}
	assert.Len(t, list(), 2)
	assert.Len(t, list(types.QueueTypeStandard), 1)
	require.Len(t, list(types.QueueTypeAgent), 1)
	assert.True(t, strings.HasSuffix(*list(types.QueueTypeAgent)[0].Arn, "/queue/agent/"+id))
}

func TestReleasedNumbersCoolDown(t *testing.T) {
	for _, c := range []struct {
		chosen time.Duration
		after  time.Duration
		free   bool
	}{{0, 179 * 24 * time.Hour, false}, {0, 180 * 24 * time.Hour, true}, {time.Hour, time.Hour, true}, {-1, 0, true}} {
		s := newScene(t, func(o *connecttest.Options) { o.Choices.NumberCooldown = c.chosen })
		claim := func() (string, error) {
			out, err := s.client.ClaimPhoneNumber(t.Context(), &connect.ClaimPhoneNumberInput{InstanceId: &s.instance, PhoneNumber: aws.String("+12065550100")})
			if err != nil {
				return "", err
			}
			return *out.PhoneNumberId, nil
		}
		id, err := claim()
		require.NoError(t, err)
		_, err = s.client.ReleasePhoneNumber(t.Context(), &connect.ReleasePhoneNumberInput{PhoneNumberId: &id})
		require.NoError(t, err)
		s.clock.Advance(c.after)
		s.client = s.srv.Client()
		found, err := s.client.SearchAvailablePhoneNumbers(t.Context(), &connect.SearchAvailablePhoneNumbersInput{
			InstanceId: &s.instance, PhoneNumberCountryCode: types.PhoneNumberCountryCodeUs, PhoneNumberType: types.PhoneNumberTypeDid, PhoneNumberPrefix: aws.String("+12065550100"),
		})
		require.NoError(t, err)
		assert.Equal(t, c.free, len(found.AvailableNumbersList) == 1, "%+v", c)
		_, err = claim()
		assert.Equal(t, c.free, err == nil, "%+v: %v", c, err)
	}
}

func TestNumbersThatAreNotOffered(t *testing.T) {
	for chosen, want := range map[bool]bool{false: false, true: true} {
		s := newScene(t, func(o *connecttest.Options) { o.Choices.AnyPhoneNumber = chosen })
		_, err := s.client.ClaimPhoneNumber(t.Context(), &connect.ClaimPhoneNumberInput{InstanceId: &s.instance, PhoneNumber: aws.String("+12125551234")})
		assert.Equal(t, want, err == nil, "%v", err)
	}
}

func TestTrafficInSteps(t *testing.T) {
	s := newScene(t)
	plain := s.srv.AddTrafficDistributionGroup(s.instance, "us-west-2", types.TrafficDistributionGroup{})
	update := func(east, west int32, signIn *types.SignInConfig) error {
		_, err := s.client.UpdateTrafficDistribution(t.Context(), &connect.UpdateTrafficDistributionInput{
			Id: &plain, SignInConfig: signIn, TelephonyConfig: &types.TelephonyConfig{Distributions: []types.Distribution{
				{Region: aws.String("us-east-1"), Percentage: east}, {Region: aws.String("us-west-2"), Percentage: west},
			}},
		})
		return err
	}
	requireError[*types.InvalidRequestException](t, update(55, 45, nil))
	requireError[*types.InvalidRequestException](t, update(50, 50, &types.SignInConfig{Distributions: []types.SignInDistribution{}}))
	require.NoError(t, update(60, 40, nil))
}

func TestPermissions(t *testing.T) {
	accepted := func(s *scene, name string) bool {
		_, err := s.client.CreateSecurityProfile(t.Context(), &connect.CreateSecurityProfileInput{
			InstanceId: &s.instance, SecurityProfileName: aws.String("Test"), Permissions: []string{name},
		})
		if err == nil {
			return true
		}
		requireError[*types.InvalidParameterException](t, err)
		return false
	}
	for _, name := range []string{
		"BasicAgentAccess", "AccessMetrics", "AccessMetrics.RealTimeMetrics.Access", "CallRecordings.Unredacted.DownloadButton", "Users.EditPermission",
		"Contacts.Tag.Edit", "CustomerProfiles.View", "CustomerProfiles.Segments.Export", "ListenCallRecordings",
	} {
		assert.True(t, accepted(newScene(t), name), name)
	}
	for _, name := range []string{
		"Users", "Users.", "Users.Approve", "users.view", "BasicAgentAccess.View", "Users: View", "Create Edit", ".", "Users.Create Delete", "crm.Access",
	} {
		assert.False(t, accepted(newScene(t), name), name)
		assert.True(t, accepted(newScene(t, func(o *connecttest.Options) { o.Choices.AnyPermission = true }), name), name)
	}
	s := newScene(t, func(o *connecttest.Options) { o.Choices.Permissions = []string{"crm.Access"} })
	assert.True(t, accepted(s, "crm.Access"))
	s = newScene(t, func(o *connecttest.Options) { o.Choices.Permissions = []string{"crm.Access"} })
	assert.True(t, accepted(s, "BasicAgentAccess"), "those that AWS lists stay")
	s = newScene(t, func(o *connecttest.Options) { o.Choices.Permissions = []string{"crm.Access"} })
	assert.False(t, accepted(s, "erp.Access"))
}

func TestRefusedByConnect(t *testing.T) {
	s := newScene(t)
	profile := s.srv.RoutingProfiles(s.instance)[0]
	queue := s.srv.Queues(s.instance)[0]
	none := aws.String("11111111-2222-3333-4444-555555555555")
	concurrency := func(n int32) error {
		_, err := s.client.UpdateRoutingProfileConcurrency(t.Context(), &connect.UpdateRoutingProfileConcurrencyInput{
			InstanceId: &s.instance, RoutingProfileId: profile.RoutingProfileId,
			MediaConcurrencies: []types.MediaConcurrency{{Channel: types.ChannelVoice, Concurrency: aws.Int32(n)}},
		})
		return err
	}
	caller := func(c types.OutboundCallerConfig) error {
		_, err := s.client.UpdateQueueOutboundCallerConfig(t.Context(), &connect.UpdateQueueOutboundCallerConfigInput{
			InstanceId: &s.instance, QueueId: queue.QueueId, OutboundCallerConfig: &c,
		})
		return err
	}
	permission := func(name string) error {
		_, err := s.client.CreateSecurityProfile(t.Context(), &connect.CreateSecurityProfileInput{
			InstanceId: &s.instance, SecurityProfileName: aws.String("New"), Permissions: []string{name},
		})
		return err
	}
	bot := func(arn string) error {
		_, err := s.client.AssociateBot(t.Context(), &connect.AssociateBotInput{InstanceId: &s.instance, LexV2Bot: &types.LexV2Bot{AliasArn: &arn}})
		return err
	}
	search := func(field string) error {
		_, err := s.client.SearchQueues(t.Context(), &connect.SearchQueuesInput{InstanceId: &s.instance, SearchCriteria: &types.QueueSearchCriteria{
			StringCondition: &types.StringCondition{FieldName: &field, Value: aws.String("x"), ComparisonType: types.StringComparisonTypeExact},
		}})
		return err
	}
	tag := func(key string) error {
		_, err := s.client.TagResource(t.Context(), &connect.TagResourceInput{ResourceArn: queue.QueueArn, Tags: map[string]string{key: "x"}})
		return err
	}
	number := s.srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{})
	answer := func(kind types.ContactFlowType, state types.ContactFlowState) error {
		id := s.srv.AddContactFlow(s.instance, types.ContactFlow{Name: aws.String(string(kind) + string(state)), Type: kind, State: state})
		_, err := s.client.AssociatePhoneNumberContactFlow(t.Context(), &connect.AssociatePhoneNumberContactFlowInput{InstanceId: &s.instance, PhoneNumberId: &number, ContactFlowId: &id})
		return err
	}
	const alias = "arn:aws:lex:us-east-1:123456789012:bot-alias/BOTBOTBOT1/ALIASALIAS"
	for name, c := range map[string]struct{ bad, good error }{
		"concurrency of VOICE": {concurrency(2), concurrency(1)},
		"outbound number":      {caller(types.OutboundCallerConfig{OutboundCallerIdNumberId: none}), caller(types.OutboundCallerConfig{OutboundCallerIdNumberId: &number})},
		"outbound flow":        {caller(types.OutboundCallerConfig{OutboundFlowId: none}), caller(types.OutboundCallerConfig{OutboundCallerIdName: aws.String("Us")})},
		"permission":           {permission("Users.Look"), permission("Users.View")},
		"alias of a bot":       {bot(strings.Replace(alias, "us-east-1", "eu-west-2", 1)), bot(alias)},
		"field of a search":    {search("colour"), search("name")},
		"key of a tag":         {tag("aws:mine"), tag("mine")},
		"whisper flow":         {answer(types.ContactFlowTypeAgentWhisper, types.ContactFlowStateActive), answer(types.ContactFlowTypeContactFlow, types.ContactFlowStateActive)},
		"archived flow":        {answer(types.ContactFlowTypeContactFlow, types.ContactFlowStateArchived), nil},
	} {
		require.Error(t, c.bad, name)
		assert.NoError(t, c.good, name)
	}
}

func TestOverlappingHours(t *testing.T) {
	s := newScene(t)
	hours := func(second *types.HoursOfOperationTimeSlice) error {
		_, err := s.client.CreateHoursOfOperation(t.Context(), &connect.CreateHoursOfOperationInput{
			InstanceId: &s.instance, Name: aws.String("Split"), TimeZone: aws.String("UTC"), Config: []types.HoursOfOperationConfig{
				{Day: types.HoursOfOperationDaysMonday, StartTime: timeOf(9), EndTime: timeOf(12)}, {Day: types.HoursOfOperationDaysMonday, StartTime: second, EndTime: timeOf(17)},
			},
		})
		return err
	}
	requireError[*types.InvalidParameterException](t, hours(timeOf(10)))
	require.NoError(t, hours(timeOf(12)))
}

func timeOf(hours int32) *types.HoursOfOperationTimeSlice {
	return &types.HoursOfOperationTimeSlice{Hours: &hours, Minutes: aws.Int32(0)}
}

func TestZeroValuesAreFilledIn(t *testing.T) {
	s := newScene(t)
	for range 2 {
		s.srv.AddLexBot(s.instance, types.LexBotConfig{})
		s.srv.AddLexBot(s.instance, types.LexBotConfig{LexBot: &types.LexBot{}})
		s.srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{})
		s.srv.AddUser(s.instance, types.User{})
		s.srv.AddQueue(s.instance, types.Queue{})
	}
	assert.Len(t, s.srv.LexBots(s.instance), 4)
	assert.Len(t, s.srv.PhoneNumbers(), 2)
	assert.Len(t, s.srv.Users(s.instance), 2)
	for _, q := range s.srv.Queues(s.instance) {
		assert.NotEmpty(t, *q.Name)
	}
	out, err := s.client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Len(t, out.Users, 2)
}

// An operation without an output answers 200 without a body.
func TestEmptyBodies(t *testing.T) {
	s := newScene(t)
	bodies := bodiesOf(s)
	_, err := bodies.client.UpdateQueueName(t.Context(), &connect.UpdateQueueNameInput{
		InstanceId: &s.instance, QueueId: s.srv.Queues(s.instance)[0].QueueId, Name: aws.String("Other"),
	})
	require.NoError(t, err)
	assert.Empty(t, bodies.last)
	assert.Empty(t, bodies.contentType)
	s.srv.Fail("UpdateQueueName", connecttest.CutBody(), 1)
	_, err = bodies.client.UpdateQueueName(t.Context(), &connect.UpdateQueueNameInput{
		InstanceId: &s.instance, QueueId: s.srv.Queues(s.instance)[0].QueueId, Name: aws.String("Third"),
	})
	require.Error(t, err)
}
