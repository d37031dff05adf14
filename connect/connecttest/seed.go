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

// addTo adds a resource to an instance for a test, and what also says; it returns the id.
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
