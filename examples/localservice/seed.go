package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// seed is what to put into a Region of an account.
type seed struct {
	Account      string         `json:"account,omitempty"` // empty: those of the flags
	Region       string         `json:"region,omitempty"`
	Instances    []seedInstance `json:"instances,omitempty"`
	AppInstances []appInstance  `json:"appInstances,omitempty"`
	Calls        []seedCall     `json:"calls,omitempty"` // after all else, in their order
}

// seedInstance is an instance of Connect.
type seedInstance struct {
	ID    string `json:"id,omitempty"` // empty: a random one
	Alias string `json:"alias"`
}

// seedCall is a call of any operation. Texts of the input may have ${NAME} for a text that an earlier call has saved, and
// ${instance.ALIAS}, ${appInstance.ID} and ${user.ID} for the ID of an instance and the ARNs of an app instance and a user.
type seedCall struct {
	Service   string            `json:"service"` // connect or messaging
	Operation string            `json:"operation"`
	As        string            `json:"as,omitempty"` // the bearer of a messaging call
	Input     json.RawMessage   `json:"input,omitempty"`
	Save      map[string]string `json:"save,omitempty"` // names for members of the output, such as {"queue": "QueueId"}, {"first": "Items.0.Id"}
}

// defaultSeed is what there is without -seed. Its IDs are the same each time.
func defaultSeed() seed {
	return seed{
		Instances:    []seedInstance{{ID: "10ca15e7-0000-4000-8000-000000000001", Alias: "local"}},
		AppInstances: []appInstance{{ID: "local", Users: []identity{{ID: "admin", Name: "Administrator", Admin: true}}}},
	}
}

// parseSeeds reads one seed, or a list of them.
func parseSeeds(text []byte) ([]seed, error) {
	if strings.HasPrefix(strings.TrimSpace(string(text)), "[") {
		var seeds []seed
		err := strict(text, &seeds)
		return seeds, err
	}
	var one seed
	err := strict(text, &one)
	return []seed{one}, err
}

// strict decodes JSON and refuses unknown members: a misspelt name would have no effect.
func strict(text []byte, v any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(v); err != nil {
		return err
	}
	if decoder.More() {
		return errors.New("there is more than one JSON value")
	}
	return nil
}

// sow adds a seed to its place, and returns the names that are defined at the end.
func (s *service) sow(ctx context.Context, sd seed) (names map[string]string, err error) {
	defer func() {
		if reason := recover(); reason != nil { // seeding an impossible instance is a mistake of a test
			err = fmt.Errorf("%v", reason)
		}
	}()
	p := place{cmp.Or(sd.Account, s.config.account), cmp.Or(sd.Region, s.config.region)}
	if !accountID.MatchString(p.account) || !regionName.MatchString(p.region) {
		return nil, errors.New("account must have 12 digits, and region be the name of a Region")
	}
	f, err := s.fakesOf(p)
	if err != nil {
		return nil, err
	}
	names = map[string]string{}
	for _, i := range sd.Instances {
		info := types.Instance{InstanceAlias: aws.String(i.Alias)}
		if i.ID != "" {
			info.Id = aws.String(i.ID)
		}
		if f.hasInstance(i.ID) {
			return nil, fmt.Errorf("there is an instance %s already", i.ID)
		}
		names["instance."+i.Alias] = f.connect.AddInstance(info)
	}
	for _, a := range sd.AppInstances {
		added, err := f.addAppInstance(a)
		if err != nil {
			return nil, err
		}
		names["appInstance."+added.ID] = added.Arn
		for _, u := range added.Users {
			names["user."+u.ID] = u.Arn
		}
	}
	for i, c := range sd.Calls {
		if err := f.call(ctx, c, names); err != nil {
			return nil, fmt.Errorf("call %d, %s: %w", i+1, c.Operation, err)
		}
	}
	return names, nil
}

func (f *fakes) hasInstance(id string) bool {
	for _, i := range f.connect.Instances() {
		if aws.ToString(i.Id) == id {
			return true
		}
	}
	return false
}

// call makes a call of a seed.
func (f *fakes) call(ctx context.Context, c seedCall, names map[string]string) error {
	connectClient, messagingClient := f.clients()
	as, err := expand(c.As, names)
	if err != nil {
		return err
	}
	if as != "" {
		messagingClient = messagingClient.As(as)
	}
	client := reflect.ValueOf(connectClient)
	switch c.Service {
	case "connect":
	case "messaging":
		client = reflect.ValueOf(messagingClient)
	default:
		return errors.New("service must be connect or messaging")
	}
	method := client.MethodByName(c.Operation)
	if !method.IsValid() || method.Type().NumIn() != 3 || !strings.HasSuffix(method.Type().In(1).String(), "Input") {
		return fmt.Errorf("%s has no such operation", c.Service)
	}
	in := reflect.New(method.Type().In(1).Elem())
	text, err := expandJSON(c.Input, names)
	if err != nil {
		return err
	}
	if err := strict(text, in.Interface()); err != nil {
		return fmt.Errorf("input: %w", err)
	}
	results := method.Call([]reflect.Value{reflect.ValueOf(ctx), in})
	if err, failed := reflect.TypeAssert[error](results[1]); failed {
		return errors.New(codeOf(err))
	}
	for name, path := range c.Save {
		if names[name], err = memberOf(results[0].Interface(), path); err != nil {
			return err
		}
	}
	return nil
}

var reference = regexp.MustCompile(`\$\{([^}]*)\}`)

// expand puts saved texts in place of references.
func expand(text string, names map[string]string) (string, error) {
	var unknown error
	out := reference.ReplaceAllStringFunc(text, func(ref string) string {
		value, ok := names[ref[2:len(ref)-1]]
		if !ok {
			unknown = fmt.Errorf("nothing is saved as %s", ref)
		}
		return value
	})
	return out, unknown
}

// expandJSON does the same with all texts in JSON.
func expandJSON(input json.RawMessage, names map[string]string) ([]byte, error) {
	if len(input) == 0 {
		return []byte("{}"), nil
	}
	var v any
	decoder := json.NewDecoder(bytes.NewReader(input))
	decoder.UseNumber() // numbers stay as they are
	if err := decoder.Decode(&v); err != nil {
		return nil, err
	}
	v, err := expandIn(v, names)
	if err != nil {
		return nil, err
	}
	return json.Marshal(v)
}

func expandIn(v any, names map[string]string) (_ any, err error) {
	switch v := v.(type) {
	case string:
		return expand(v, names)
	case []any:
		for i := range v {
			if v[i], err = expandIn(v[i], names); err != nil {
				return nil, err
			}
		}
	case map[string]any:
		for key := range v {
			if v[key], err = expandIn(v[key], names); err != nil {
				return nil, err
			}
		}
	}
	return v, nil
}

// memberOf returns the text at a path such as Queue.QueueId or Items.0.Id.
func memberOf(out any, path string) (string, error) {
	text, err := json.Marshal(out)
	if err != nil {
		return "", err
	}
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		return "", err
	}
	for part := range strings.SplitSeq(path, ".") {
		switch in := v.(type) {
		case map[string]any:
			v = in[part]
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil || i < 0 || i >= len(in) {
				return "", fmt.Errorf("the output has no %s", path)
			}
			v = in[i]
		default:
			v = nil
		}
	}
	found, ok := v.(string)
	if !ok {
		return "", fmt.Errorf("the output has no text at %s", path)
	}
	return found, nil
}
