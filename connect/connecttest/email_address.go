package connecttest

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// emailAddress is an email address with everything that the API returns about it: no type of package types has all of it.
type emailAddress struct {
	EmailAddressId, EmailAddressArn, EmailAddress, DisplayName, Description *string
	CreateTimestamp, ModifiedTimestamp                                      *string
	AliasConfigurations                                                     []types.AliasConfiguration
	Tags                                                                    map[string]string
}

// timestampFormat is the format of times that the API sends as strings.
const timestampFormat = "2006-01-02T15:04:05.000Z"

// declareEmailAddresses declares email addresses. An address of any domain can be created: domains are not kept.
func (s *state) declareEmailAddresses(h *Handlers) {
	addresses := declare(s, &s.addresses, resource[emailAddress]{
		noun: "EmailAddress", kind: "email address", path: "email-address", tagType: "email-address",
		key: func(_ *request, _ *types.Instance, a *emailAddress) string {
			return strings.ToLower(aws.ToString(a.EmailAddress))
		},
		fill: func(r *request, _ *types.Instance, a *emailAddress) {
			a.ModifiedTimestamp = aws.String(r.moment().Now.UTC().Format(timestampFormat))
			if a.CreateTimestamp == nil {
				a.CreateTimestamp = a.ModifiedTimestamp
			}
		},
	})
	addresses.attachments = append(addresses.attachments, cleared(func(r *request, inst *types.Instance, id string) {
		for _, a := range r.primaries(inst, id) {
			changed := fake.Copy(a)
			changed.AliasConfigurations = nil
			r.addresses.in(inst).Put(r.Moment, *a.EmailAddressId, changed)
		}
	}))
	create(addresses, &h.CreateEmailAddress, func(r *request, _ *types.Instance, in *connect.CreateEmailAddressInput, _ *emailAddress) error {
		if name, domain, found := strings.Cut(*in.EmailAddress, "@"); !found || name == "" || domain == "" {
			return r.invalid("EmailAddress: must have a name, an @ and a domain")
		}
		return nil
	})
	h.DescribeEmailAddress = handle(s, describeEmailAddress)
	search(addresses, &h.SearchEmailAddresses, searching[emailAddress]{fields: func(_ *request, _ *types.Instance, a *emailAddress) fields {
		return fields{
			"emailaddress": texts(a.EmailAddress), "name": texts(a.EmailAddress), "displayname": texts(a.DisplayName), "description": texts(a.Description),
		}
	}})
	update(addresses, &h.UpdateEmailAddressMetadata, nil)
	update(addresses, &h.AssociateEmailAddressAlias, associateEmailAddressAlias, "AliasConfiguration")
	update(addresses, &h.DisassociateEmailAddressAlias,
		func(r *request, _ *types.Instance, in *connect.DisassociateEmailAddressAliasInput, a *emailAddress) error {
			if len(a.AliasConfigurations) == 0 || !sameID(a.AliasConfigurations[0].EmailAddressId, in.AliasConfiguration.EmailAddressId) {
				return r.notFound("alias of the email address", in.AliasConfiguration.EmailAddressId)
			}
			a.AliasConfigurations = nil
			return nil
		}, "AliasConfiguration")
	remove(addresses, &h.DeleteEmailAddress)
}

// primaries returns the addresses that an address is the alias of: one at most.
func (r *request) primaries(inst *types.Instance, id string) []*emailAddress {
	var found []*emailAddress
	for _, a := range r.addresses.in(inst).All() {
		if len(a.AliasConfigurations) > 0 && *a.AliasConfigurations[0].EmailAddressId == id {
			found = append(found, a)
		}
	}
	return found
}

// associateEmailAddressAlias allows an address one alias, and no alias of an alias.
func associateEmailAddressAlias(r *request, inst *types.Instance, in *connect.AssociateEmailAddressAliasInput, a *emailAddress) error {
	alias, err := r.addresses.find(r, inst, in.AliasConfiguration.EmailAddressId)
	if err != nil {
		return err
	}
	conflict := ""
	switch {
	case *alias.EmailAddressId == *a.EmailAddressId:
		return r.invalid("An email address cannot be its own alias.")
	case len(a.AliasConfigurations) > 0:
		conflict = "The email address already has an alias."
	case len(r.primaries(inst, *a.EmailAddressId)) > 0:
		conflict = "The email address is itself an alias."
	case len(alias.AliasConfigurations) > 0:
		conflict = "The alias itself has an alias."
	case len(r.primaries(inst, *alias.EmailAddressId)) > 0:
		conflict = "The alias belongs to another email address."
	default:
		a.AliasConfigurations = []types.AliasConfiguration{{EmailAddressId: alias.EmailAddressId}}
		return nil
	}
	return &types.ResourceConflictException{Message: &conflict}
}

func describeEmailAddress(r *request, in *connect.DescribeEmailAddressInput) (*connect.DescribeEmailAddressOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	a, err := r.addresses.see(r, inst, in.EmailAddressId)
	if err != nil {
		return nil, err
	}
	out := new(connect.DescribeEmailAddressOutput)
	copyMembers(out, a, r.addresses.noun)
	return out, nil
}

// AddEmailAddress adds an email address to an instance and returns its id. EmailAddress must be set.
func (s *Server) AddEmailAddress(instanceID string, info types.EmailAddressMetadata) string {
	var a emailAddress
	copyMembers(&a, &info, s.state.addresses.noun)
	return addTo(s, &s.state.addresses, instanceID, a)
}

// EmailAddresses returns the email addresses of an instance, in the order of their creation.
func (s *Server) EmailAddresses(instanceID string) []types.EmailAddressMetadata {
	return fake.Map(allIn(s, &s.state.addresses, instanceID), func(a emailAddress) (out types.EmailAddressMetadata) {
		copyMembers(&out, &a, s.state.addresses.noun)
		return out
	})
}
