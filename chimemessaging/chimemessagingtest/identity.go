package chimemessagingtest

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/endpoint"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// appInstance is an app instance, to which channels and users belong.
type appInstance struct {
	arn   string
	users fake.Table[*user] // by ARN
	// The channels by privacy: lists of them need not look at the others.
	public, private fake.Table[*channel]
	admins          map[string]bool // by ARN
}

// user is an app-instance user or bot.
type user struct {
	arn      string
	name     string
	instance *appInstance

	joined, moderating fake.Table[*channel] // where the user is a member or moderator, by ARN
}

func (u *user) identity() *types.Identity {
	return &types.Identity{Arn: aws.String(u.arn), Name: aws.String(u.name)}
}

func (u *user) admin() bool { return u.instance.admins[u.arn] }

// splitARN splits the ARN of a resource of an app instance into the ARN of the instance, a kind such as "user", and the
// id. An id may contain slashes.
func splitARN(arn string) (instance, kind, id string) {
	start := strings.Index(arn, ":app-instance/")
	if start < 0 {
		return "", "", ""
	}
	start += len(":app-instance/")
	name, rest, _ := strings.Cut(arn[start:], "/")
	kind, id, _ = strings.Cut(rest, "/")
	return arn[:start] + name, kind, id
}

// isUser reports whether an ARN is that of an app-instance user or bot.
func isUser(arn string) bool {
	parts := strings.SplitN(arn, ":", 6)
	instance, kind, id := splitARN(arn)
	return len(parts) == 6 && parts[0] == "arn" && parts[2] == "chime" && instance != "" && (kind == "user" || kind == "bot") && id != ""
}

// known finds the user or bot with an ARN, nil if there is none.
func (r *request) known(arn string) *user {
	instanceARN, _, id := splitARN(arn)
	instance, ok := r.state.instances.Get(instanceARN)
	if !ok && r.state.server.options.AnyUser && isUser(arn) {
		instance, ok = r.addInstance(instanceARN), true
	}
	if !ok {
		return nil
	}
	u, ok := instance.users.Get(arn)
	if !ok && r.state.server.options.AnyUser && isUser(arn) {
		u, ok = r.addUser(instance, arn, id), true
	}
	if !ok {
		return nil
	}
	return u
}

// member finds a user that a request names, of the app instance of a channel.
func (r *request) member(ch *channel, arn *string) (*user, error) {
	if u := r.known(aws.ToString(arn)); u != nil && u.instance == ch.instance {
		return u, nil
	}
	return nil, forbidden("There is no such user or bot in the app instance.")
}

func (r *request) addInstance(arn string) *appInstance {
	instance := &appInstance{arn: arn, admins: map[string]bool{}}
	r.state.instances.Put(r.Moment, arn, instance)
	return instance
}

func (r *request) addUser(instance *appInstance, arn, name string) *user {
	u := &user{arn: arn, name: name, instance: instance}
	instance.users.Put(r.Moment, arn, u)
	return u
}

// instance finds the app instance with an ARN.
func (r *request) instance(arn *string) (*appInstance, error) {
	instance, ok := r.state.instances.Get(aws.ToString(arn))
	if !ok && r.state.server.options.AnyUser {
		if found, kind, _ := splitARN(aws.ToString(arn)); found != "" && kind == "" {
			return r.addInstance(found), nil
		}
	}
	if !ok {
		return nil, r.missing("app instance")
	}
	return instance, nil
}

// AddAppInstance adds an app instance and returns its ARN. An empty id is filled in.
func (s *Server) AddAppInstance(id string) string {
	return seed(s, func(r *request) (string, error) {
		if id == "" {
			id = s.state.newID()
		}
		arn := "arn:" + endpoint.PartitionOf(s.options.Region) + ":chime:" + s.options.Region + ":" + s.options.AccountID + ":app-instance/" + id
		if _, there := r.state.instances.Get(arn); there {
			return "", conflict("There is an app instance with this id already.")
		}
		return r.addInstance(arn).arn, nil
	})
}

// AddUser adds a user to an app instance and returns the user's ARN. An empty id is filled in.
func (s *Server) AddUser(appInstanceARN, id, name string) string {
	return s.addIdentity(appInstanceARN, "user", id, name, false)
}

// AddBot adds a bot to an app instance and returns the bot's ARN. An empty id is filled in.
func (s *Server) AddBot(appInstanceARN, id, name string) string {
	return s.addIdentity(appInstanceARN, "bot", id, name, false)
}

// AddAdmin adds a user who administers an app instance and returns the user's ARN. An empty id is filled in.
func (s *Server) AddAdmin(appInstanceARN, id, name string) string {
	return s.addIdentity(appInstanceARN, "user", id, name, true)
}

func (s *Server) addIdentity(appInstanceARN, kind, id, name string, admin bool) string {
	return seed(s, func(r *request) (string, error) {
		instance, err := r.instance(&appInstanceARN)
		if err != nil {
			return "", err
		}
		if id == "" {
			id = s.state.newID()
		}
		arn := instance.arn + "/" + kind + "/" + id
		if _, there := instance.users.Get(arn); there {
			return "", conflict("There is a " + kind + " with this id already.")
		}
		u := r.addUser(instance, arn, name)
		instance.admins[u.arn] = admin
		return u.arn, nil
	})
}
