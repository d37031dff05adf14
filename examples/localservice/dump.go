package main

import (
	"context"
	"encoding/json"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	messagingtypes "github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// dump is what is in a Region of an account.
type dump struct {
	Account      string                            `json:"account"`
	Region       string                            `json:"region"`
	Instances    []dumpInstance                    `json:"instances"`
	PhoneNumbers []types.ClaimedPhoneNumberSummary `json:"phoneNumbers"`
	AppInstances []appInstance                     `json:"appInstances"`
	Flows        []messagingtypes.ChannelFlow      `json:"channelFlows"`
	Channels     []dumpChannel                     `json:"channels"`
}

// dumpInstance is an instance of Connect with what is in it.
type dumpInstance struct {
	Instance         types.Instance           `json:"instance"`
	Queues           []types.Queue            `json:"queues"`
	Users            []types.User             `json:"users"`
	RoutingProfiles  []types.RoutingProfile   `json:"routingProfiles"`
	SecurityProfiles []types.SecurityProfile  `json:"securityProfiles"`
	Hours            []types.HoursOfOperation `json:"hoursOfOperations"`
	ContactFlows     []types.ContactFlow      `json:"contactFlows"`
	LexBots          []types.LexBotConfig     `json:"lexBots"`
}

// dumpChannel is a channel with its members and messages.
type dumpChannel struct {
	Channel      messagingtypes.Channel          `json:"channel"`
	Members      []string                        `json:"members"` // ARNs
	Messages     []messagingtypes.ChannelMessage `json:"messages"`
	MessageCount int                             `json:"messageCount"`
}

// dump reads the state of all places, of each channel the last messages only if there is a limit.
func (s *service) dump(ctx context.Context, messages int) ([]any, error) {
	all := []any{}
	for _, p := range s.allPlaces() {
		f, err := s.fakesOf(p)
		if err != nil {
			return nil, err
		}
		bare, err := withoutNulls(f.dump(ctx, p, messages))
		if err != nil {
			return nil, err
		}
		all = append(all, bare)
	}
	return all, nil
}

func (f *fakes) dump(ctx context.Context, p place, messages int) dump {
	d := dump{
		Account: p.account, Region: p.region,
		PhoneNumbers: f.connect.PhoneNumbers(), AppInstances: f.identities.all(), Flows: f.messaging.ChannelFlows(),
	}
	for _, i := range f.connect.Instances() {
		d.Instances = append(d.Instances, f.dumpInstance(i))
	}
	for _, c := range f.messaging.Channels() {
		kept := f.messaging.Messages(aws.ToString(c.ChannelArn))
		shown := dumpChannel{Channel: c, Members: f.members(ctx, c), Messages: kept, MessageCount: len(kept)}
		if messages >= 0 && len(kept) > messages {
			shown.Messages = kept[len(kept)-messages:]
		}
		d.Channels = append(d.Channels, shown)
	}
	return d
}

func (f *fakes) dumpInstance(i types.Instance) (d dumpInstance) {
	d.Instance = i
	defer func() { _ = recover() }() // the instance was deleted meanwhile
	id := aws.ToString(i.Id)
	d.Queues, d.Users, d.RoutingProfiles = f.connect.Queues(id), f.connect.Users(id), f.connect.RoutingProfiles(id)
	d.SecurityProfiles, d.Hours = f.connect.SecurityProfiles(id), f.connect.HoursOfOperations(id)
	d.ContactFlows, d.LexBots = f.connect.ContactFlows(id), f.connect.LexBots(id)
	return d
}

// members returns the ARNs of the members of a channel. The creator of a channel may list them, as long as it is a
// member or a moderator; hidden ones are asked for too.
func (f *fakes) members(ctx context.Context, c messagingtypes.Channel) []string {
	builtin := f.messaging.Builtin()
	arns := []string{}
	for _, kind := range []messagingtypes.ChannelMembershipType{messagingtypes.ChannelMembershipTypeDefault, messagingtypes.ChannelMembershipTypeHidden} {
		in := &chimemessaging.ListChannelMembershipsInput{ChannelArn: c.ChannelArn, Type: kind, MaxResults: aws.Int32(50)}
		if c.CreatedBy != nil {
			in.ChimeBearer = c.CreatedBy.Arn
		}
		for {
			out, err := builtin.ListChannelMemberships(ctx, in)
			if err != nil {
				return arns
			}
			for _, m := range out.ChannelMemberships {
				arns = append(arns, aws.ToString(m.Member.Arn))
			}
			if in.NextToken = out.NextToken; in.NextToken == nil {
				break
			}
		}
	}
	return arns
}

// withoutNulls encodes a value and drops members that are null or empty lists and maps.
func withoutNulls(v any) (any, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var bare any
	if err := json.Unmarshal(text, &bare); err != nil {
		return nil, err
	}
	return drop(bare), nil
}

func drop(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = drop(v[i])
		}
		if len(v) == 0 {
			return nil
		}
	case map[string]any:
		for key, member := range v {
			if v[key] = drop(member); v[key] == nil || v[key] == "" {
				delete(v, key)
			}
		}
		if len(v) == 0 {
			return nil
		}
	}
	return v
}
