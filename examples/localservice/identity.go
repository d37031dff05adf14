package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
)

// appInstance is an app instance in the control API: the API of messaging has neither these nor users.
type appInstance struct {
	ID    string     `json:"id,omitempty"`
	Arn   string     `json:"arn,omitempty"`
	Users []identity `json:"users,omitempty"`
}

// identity is a user or bot of an app instance.
type identity struct {
	ID    string `json:"id,omitempty"`
	Arn   string `json:"arn,omitempty"`
	Name  string `json:"name,omitempty"`
	Admin bool   `json:"admin,omitempty"`
	Bot   bool   `json:"bot,omitempty"`
}

// maxIdentities bounds how many users that were only seen in requests are remembered for the dump, per app instance.
const maxIdentities = 1000

// identities are the app instances of a place, with the users that were added or have made calls.
type identities struct {
	mu        sync.Mutex
	instances []*appInstance
}

// all returns copies.
func (i *identities) all() []appInstance {
	i.mu.Lock()
	defer i.mu.Unlock()
	all := make([]appInstance, len(i.instances))
	for n, a := range i.instances {
		all[n] = appInstance{ID: a.ID, Arn: a.Arn, Users: slices.Clone(a.Users)}
	}
	return all
}

// add remembers an app instance, and a user of it unless that is nil.
func (i *identities) add(arn string, user *identity) {
	i.mu.Lock()
	defer i.mu.Unlock()
	n := slices.IndexFunc(i.instances, func(a *appInstance) bool { return a.Arn == arn })
	if n < 0 {
		if len(i.instances) >= maxIdentities {
			return
		}
		n = len(i.instances)
		_, id, _ := strings.Cut(arn, ":app-instance/")
		i.instances = append(i.instances, &appInstance{ID: id, Arn: arn})
	}
	a := i.instances[n]
	if user == nil || len(a.Users) >= maxIdentities || slices.ContainsFunc(a.Users, func(u identity) bool { return u.Arn == user.Arn }) {
		return
	}
	a.Users = append(a.Users, *user)
}

func (i *identities) has(id string) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	return slices.ContainsFunc(i.instances, func(a *appInstance) bool { return a.ID == id })
}

// see remembers the creator of a channel, who may be the first known user of an app instance that was not added.
func (i *identities) see(in any) {
	if create, ok := in.(*chimemessaging.CreateChannelInput); ok && create.ChimeBearer != nil && create.AppInstanceArn != nil {
		user := *create.ChimeBearer
		instance, id, isUser := strings.Cut(user, "/user/")
		if isUser && instance == *create.AppInstanceArn {
			i.add(instance, &identity{ID: id, Arn: user, Name: id})
		}
	}
}

// addAppInstance adds an app instance with its users, and returns it with ARNs.
func (f *fakes) addAppInstance(a appInstance) (appInstance, error) {
	if a.ID != "" && f.identities.has(a.ID) {
		return appInstance{}, fmt.Errorf("there is an app instance %s already", a.ID)
	}
	added := appInstance{Arn: f.messaging.AddAppInstance(a.ID)}
	_, added.ID, _ = strings.Cut(added.Arn, ":app-instance/")
	f.identities.add(added.Arn, nil)
	for _, u := range a.Users {
		added.Users = append(added.Users, f.addIdentity(added.Arn, u))
	}
	return added, nil
}

// addIdentity adds a user or bot to an app instance.
func (f *fakes) addIdentity(appInstanceARN string, u identity) identity {
	if u.Name == "" {
		u.Name = u.ID
	}
	switch {
	case u.Bot:
		u.Arn = f.messaging.AddBot(appInstanceARN, u.ID, u.Name)
	case u.Admin:
		u.Arn = f.messaging.AddAdmin(appInstanceARN, u.ID, u.Name)
	default:
		u.Arn = f.messaging.AddUser(appInstanceARN, u.ID, u.Name)
	}
	u.ID = u.Arn[strings.LastIndex(u.Arn, "/")+1:]
	f.identities.add(appInstanceARN, &u)
	return u
}
