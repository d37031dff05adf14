package connecttest

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// maxVocabulary is how many bytes the content of a vocabulary can have.
const maxVocabulary = 50 * 1024

// declareVocabularies declares vocabularies. One is active as soon as it is created, and gone as soon as it is deleted.
func (s *state) declareVocabularies(h *Handlers) {
	vocabularies := declare(s, &s.vocabularies, resource[types.Vocabulary]{
		noun: "Vocabulary", kind: "vocabulary", path: "vocabulary",
		fill: func(_ *request, _ *types.Instance, v *types.Vocabulary) {
			if v.State == "" {
				v.State = types.VocabularyStateActive
			}
		},
		unused: func(r *request, inst *types.Instance, v *types.Vocabulary) error {
			if _, used := r.defaultVocabularies.of(nil, *inst.Id).Find(func(d types.DefaultVocabulary) bool { return *d.VocabularyId == *v.Id }); used {
				return &types.ResourceInUseException{Message: aws.String("The vocabulary is the default of its language."), ResourceId: v.Arn}
			}
			return nil
		},
	})
	create(vocabularies, &h.CreateVocabulary, func(r *request, _ *types.Instance, in *connect.CreateVocabularyInput, v *types.Vocabulary) error {
		if len(*in.Content) > maxVocabulary {
			return r.invalid("Content: must have at most %d bytes", maxVocabulary)
		}
		v.State = types.VocabularyStateActive // the output has it
		return nil
	})
	describe(vocabularies, &h.DescribeVocabulary)
	list(vocabularies, &h.SearchVocabularies, func(_ *request, in *connect.SearchVocabulariesInput, v *types.Vocabulary) bool {
		return (in.State == "" || in.State == v.State) && (in.LanguageCode == "" || in.LanguageCode == v.LanguageCode) &&
			strings.HasPrefix(aws.ToString(v.Name), aws.ToString(in.NameStartsWith))
	})
	h.DeleteVocabulary = handle(s, deleteVocabulary)

	attach(&s.instances, &s.defaultVocabularies, "default vocabulary", func(d types.DefaultVocabulary) string { return string(d.LanguageCode) })
	h.AssociateDefaultVocabulary = handle(s, associateDefaultVocabulary)
	h.ListDefaultVocabularies = handle(s, listDefaultVocabularies)
}

func deleteVocabulary(r *request, in *connect.DeleteVocabularyInput) (*connect.DeleteVocabularyOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	v, err := r.vocabularies.find(r, inst, in.VocabularyId)
	if err == nil {
		err = r.vocabularies.remove(r, inst, in.VocabularyId)
	}
	if err != nil {
		return nil, err
	}
	return &connect.DeleteVocabularyOutput{VocabularyArn: v.Arn, VocabularyId: v.Id, State: types.VocabularyStateDeleteInProgress}, nil
}

// associateDefaultVocabulary sets the default of a language; without a vocabulary the language no longer has one.
func associateDefaultVocabulary(r *request, in *connect.AssociateDefaultVocabularyInput) (*connect.AssociateDefaultVocabularyOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	return nil, r.setDefaultVocabulary(inst, in.LanguageCode, in.VocabularyId)
}

func (r *request) setDefaultVocabulary(inst *types.Instance, language types.VocabularyLanguageCode, id *string) error {
	if aws.ToString(id) == "" {
		r.defaultVocabularies.of(nil, *inst.Id).Delete(r.Moment, string(language))
		return nil
	}
	v, err := r.vocabularies.find(r, inst, id)
	if err != nil {
		return err
	}
	if v.LanguageCode != language || v.State != types.VocabularyStateActive {
		return r.invalid("VocabularyId: the vocabulary must be active and of the language %s", language)
	}
	r.defaultVocabularies.put(r, nil, *inst.Id, types.DefaultVocabulary{
		InstanceId: inst.Id, LanguageCode: language, VocabularyId: v.Id, VocabularyName: v.Name,
	})
	return nil
}

func listDefaultVocabularies(r *request, in *connect.ListDefaultVocabulariesInput) (*connect.ListDefaultVocabulariesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	rows := r.defaultVocabularies.of(nil, *inst.Id).Rows(r.Moment, func(d types.DefaultVocabulary) bool {
		return in.LanguageCode == "" || d.LanguageCode == in.LanguageCode
	})
	out := new(connect.ListDefaultVocabulariesOutput)
	return out, paged(r, in, out, rows, same)
}

// AddVocabulary adds a vocabulary to an instance and returns its id. It is ACTIVE unless info says otherwise.
func (s *Server) AddVocabulary(instanceID string, info types.Vocabulary) string {
	return addTo(s, &s.state.vocabularies, instanceID, info)
}

// Vocabularies returns the vocabularies of an instance, in the order of their creation.
func (s *Server) Vocabularies(instanceID string) []types.Vocabulary {
	return allIn(s, &s.state.vocabularies, instanceID)
}

// SetDefaultVocabulary makes a vocabulary, by id, the default of its language; with an empty id the language has none.
func (s *Server) SetDefaultVocabulary(instanceID string, language types.VocabularyLanguageCode, vocabularyID string) {
	seedIn(s, instanceID, func(r *request, inst *types.Instance) (struct{}, error) {
		return struct{}{}, r.setDefaultVocabulary(inst, language, &vocabularyID)
	})
}

// DefaultVocabularies returns the default vocabularies of an instance, in the order in which languages got one.
func (s *Server) DefaultVocabularies(instanceID string) []types.DefaultVocabulary {
	return attachedTo(s, &s.state.instances, &s.state.defaultVocabularies, "", instanceID)
}
