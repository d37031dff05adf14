package connecttest

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// savedQualifier comes after the id of a flow or a flow module to name its draft; a number there names a version.
const savedQualifier = "$SAVED"

// editions are what a flow or a flow module has besides its row. The row is the last published content or, before that, the
// draft. T has some or all of the members Content, Settings, Version, VersionDescription and a checksum.
type editions[T any] struct {
	res      *resource[T]
	drafts   attachment[draft]
	versions attachment[T]
	last     attachment[int64] // the highest number that a version has had: numbers are not reused
	saved    func(t *T) bool   // whether it has never been published
	save     func(t *T, saved bool)
}

// draft is content that was saved after other content was published.
type draft struct{ Content, Settings *string }

// declareEditions declares the draft and the versions of a resource.
func declareEditions[T any](res *resource[T], e *editions[T], saved func(t *T) bool, save func(t *T, saved bool)) {
	mustHave[*int64, T]("Version")
	mustHave[*string, T]("Content")
	e.res, e.saved, e.save = res, saved, save
	attach(res, &e.drafts, "draft of the "+res.kind, func(draft) string { return "" })
	attach(res, &e.versions, "version of the "+res.kind, func(t T) string { return versionKey(*member[*int64](&t, "Version")) })
	attach(res, &e.last, "number", func(int64) string { return "" })
}

func versionKey(version *int64) string { return strconv.FormatInt(aws.ToInt64(version), 10) }

// unqualified splits the id or ARN of a flow or a flow module from what comes after it.
func unqualified(idOrARN *string) (id *string, qualifier string) {
	s := aws.ToString(idOrARN)
	at := strings.LastIndexByte(s, ':')
	if at < 0 || strings.Contains(s[at:], "/") {
		return idOrARN, ""
	}
	return aws.String(s[:at]), s[at+1:]
}

// see returns what an id with or without a qualifier names, as readers see it.
func (e *editions[T]) see(r *request, inst *types.Instance, idOrARN *string) (*T, error) {
	id, qualifier := unqualified(idOrARN)
	t, err := e.res.see(r, inst, id)
	if err != nil || qualifier == "" {
		return t, err
	}
	if qualifier == savedQualifier {
		if d, ok := e.drafts.of(inst, e.res.id(t)).See(r.Moment, ""); ok {
			t = fake.Copy(t)
			e.replace(r, inst, t, d)
			e.save(t, true)
		}
		return t, nil
	}
	version, ok := e.versions.of(inst, e.res.id(t)).See(r.Moment, qualifier)
	if !ok {
		return nil, r.notFound(e.versions.kind, idOrARN)
	}
	return &version, nil
}

// replace gives a resource other content. Members that are not set stay as they are.
func (e *editions[T]) replace(r *request, inst *types.Instance, t *T, with draft) {
	copyMembers(t, &with, "")
	e.res.fill(r, inst, t)
}

// update replaces the published content of a resource, or its draft.
func (e *editions[T]) update(r *request, inst *types.Instance, idOrARN *string, with draft) error {
	id, qualifier := unqualified(idOrARN)
	if qualifier != "" && qualifier != savedQualifier {
		return r.invalid("A version of the %s cannot be changed.", e.res.kind)
	}
	_, err := e.res.change(r, inst, id, func(t *T) error {
		row := e.res.id(t)
		if qualifier == savedQualifier && !e.saved(t) {
			before, ok := e.drafts.of(inst, row).Get("")
			if !ok {
				before = draft{Content: *member[*string](t, "Content"), Settings: *member[*string](t, "Settings")}
			}
			e.drafts.put(r, inst, row, draft{Content: cmp.Or(with.Content, before.Content), Settings: cmp.Or(with.Settings, before.Settings)})
			return nil
		}
		e.replace(r, inst, t, with)
		if qualifier == "" {
			e.drafts.clear(r, inst, row)
			e.save(t, false)
		}
		return nil
	})
	return err
}

// freeze makes a version of the published content. A checksum that is set must match the content.
func (e *editions[T]) freeze(r *request, inst *types.Instance, idOrARN, checksum, description *string) (*T, error) {
	t, err := e.res.find(r, inst, idOrARN)
	if err != nil {
		return nil, err
	}
	switch {
	case e.saved(t):
		return nil, r.invalid("The %s is not published.", e.res.kind)
	case checksum != nil && *checksum != contentSum(*member[*string](t, "Content")):
		return nil, r.invalid("The checksum does not match the published content of the %s.", e.res.kind)
	}
	row := e.res.id(t)
	last, _ := e.last.of(inst, row).Get("")
	version := fake.Copy(*t)
	*member[*int64](&version, "Version"), *member[*string](&version, "VersionDescription") = aws.Int64(last+1), description
	e.last.put(r, inst, row, last+1)
	e.versions.put(r, inst, row, version)
	return &version, nil
}

// has reports whether there is a version with a number.
func (e *editions[T]) has(inst *types.Instance, row string, number *int64) bool {
	_, ok := e.versions.of(inst, row).Get(versionKey(number))
	return ok
}

// numbered returns the ARN of a version or an alias.
func numbered(arn *string, qualifier string) *string {
	return aws.String(aws.ToString(arn) + ":" + qualifier)
}

// contentSum returns the SHA-256 checksum of content, as the API shows it.
func contentSum(content *string) string {
	sum := sha256.Sum256([]byte(aws.ToString(content)))
	return hex.EncodeToString(sum[:])
}
