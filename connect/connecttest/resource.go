package connecttest

import (
	"cmp"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// resource is a kind of resource and all of its rows. Its declaration is the first group of fields: what the API calls it,
// and what is special about it. [declare] does the rest. T is its type in package types; its members Id, Arn, Name, Tags,
// LastModifiedTime and LastModifiedRegion are found by their names, with or without the noun before them.
type resource[T any] struct {
	noun    string // in the names of members: the noun of QueueId is Queue
	kind    string // in messages
	path    string // in the ARN, before the id; empty where there is no ARN
	tagType string // the ResourceType of SearchResourceTags
	within  string // the member that names the resource it is in, if it is in one
	account bool   // whether it belongs to the account; all else belongs to an instance
	by      string // the member that requests name it by, such as Name, where it has no id

	key       func(r *request, inst *types.Instance, t *T) string // must be unique, unless it is empty; by default the name
	fill      func(r *request, inst *types.Instance, t *T)        // completes a row before it is stored
	show      func(r *request, inst *types.Instance, t *T)        // adds what is computed when it is read
	summarise func(t *T, summary any)                             // adds what a summary has and T has not
	reachable func(r *request, idOrARN *string, t *T) bool        // whether this id or ARN can be used for it in the request
	unused    func(r *request, inst *types.Instance, t *T) error  // refuses to delete it
	dropped   func(r *request, t *T)                              // is called after it was deleted
	isOf      func(inst *types.Instance, t *T) bool               // whether a resource of the account has to do with the instance

	state       *state
	tables      map[string]*rows[T] // by id of the instance
	attachments []attached
}

// rows are the resources of one kind in an instance, or in the account.
type rows[T any] struct {
	fake.Table[*T]
	ids map[string]string // by key
}

// declared is what the state does with each resource and attachment.
type declared interface {
	// forget drops the rows of an instance.
	forget(instance string)
	// list writes the rows into a dump.
	list(l *fake.Listing)
	// snapshot copies the rows and returns a function that restores them.
	snapshot() (restore func())
}

// declare completes a declaration and stores it.
func declare[T any](s *state, res *resource[T], declaration resource[T]) *resource[T] {
	*res = declaration
	res.state, res.tables = s, map[string]*rows[T]{}
	mustHave[*string, T](res.idNames()...)
	if res.path != "" {
		mustHave[*string, T](res.noun+"Arn", "Arn")
		s.byPath[res.path] = res
	}
	if res.key == nil {
		mustHave[*string, T]("Name", res.noun+"Name")
		res.key = func(_ *request, _ *types.Instance, t *T) string {
			return aws.ToString(*member[*string](t, "Name", res.noun+"Name"))
		}
	}
	s.declared = append(s.declared, res)
	return res
}

func (res *resource[T]) forget(instance string) { delete(res.tables, instance) }

// in returns the rows of an instance; those of the account where inst is nil.
func (res *resource[T]) in(inst *types.Instance) *rows[T] {
	owner := instanceID(inst)
	if res.tables[owner] == nil {
		res.tables[owner] = &rows[T]{ids: map[string]string{}}
	}
	return res.tables[owner]
}

// instanceID returns the id of an instance, empty for nil, which stands for the account.
func instanceID(inst *types.Instance) string {
	if inst == nil {
		return ""
	}
	return *inst.Id
}

// idNames returns the names that the member with the id can have.
func (res *resource[T]) idNames() []string {
	if res.by != "" {
		return []string{res.by}
	}
	return []string{res.noun + "Id", "Id"}
}

func (res *resource[T]) idMember(t *T) **string { return member[*string](t, res.idNames()...) }

func (res *resource[T]) arnMember(t *T) **string { return member[*string](t, res.noun+"Arn", "Arn") }

func (res *resource[T]) id(t *T) string { return aws.ToString(*res.idMember(t)) }

func (res *resource[T]) tags(t *T) map[string]string { return *member[map[string]string](t, "Tags") }

// find returns the latest state of a resource by id or ARN. It belongs to the table and must not be changed.
func (res *resource[T]) find(r *request, inst *types.Instance, idOrARN *string) (*T, error) {
	t, ok := res.in(inst).Get(idOf(idOrARN))
	return res.reached(r, idOrARN, t, ok)
}

// see returns a resource by id or ARN as readers see it. It belongs to the table and must not be changed.
func (res *resource[T]) see(r *request, inst *types.Instance, idOrARN *string) (*T, error) {
	t, ok := res.in(inst).See(r.Moment, idOf(idOrARN))
	return res.reached(r, idOrARN, t, ok)
}

func (res *resource[T]) reached(r *request, idOrARN *string, t *T, ok bool) (*T, error) {
	if !ok || res.reachable != nil && !res.reachable(r, idOrARN, t) || isARN(idOrARN) && res.path != "" && *idOrARN != aws.ToString(*res.arnMember(t)) {
		return nil, r.notFound(res.kind, idOrARN)
	}
	return t, nil
}

// byKey returns the resource with a key, in the latest state.
func (res *resource[T]) byKey(inst *types.Instance, key string) (*T, bool) {
	rows := res.in(inst)
	return rows.Get(rows.ids[key])
}

// first returns the oldest resource of an instance.
func (res *resource[T]) first(inst *types.Instance) (*T, bool) {
	return res.in(inst).Find(func(*T) bool { return true })
}

// refer replaces the id or ARN that a member holds by the id of the resource that it names. A member that is not set is left
// alone.
func (res *resource[T]) refer(r *request, inst *types.Instance, member **string) error {
	if aws.ToString(*member) == "" {
		*member = nil
		return nil
	}
	t, err := res.find(r, inst, *member)
	if err == nil {
		*member = aws.String(res.id(t))
	}
	return err
}

// add completes a new resource and stores it.
func (res *resource[T]) add(r *request, inst *types.Instance, t *T) error {
	id := res.identify(r, inst, t)
	if _, there := res.in(inst).Get(id); there {
		return r.duplicate(res.kind, cmp.Or(strings.ToLower(res.by), "id"))
	}
	return res.save(r, inst, t)
}

// identify gives a new resource its ARN, and its id if it has none.
func (res *resource[T]) identify(r *request, inst *types.Instance, t *T) (id string) {
	id = cmp.Or(res.id(t), r.newID())
	*res.idMember(t) = &id
	switch {
	case res.path == "":
	case inst == nil:
		*res.arnMember(t) = aws.String(r.arn(res.path, id))
	default:
		*res.arnMember(t) = aws.String(*inst.Arn + "/" + res.path + "/" + id)
	}
	return id
}

// save stores a new resource, or a changed copy of one.
func (res *resource[T]) save(r *request, inst *types.Instance, t *T) error {
	if res.fill != nil {
		res.fill(r, inst, t)
	}
	rows, id, key := res.in(inst), res.id(t), res.key(r, inst, t)
	if other, taken := rows.ids[key]; taken && other != id {
		return r.duplicate(res.kind, "name")
	}
	res.release(r, inst, id)
	if key != "" {
		rows.ids[key] = id
	}
	*member[*time.Time](t, "LastModifiedTime") = aws.Time(r.moment().Now)
	*member[*string](t, "LastModifiedRegion") = &r.region
	rows.Put(r.Moment, id, t)
	return nil
}

// release frees the key of a row.
func (res *resource[T]) release(r *request, inst *types.Instance, id string) {
	rows := res.in(inst)
	if before, ok := rows.Get(id); ok {
		delete(rows.ids, res.key(r, inst, before))
	}
}

// change stores a changed copy of a resource.
func (res *resource[T]) change(r *request, inst *types.Instance, idOrARN *string, change func(t *T) error) (*T, error) {
	before, err := res.find(r, inst, idOrARN)
	if err != nil {
		return nil, err
	}
	t := fake.Copy(before)
	if err := change(t); err != nil {
		return nil, err
	}
	return t, res.save(r, inst, t)
}

// remove deletes a resource with all that is attached to it.
func (res *resource[T]) remove(r *request, inst *types.Instance, idOrARN *string) error {
	t, err := res.find(r, inst, idOrARN)
	if err != nil {
		return err
	}
	if res.unused != nil {
		if err := res.unused(r, inst, t); err != nil {
			return err
		}
	}
	res.drop(r, inst, t)
	return nil
}

// drop deletes a resource without asking whether it is in use.
func (res *resource[T]) drop(r *request, inst *types.Instance, t *T) {
	id := res.id(t)
	res.release(r, inst, id)
	res.in(inst).Delete(r.Moment, id)
	res.detachAll(r, inst, id)
	if res.dropped != nil {
		res.dropped(r, t)
	}
}

// detachAll drops what is attached to a row.
func (res *resource[T]) detachAll(r *request, inst *types.Instance, id string) {
	for _, a := range res.attachments {
		a.clear(r, inst, id)
	}
}

// shown returns a copy of a resource with the members that are computed when it is read.
func (res *resource[T]) shown(r *request, inst *types.Instance, t *T) *T {
	if res.show == nil {
		return t
	}
	t = fake.Copy(t)
	res.show(r, inst, t)
	return t
}

// all returns the latest resources of an instance as the API shows them, oldest first.
func (res *resource[T]) all(r *request, inst *types.Instance) []T {
	return fake.Map(res.in(inst).All(), func(t *T) T { return *res.shown(r, inst, t) })
}

// inUse returns the error for a resource that others refer to, where one does.
func inUse[T, Other any](res *resource[T], t *T, others *resource[Other], inst *types.Instance, refers func(*Other) bool) error {
	if _, used := others.in(inst).Find(refers); used {
		return &types.ResourceInUseException{Message: aws.String("The " + res.kind + " is in use."), ResourceId: *res.arnMember(t)}
	}
	return nil
}

// idOf returns the id in an ARN; it returns an id unchanged.
func idOf(idOrARN *string) string {
	s := aws.ToString(idOrARN)
	if isARN(idOrARN) {
		return s[strings.LastIndexByte(s, '/')+1:]
	}
	return s
}

// sameID reports whether two ids or ARNs have the same id.
func sameID(a, b *string) bool { return idOf(a) == idOf(b) }

func isARN(s *string) bool { return strings.HasPrefix(aws.ToString(s), "arn:") }

// isARNOf reports whether a text is an ARN of an AWS service.
func isARNOf(service string, s *string) bool {
	parts := strings.SplitN(aws.ToString(s), ":", 6)
	return len(parts) == 6 && parts[0] == "arn" && parts[2] == service && parts[5] != ""
}

// instanceOfARN returns the id of the instance in an ARN, empty if there is none.
func instanceOfARN(arn string) string {
	_, rest, _ := strings.Cut(arn, ":instance/")
	id, _, _ := strings.Cut(rest, "/")
	return id
}

// regionOfARN returns the Region in an ARN.
func regionOfARN(arn string) string {
	if parts := strings.SplitN(arn, ":", 5); len(parts) == 5 {
		return parts[3]
	}
	return ""
}
