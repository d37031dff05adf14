package connecttest

import (
	"maps"
	"slices"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// contactReference is a reference of a contact, with its name.
type contactReference struct {
	Name string
	types.Reference
}

// unsupportedReferences returns the types of references that an operation that begins a contact does not accept.
func unsupportedReferences(in any) []types.ReferenceType {
	switch in.(type) {
	case *connect.StartTaskContactInput, *connect.StartOutboundVoiceContactInput, *connect.StartWebRTCContactInput:
		return []types.ReferenceType{types.ReferenceTypeAttachment}
	case *connect.StartEmailContactInput:
		return []types.ReferenceType{types.ReferenceTypeAttachment, types.ReferenceTypeEmail}
	}
	return nil
}

// checkReferences refuses references that a program cannot give to a contact, or cannot in this request.
func (r *request) checkReferences(references map[string]types.Reference, unsupported ...types.ReferenceType) error {
	for _, name := range slices.Sorted(maps.Keys(references)) {
		ref := references[name]
		if slices.Contains(unsupported, ref.Type) {
			return r.refused("References: %s has the type %s, which the operation does not support", name, ref.Type)
		}
		switch ref.Type {
		case types.ReferenceTypeUrl, types.ReferenceTypeNumber, types.ReferenceTypeString, types.ReferenceTypeDate,
			types.ReferenceTypeEmail, types.ReferenceTypeAttachment:
		default:
			return r.refused("References: %s has the type %s, which only the service sets", name, ref.Type)
		}
	}
	return nil
}

// putReferences gives references to a contact; one with the same name is replaced.
func (r *request) putReferences(inst *types.Instance, contact string, references map[string]types.Reference) {
	for _, name := range slices.Sorted(maps.Keys(references)) {
		r.contactReferences.put(r, inst, contact, contactReference{name, references[name]})
	}
}

// listContactReferences returns all references of the requested types in a single page.
func listContactReferences(r *request, in *connect.ListContactReferencesInput) (*connect.ListContactReferencesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	c, err := r.contacts.see(r, inst, in.ContactId)
	if err != nil {
		return nil, err
	}
	out := &connect.ListContactReferencesOutput{ReferenceSummaryList: []types.ReferenceSummary{}}
	for _, ref := range r.contactReferences.of(inst, *c.Id).Rows(r.Moment, nil).All() {
		if summary := ref.summary(); summary != nil && slices.Contains(in.ReferenceTypes, ref.Type) {
			out.ReferenceSummaryList = append(out.ReferenceSummaryList, summary)
		}
	}
	return out, nil
}

// summary returns the reference as the variant of its type.
func (ref contactReference) summary() types.ReferenceSummary {
	message := types.EmailMessageReference{Name: &ref.Name, Arn: ref.Arn}
	switch ref.Type {
	case types.ReferenceTypeUrl:
		return &types.ReferenceSummaryMemberUrl{Value: types.UrlReference{Name: &ref.Name, Value: ref.Value}}
	case types.ReferenceTypeAttachment:
		return &types.ReferenceSummaryMemberAttachment{Value: types.AttachmentReference{Name: &ref.Name, Value: ref.Value, Status: ref.Status, Arn: ref.Arn}}
	case types.ReferenceTypeNumber:
		return &types.ReferenceSummaryMemberNumber{Value: types.NumberReference{Name: &ref.Name, Value: ref.Value}}
	case types.ReferenceTypeString:
		return &types.ReferenceSummaryMemberString{Value: types.StringReference{Name: &ref.Name, Value: ref.Value}}
	case types.ReferenceTypeDate:
		return &types.ReferenceSummaryMemberDate{Value: types.DateReference{Name: &ref.Name, Value: ref.Value}}
	case types.ReferenceTypeEmail:
		return &types.ReferenceSummaryMemberEmail{Value: types.EmailReference{Name: &ref.Name, Value: ref.Value}}
	case types.ReferenceTypeContactAnalysis:
		return &types.ReferenceSummaryMemberContactAnalysis{Value: types.ContactAnalysisReference{Name: &ref.Name, Value: ref.Value, Status: ref.Status, Arn: ref.Arn}}
	case types.ReferenceTypeEmailMessage:
		return &types.ReferenceSummaryMemberEmailMessage{Value: message}
	case types.ReferenceTypeEmailMessagePlainText:
		return &types.ReferenceSummaryMemberEmailMessagePlainText{Value: message}
	case types.ReferenceTypeEmailMessagePlainTextRedacted:
		return &types.ReferenceSummaryMemberEmailMessagePlainTextRedacted{Value: message}
	case types.ReferenceTypeEmailMessageRedacted:
		return &types.ReferenceSummaryMemberEmailMessageRedacted{Value: message}
	}
	return nil
}

// AddContactReferences gives a contact references of any type, by name. One that has the same name is replaced.
func (s *Server) AddContactReferences(instanceID, contactID string, references map[string]types.Reference) {
	seedContact(s, instanceID, contactID, func(r *request, inst *types.Instance, c *types.Contact) error {
		r.putReferences(inst, *c.Id, references)
		return nil
	})
}

// ContactReferences returns the references of a contact, by name.
func (s *Server) ContactReferences(instanceID, contactID string) map[string]types.Reference {
	return read(s, func(r *request) (map[string]types.Reference, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		out := map[string]types.Reference{}
		for _, ref := range r.contactReferences.of(inst, contactID).All() {
			out[ref.Name] = ref.Reference
		}
		return out, nil
	})
}
