package main

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Override corrects a published fact that would hurt users. It names a shape of the service without its namespace,
// and a member of it or none.
type Override struct {
	Shape  string   `json:"shape"`
	Member string   `json:"member"`
	Set    Traits   `json:"set"`
	Remove []string `json:"remove"`
	Reason string   `json:"reason"`
}

// applyOverrides changes the model. An override that changes nothing is refused: the model has been corrected, or the
// override is wrong.
func applyOverrides(m *Model, all []Override) error {
	for _, o := range all {
		if err := o.apply(m); err != nil {
			return fmt.Errorf("override of %s: %w", strings.TrimSuffix(o.Shape+"."+o.Member, "."), err)
		}
	}
	return nil
}

func (o *Override) apply(m *Model) error {
	if o.Reason == "" {
		return errors.New("it has no reason")
	}
	if len(o.Set)+len(o.Remove) == 0 {
		return errors.New("it changes nothing")
	}
	traits, err := o.target(m)
	if err != nil {
		return err
	}
	for _, id := range o.Remove {
		if !traits.Has(id) {
			return fmt.Errorf("the model no longer has the trait %s", id)
		}
		delete(*traits, id)
	}
	for _, id := range o.Set.IDs() {
		if _, ok := keptTraits[id]; !ok {
			return fmt.Errorf("trait %s is not one that the generator knows", id)
		}
		if bytes.Equal(canonical(o.Set[id]), (*traits)[id]) {
			return fmt.Errorf("the model already has the trait %s", id)
		}
		traits.set(id, o.Set[id])
	}
	return nil
}

// target returns the traits that the override changes.
func (o *Override) target(m *Model) (*Traits, error) {
	for id, s := range m.Shapes {
		if shortName(id) != o.Shape {
			continue
		}
		i := slices.IndexFunc(s.Members, func(m Member) bool { return m.Name == o.Member })
		switch {
		case o.Member == "":
			return &s.Traits, nil
		case i < 0:
			return nil, errors.New("the shape has no such member")
		}
		return &s.Members[i].Traits, nil
	}
	return nil, errors.New("the model has no such shape")
}
