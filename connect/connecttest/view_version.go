package connecttest

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// The qualifiers of a view whose content changes.
const (
	savedView     = "$SAVED"
	publishedView = "$LATEST"
)

// viewContent is one content of a view: that of a qualifier, or of a version.
type viewContent struct {
	Key         string // a qualifier or the number of the version
	Version     int32
	Description *string // of the version
	Status      types.ViewStatus
	Content     types.ViewContent
}

// declareViewVersions declares the contents of views and their numbered versions.
func (s *state) declareViewVersions(views *resource[types.View], h *Handlers) {
	attach(views, &s.viewContents, "content of the view", func(c viewContent) string { return c.Key })
	attach(views, &s.viewNumbers, "number of the newest version", func(int32) string { return "" })
	h.CreateViewVersion = handle(s, createViewVersion)
	h.ListViewVersions = handle(s, listViewVersions)
	changeAttached(views, &h.DeleteViewVersion, func(r *request, inst *types.Instance, in *connect.DeleteViewVersionInput, id string) error {
		v, err := r.views.find(r, inst, &id)
		if err == nil {
			err = r.checkOwnView(v)
		}
		if err != nil {
			return err
		}
		return r.viewContents.remove(r, inst, id, strconv.Itoa(int(*in.ViewVersion)))
	})
}

// qualified splits the id or ARN of a view from the qualifier after it.
func qualified(idOrARN *string) (id, qualifier string) {
	id, qualifier, _ = strings.Cut(idOf(idOrARN), ":")
	return id, qualifier
}

// viewContent checks the content of a request.
func (r *request) viewContent(in *types.ViewInputContent) (*types.ViewContent, error) {
	template := aws.ToString(in.Template)
	if len(template) > maxViewContent {
		return nil, r.invalid("Template: must have at most %d bytes", maxViewContent)
	}
	if in.Template != nil && !isJSONObject(in.Template) {
		return nil, r.invalid("Template: must be a JSON object")
	}
	return &types.ViewContent{Template: in.Template, Actions: in.Actions, InputSchema: aws.String("{}")}, nil
}

// putContent stores the content that was saved last and, with the status PUBLISHED, published last.
func (r *request) putContent(inst *types.Instance, v *types.View, content *types.ViewContent, status types.ViewStatus) {
	r.viewContents.put(r, inst, *v.Id, viewContent{Key: savedView, Status: status, Content: *content})
	if status == types.ViewStatusPublished {
		r.viewContents.put(r, inst, *v.Id, viewContent{Key: publishedView, Status: status, Content: *content})
	}
}

// fillView gives a copy of a view one of its contents.
func (r *request) fillView(inst *types.Instance, v *types.View, c viewContent) {
	v.Content, v.Status, v.Version, v.VersionDescription = &c.Content, c.Status, c.Version, c.Description
	if published, ok := r.viewContents.of(inst, *v.Id).Get(publishedView); ok {
		v.ViewContentSha256 = aws.String(published.hash())
	}
}

// showView gives a copy of a view the content that was saved last; a view that AWS makes has only one.
func (r *request) showView(inst *types.Instance, v *types.View) {
	contents := r.viewContents.of(inst, *v.Id)
	for _, key := range []string{savedView, "1"} {
		if c, ok := contents.See(r.Moment, key); ok {
			r.fillView(inst, v, c)
			return
		}
	}
}

// latestView returns a copy of a view with the latest content of a qualifier.
func (r *request) latestView(inst *types.Instance, v *types.View, qualifier string) *types.View {
	v = fake.Copy(v)
	if c, ok := r.viewContents.of(inst, *v.Id).Get(qualifier); ok {
		r.fillView(inst, v, c)
	}
	return v
}

// hash returns the checksum of a content.
func (c viewContent) hash() string {
	sum := sha256.Sum256([]byte(aws.ToString(c.Content.Template) + "\n" + strings.Join(c.Content.Actions, "\n")))
	return hex.EncodeToString(sum[:])
}

// versionsOf returns the numbered versions of a view, newest first.
func versionsOf(contents []viewContent) []viewContent {
	versions := slices.DeleteFunc(contents, func(c viewContent) bool { return c.Version == 0 })
	slices.SortFunc(versions, func(a, b viewContent) int { return int(b.Version) - int(a.Version) })
	return versions
}

// createViewVersion makes a version of the published content, unless the newest version is the same.
func createViewVersion(r *request, in *connect.CreateViewVersionInput) (*connect.CreateViewVersionOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	id, _ := qualified(in.ViewId)
	v, err := r.views.change(r, inst, &id, r.checkOwnView)
	if err != nil {
		return nil, err
	}
	c, ok := r.viewContents.of(inst, id).Get(publishedView)
	if !ok {
		return nil, r.invalid("The view is not published.")
	}
	if in.ViewContentSha256 != nil && *in.ViewContentSha256 != c.hash() {
		return nil, r.invalid("ViewContentSha256: does not match the published content")
	}
	newest := viewContent{}
	if versions := versionsOf(r.viewContents.of(inst, id).All()); len(versions) > 0 {
		newest = versions[0]
	}
	if newest.Version == 0 || newest.hash() != c.hash() {
		last, _ := r.viewNumbers.of(inst, id).Get("")
		newest = viewContent{
			Key: strconv.Itoa(int(last + 1)), Version: last + 1, Description: in.VersionDescription, Status: c.Status, Content: c.Content,
		}
		r.viewContents.put(r, inst, id, newest)
		r.viewNumbers.put(r, inst, id, newest.Version)
	}
	return &connect.CreateViewVersionOutput{View: r.latestView(inst, v, newest.Key)}, nil
}

func listViewVersions(r *request, in *connect.ListViewVersionsInput) (*connect.ListViewVersionsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	id, _ := qualified(in.ViewId)
	v, err := r.views.see(r, inst, &id)
	if err != nil {
		return nil, err
	}
	versions := versionsOf(r.viewContents.of(inst, id).Rows(r.Moment, nil).All())
	out := new(connect.ListViewVersionsOutput)
	return out, paged(r, in, out, fake.RowsOf(versions), func(c viewContent) types.ViewVersionSummary {
		return types.ViewVersionSummary{
			Id: aws.String(id + ":" + c.Key), Arn: aws.String(*v.Arn + ":" + c.Key), Name: v.Name, Description: v.Description, Type: v.Type,
			Version: c.Version, VersionDescription: c.Description,
		}
	})
}
