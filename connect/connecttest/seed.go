package connecttest

import (
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// seed changes the state for a test. What it adds is visible at once, whatever the visibility delay. It panics where a
// call would fail, since that is a mistake in the test.
func seed[T any](s *Server, change func(*request) (T, error)) T {
	return run(s, func(r *request) (T, error) {
		r.Moment = s.state.seeding()
		return change(r)
	})
}

// read reads the latest state for a test.
func read[T any](s *Server, look func(*request) (T, error)) T {
	return run(s, func(r *request) (T, error) {
		r.Seen = r.Now
		return look(r)
	})
}

func run[T any](s *Server, do func(*request) (T, error)) T {
	return fake.Do(&s.state.State, packageName, do)
}

// infos returns the API's form of all rows of a table.
func infos[T, S any](table *fake.Table[T], info func(T) S) []S {
	var out []S
	for _, value := range table.All() {
		out = append(out, info(value))
	}
	return out
}
