package chimemessagingtest_test

import (
	"errors"
	"reflect"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// roleRow says on which channels a call is allowed to an administrator, a moderator, a member and somebody who is none of these:
// r is a restricted channel, u an unrestricted one, both private, and p a public one. The administrator and the moderator are not members.
type roleRow struct {
	operation                         string
	admin, moderator, member, another string
}

// The table of the developer guide, "Understanding authorization by role". Messages, members and bans are those of others.
var roleTable = []roleRow{
	{"UpdateChannel", "rup", "rup", "", ""},
	{"DeleteChannel", "rup", "rup", "", ""},
	{"AssociateChannelFlow", "rup", "rup", "", ""},
	{"DisassociateChannelFlow", "rup", "rup", "", ""},
	{"DescribeChannel", "rup", "rup", "rup", "p"},
	{"CreateChannelMembership", "rup", "rup", "u", ""},
	{"DeleteChannelMembership", "rup", "rup", "rup", ""},
	{"DescribeChannelMembership", "rup", "rup", "rup", "p"},
	{"ListChannelMemberships", "rup", "rup", "rup", "p"},
	{"DescribeChannelMembershipForAppInstanceUser", "rup", "", "", ""},
	{"DescribeChannelModeratedByAppInstanceUser", "rup", "rup", "rup", ""},
	{"SendChannelMessage", "", "", "rup", ""},
	{"GetChannelMessage", "rup", "rup", "rup", "p"},
	{"ListChannelMessages", "rup", "rup", "rup", "p"},
	{"DeleteChannelMessage", "rup", "", "", ""},
	{"RedactChannelMessage", "rup", "rup", "", ""},
	{"UpdateChannelMessage", "", "", "", ""},
	{"GetChannelMessageStatus", "", "", "", ""},
	{"CreateChannelModerator", "rup", "", "", ""},
	{"DeleteChannelModerator", "rup", "rup", "", ""},
	{"DescribeChannelModerator", "rup", "rup", "", ""},
	{"ListChannelModerators", "rup", "rup", "", ""},
	{"CreateChannelBan", "rup", "rup", "", ""},
	{"DeleteChannelBan", "rup", "rup", "", ""},
	{"DescribeChannelBan", "rup", "rup", "", ""},
	{"ListChannelBans", "rup", "rup", "", ""},
	{"UpdateChannelReadMarker", "", "", "rup", ""},
}

func TestRoles(t *testing.T) {
	s := newScene(t)
	for _, row := range roleTable {
		for _, kind := range "rup" {
			for role, want := range map[string]string{"root": row.admin, "moderator": row.moderator, "member": row.member, "another": row.another} {
				err := s.callAs(row.operation, kind, role)
				allowed := false
				for _, k := range want {
					allowed = allowed || k == kind
				}
				if allowed {
					require.NoError(t, err, "%s by %s of %c", row.operation, role, kind)
					continue
				}
				_, forbidden := errors.AsType[*types.ForbiddenException](err)
				assert.True(t, forbidden, "%s by %s of %c: %v", row.operation, role, kind, err)
			}
		}
	}
}

// callAs makes a call about a new channel, by a user in a role.
func (s *scene) callAs(operation string, kind rune, role string) error {
	s.t.Helper()
	info := types.Channel{Name: aws.String("x"), Mode: types.ChannelModeRestricted, Privacy: types.ChannelPrivacyPrivate}
	switch kind {
	case 'u':
		info.Mode = types.ChannelModeUnrestricted
	case 'p':
		info.Privacy = types.ChannelPrivacyPublic
	}
	user := func(name string) string { return s.srv.AddUser(s.instance, "", name) }
	flow := s.srv.AddChannelFlow(s.instance, types.ChannelFlow{Name: aws.String("flow")})
	if operation == "DisassociateChannelFlow" {
		info.ChannelFlowArn = &flow
	}
	ch := s.srv.AddChannel(s.instance, info)
	bearers := map[string]string{"root": s.root, "moderator": user("Moderator"), "member": user("Member"), "another": user("Another")}
	fellow, second, banned, stranger := user("Fellow"), user("Second"), user("Banned"), user("Stranger")
	s.srv.AddModerator(ch, bearers["moderator"])
	s.srv.AddModerator(ch, second)
	s.srv.AddMember(ch, bearers["member"], "")
	s.srv.AddMember(ch, fellow, "")
	s.srv.AddBan(ch, banned)
	message := s.srv.AddMessage(ch, fellow, types.ChannelMessage{Content: aws.String("hi")})

	members := map[string]string{
		"ChannelArn": ch, "ChimeBearer": bearers[role], "ChannelFlowArn": flow, "MessageId": message, "Content": "text", "Name": "new", "Mode": string(info.Mode),
		"MemberArn": fellow, "AppInstanceUserArn": fellow, "ChannelModeratorArn": second, "Persistence": "PERSISTENT", "Type": "DEFAULT",
	}
	switch operation {
	case "SendChannelMessage":
		members["Type"] = "STANDARD"
	case "CreateChannelMembership", "CreateChannelBan":
		members["MemberArn"] = stranger
	case "CreateChannelModerator":
		members["ChannelModeratorArn"] = stranger
	case "DescribeChannelModeratedByAppInstanceUser":
		members["AppInstanceUserArn"] = second
	case "DeleteChannelBan", "DescribeChannelBan":
		members["MemberArn"] = banned
	}
	method := reflect.ValueOf(s.client).MethodByName(operation)
	in := reflect.New(method.Type().In(1).Elem())
	for name, value := range members {
		switch f := in.Elem().FieldByName(name); {
		case !f.IsValid():
		case f.Kind() == reflect.Pointer:
			f.Set(reflect.ValueOf(&value))
		default:
			f.SetString(value)
		}
	}
	results := method.Call([]reflect.Value{reflect.ValueOf(s.t.Context()), in})
	err, _ := reflect.TypeAssert[error](results[1])
	return err
}
