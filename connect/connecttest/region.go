package connecttest

import (
	"reflect"
	"strings"

	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// An instance and its replica are one row in the state, with the ARNs of the Region of the instance. In a request from the
// Region of the replica, and in its answer, ARNs in an instance are those of that Region.

// home returns the start of the ARNs of instances and their resources in the Region of the server; away, in that of the
// request.
func (r *request) home() string { return r.arnIn(r.server.options.Region, "instance", "") }

func (r *request) away() string { return r.arn("instance", "") }

// isAway reports whether a request is from a Region other than that of the server.
func (r *request) isAway() bool { return r.region != r.server.options.Region }

// fromRegion turns the ARNs of an input into those of the state. It refuses ARNs of the Region of the instance.
func (r *request) fromRegion(in any) error {
	if !r.isAway() {
		return nil
	}
	var refused string
	rewrite(reflect.ValueOf(in).Elem(), func(s string) string {
		if strings.HasPrefix(s, r.home()) {
			refused = s
		}
		if rest, ok := strings.CutPrefix(s, r.away()); ok && r.isReplica(rest) {
			return r.home() + rest
		}
		return s
	})
	if refused != "" {
		return r.notFound("instance or resource in this Region", &refused)
	}
	return nil
}

// toRegion turns the ARNs of an output into those of the Region that the request is from.
func toRegion[O any](r *request, out *O) *O {
	if out == nil || !r.isAway() {
		return out
	}
	out = fake.Copy(out) // it may be part of the state
	rewrite(reflect.ValueOf(out).Elem(), func(s string) string {
		if rest, ok := strings.CutPrefix(s, r.home()); ok && r.isReplica(rest) {
			return r.away() + rest
		}
		return s
	})
	return out
}

// isReplica reports whether an instance has its replica where the request is from; rest is an ARN from the id on.
func (r *request) isReplica(rest string) bool {
	id, _, _ := strings.Cut(rest, "/")
	_, ok := r.replicas.of(nil, id).Get(r.region)
	return ok
}

// reachesFromAfar reports whether an ARN that is not of the Region of the request can be used in it: one of an instance, as the
// state has it, or of a traffic distribution group, which spans two Regions, or a number of one.
func (r *request) reachesFromAfar(arn string) bool {
	region := regionOfARN(arn)
	return r.isAway() && region == r.server.options.Region && strings.HasPrefix(arn, r.arnIn(region, ""))
}

// rewrite replaces the texts in a value.
func rewrite(v reflect.Value, change func(string) string) {
	switch v.Kind() {
	case reflect.String:
		if s := v.String(); v.CanSet() && strings.HasPrefix(s, "arn:") {
			v.SetString(change(s))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			rewrite(v.Elem(), change)
		}
	case reflect.Interface:
		if !v.IsNil() && v.CanSet() {
			inner := reflect.New(v.Elem().Type()).Elem()
			inner.Set(v.Elem())
			rewrite(inner, change)
			v.Set(inner)
		}
	case reflect.Struct:
		for _, f := range v.Fields() {
			rewrite(f, change)
		}
	case reflect.Slice:
		for i := range v.Len() {
			rewrite(v.Index(i), change)
		}
	}
}
