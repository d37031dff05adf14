package connecttest

import (
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// seed changes the state for a test. What it adds is visible at once, whatever the visibility delay. It panics where a
// call would fail, since that is a mistake in the test.
func seed[T any](s *Server, change func(*request) (T, error)) T {
	return fake.Do(&s.state.State, packageName, func(r *request) (T, error) {
		r.Moment = s.state.seeding()
		return change(r)
	})
}

// read reads the latest state for a test.
func read[T any](s *Server, look func(*request) (T, error)) T {
	return fake.Do(&s.state.State, packageName, func(r *request) (T, error) {
		r.Seen = r.Now
		return look(r)
	})
}

// seedIn changes an instance for a test.
func seedIn[T any](s *Server, instanceID string, change func(r *request, inst *types.Instance) (T, error)) T {
	return seed(s, func(r *request) (out T, err error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return out, err
		}
		return change(r, inst)
	})
}

// addTo adds a resource to an instance for a test, calls each of also, and returns the id.
func addTo[T any](s *Server, res *resource[T], instanceID string, t T, also ...func(r *request, inst *types.Instance, id string)) string {
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (string, error) {
		added := fake.Copy(&t)
		if err := res.add(r, inst, added); err != nil {
			return "", err
		}
		for _, more := range also {
			more(r, inst, res.id(added))
		}
		return res.id(added), nil
	})
}

// allIn returns the resources of an instance, in the order of their creation.
func allIn[T any](s *Server, res *resource[T], instanceID string) []T {
	return read(s, func(r *request) ([]T, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		return res.all(r, inst), nil
	})
}

// attachTo attaches elements to a resource for a test, as a call would; instanceID is empty for a resource of the account.
func attachTo[T, E any](s *Server, res *resource[T], a *attachment[E], instanceID, id string, elements ...E) {
	seed(s, func(r *request) (struct{}, error) {
		inst, t, err := rowOf(r, res, instanceID, id)
		if err != nil {
			return struct{}{}, err
		}
		for _, e := range elements {
			if a.has(inst, res.id(t), e) {
				return struct{}{}, r.duplicate(a.kind, "key")
			}
			a.put(r, inst, res.id(t), e)
		}
		return struct{}{}, nil
	})
}

// attachedTo returns what is attached to a resource; instanceID is empty for a resource of the account.
func attachedTo[T, E any](s *Server, res *resource[T], a *attachment[E], instanceID, id string) []E {
	return read(s, func(r *request) ([]E, error) {
		inst, t, err := rowOf(r, res, instanceID, id)
		if err != nil {
			return nil, err
		}
		return a.of(inst, res.id(t)).All(), nil
	})
}

// rowOf finds a resource of an instance, or of the account.
func rowOf[T any](r *request, res *resource[T], instanceID, id string) (inst *types.Instance, t *T, err error) {
	if !res.account {
		if inst, err = r.instance(&instanceID); err != nil {
			return nil, nil, err
		}
	}
	t, err = res.find(r, inst, &id)
	return inst, t, err
}

// summariesIn returns the resources of an instance in the form in which the API shows them, in the order of their creation.
func summariesIn[S, T any](s *Server, res *resource[T], instanceID string) []S {
	return fake.Map(allIn(s, res, instanceID), func(t T) S { return as[S](res)(&t) })
}
