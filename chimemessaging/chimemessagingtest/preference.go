package chimemessagingtest

import (
	"encoding/json"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func (s *state) preferenceHandlers(h *Handlers) {
	h.GetChannelMembershipPreferences = handle(s, getChannelMembershipPreferences)
	h.PutChannelMembershipPreferences = handle(s, putChannelMembershipPreferences)
}

// ownMembership finds the bearer's own membership: preferences are nobody else's business, not even an administrator's.
func (r *request) ownMembership(channelARN, memberARN *string) (*channel, *membership, error) {
	ch, err := r.channel(channelARN)
	if err != nil {
		return nil, nil, err
	}
	m, ok := ch.members.Get(r.user.arn)
	switch {
	case *memberARN != r.user.arn || !ok:
		return nil, nil, forbidden("Preferences belong to the member alone.")
	case ch.elastic():
		return nil, nil, badRequest("Members of an elastic channel have no preferences.")
	}
	return ch, m, nil
}

// isObject reports whether a text is a JSON object.
func isObject(text string) bool {
	var object map[string]json.RawMessage
	return json.Unmarshal([]byte(text), &object) == nil && object != nil
}

func getChannelMembershipPreferences(r *request, in *chimemessaging.GetChannelMembershipPreferencesInput) (*chimemessaging.GetChannelMembershipPreferencesOutput, error) {
	ch, m, err := r.ownMembership(in.ChannelArn, in.MemberArn)
	if err != nil {
		return nil, err
	}
	preferences := m.preferences
	if preferences == nil {
		preferences = &types.ChannelMembershipPreferences{
			PushNotifications: &types.PushNotificationPreferences{AllowNotifications: types.AllowNotificationsAll},
		}
	}
	return &chimemessaging.GetChannelMembershipPreferencesOutput{
		ChannelArn: ch.info.ChannelArn, Member: m.user.identity(), Preferences: preferences,
	}, nil
}

func putChannelMembershipPreferences(r *request, in *chimemessaging.PutChannelMembershipPreferencesInput) (*chimemessaging.PutChannelMembershipPreferencesOutput, error) {
	ch, m, err := r.ownMembership(in.ChannelArn, in.MemberArn)
	if err != nil {
		return nil, err
	}
	if push := in.Preferences.PushNotifications; push != nil && (push.AllowNotifications == types.AllowNotificationsFiltered) != (push.FilterRule != nil) {
		return nil, badRequest("FilterRule goes with AllowNotifications FILTERED, and only with it.")
	}
	if push := in.Preferences.PushNotifications; push != nil && push.FilterRule != nil && !isObject(*push.FilterRule) {
		return nil, badRequest("FilterRule: must be a JSON object.")
	}
	limit := r.state.server.options.Limits.FilterRuleBytes
	if push := in.Preferences.PushNotifications; push != nil && len(aws.ToString(push.FilterRule)) > limit {
		return nil, badRequest("FilterRule: at most %d bytes.", limit)
	}
	m.preferences = in.Preferences
	return &chimemessaging.PutChannelMembershipPreferencesOutput{
		ChannelArn: ch.info.ChannelArn, Member: m.user.identity(), Preferences: in.Preferences,
	}, nil
}
