package connecttest

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// maxViewContent is how many bytes the template of a view can have.
const maxViewContent = 400 * 1000

// declareViews declares views. A row has what all contents of a view share; the contents are attached to it. Templates are
// not checked, and no input schema is derived from them: any JSON object is a template.
func (s *state) declareViews(h *Handlers) {
	views := declare(s, &s.views, resource[types.View]{
		noun: "View", kind: "view", path: "view",
		fill: func(r *request, inst *types.Instance, v *types.View) {
			if v.CreatedTime == nil {
				v.CreatedTime = aws.Time(r.moment().Now)
			}
			if v.Type == "" {
				v.Type = types.ViewTypeCustomerManaged
			}
			if v.Type == types.ViewTypeAwsManaged {
				v.Arn = aws.String("arn:aws:connect:" + regionOfARN(*inst.Arn) + ":aws:view/" + *v.Id)
			}
		},
		show:   func(r *request, inst *types.Instance, v *types.View) { r.showView(inst, v) },
		unused: func(r *request, _ *types.Instance, v *types.View) error { return r.checkOwnView(v) },
	})
	s.declareViewVersions(views, h)
	h.CreateView = handle(s, createView)
	h.DescribeView = handle(s, describeView)
	h.ListViews = handle(s, listViews)
	h.UpdateViewContent = handle(s, updateViewContent)
	update(views, &h.UpdateViewMetadata, func(r *request, _ *types.Instance, in *connect.UpdateViewMetadataInput, v *types.View) error {
		if err := r.checkRenaming(in.Name, in.Description); err != nil {
			return err
		}
		return r.checkOwnView(v)
	})
	remove(views, &h.DeleteView)
	search(views, &h.SearchViews, searching[types.View]{
		fields: func(_ *request, _ *types.Instance, v *types.View) fields {
			return fields{"name": texts(v.Name), "description": texts(v.Description), "type": {string(v.Type)}, "status": {string(v.Status)}}
		},
		holds: func(_ *request, _ *types.Instance, v *types.View, condition any) (holds, known bool) {
			switch c := condition.(type) {
			case types.ViewType:
				return c == v.Type, true
			case types.ViewStatus:
				return c == v.Status, true
			}
			return false, false
		},
	})
}

// addManagedViews adds the views that AWS makes for all instances.
func (r *request) addManagedViews(inst *types.Instance) error {
	for _, name := range []string{"Cards", "Confirmation", "Detail", "Form", "List"} {
		id := strings.ToLower(name)
		v := &types.View{Id: &id, Name: &name, Type: types.ViewTypeAwsManaged}
		if err := r.views.add(r, inst, v); err != nil {
			return err
		}
		content := viewContent{Key: "1", Version: 1, Status: types.ViewStatusPublished, Content: types.ViewContent{Template: aws.String("{}")}}
		r.viewContents.put(r, inst, id, content)
	}
	return nil
}

// checkOwnView refuses to change a view that AWS makes.
func (r *request) checkOwnView(v *types.View) error {
	if v.Type == types.ViewTypeAwsManaged {
		return r.invalid("Views that AWS makes cannot be changed.")
	}
	return nil
}

// addView adds a view with its first content.
func (r *request) addView(inst *types.Instance, v *types.View, content *types.ViewContent, status types.ViewStatus) error {
	if err := r.views.add(r, inst, v); err != nil {
		return err
	}
	r.putContent(inst, v, content, status)
	return nil
}

func createView(r *request, in *connect.CreateViewInput) (*connect.CreateViewOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	content, err := r.viewContent(in.Content)
	if err != nil {
		return nil, err
	}
	v := &types.View{Name: in.Name, Description: in.Description, Tags: in.Tags}
	if err := r.addView(inst, v, content, in.Status); err != nil {
		return nil, err
	}
	return &connect.CreateViewOutput{View: r.latestView(inst, v, savedView)}, nil
}

func describeView(r *request, in *connect.DescribeViewInput) (*connect.DescribeViewOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	id, qualifier := qualified(in.ViewId)
	v, err := r.views.see(r, inst, &id)
	if err != nil {
		return nil, err
	}
	if qualifier == "" {
		qualifier = publishedView
		if v.Type == types.ViewTypeAwsManaged {
			qualifier = "1"
		}
	}
	content, ok := r.viewContents.of(inst, id).See(r.Moment, qualifier)
	if !ok {
		return nil, r.notFound(r.viewContents.kind, in.ViewId)
	}
	v = fake.Copy(v)
	r.fillView(inst, v, content)
	return &connect.DescribeViewOutput{View: v}, nil
}

// listViews sorts views by type and name, as the service does.
func listViews(r *request, in *connect.ListViewsInput) (*connect.ListViewsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	views := r.views.in(inst).Rows(r.Moment, func(v *types.View) bool { return in.Type == "" || in.Type == v.Type }).All()
	slices.SortFunc(views, func(a, b *types.View) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(*a.Name, *b.Name))
	})
	out, summary := new(connect.ListViewsOutput), as[types.ViewSummary](&r.views)
	return out, paged(r, in, out, fake.RowsOf(views), func(v *types.View) types.ViewSummary { return summary(r.views.shown(r, inst, v)) })
}

func updateViewContent(r *request, in *connect.UpdateViewContentInput) (*connect.UpdateViewContentOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	content, err := r.viewContent(in.Content)
	if err != nil {
		return nil, err
	}
	id, _ := qualified(in.ViewId)
	v, err := r.views.change(r, inst, &id, r.checkOwnView)
	if err != nil {
		return nil, err
	}
	r.putContent(inst, v, content, in.Status)
	return &connect.UpdateViewContentOutput{View: r.latestView(inst, v, savedView)}, nil
}

// AddView adds a view with its content to an instance and returns its id. It is published unless its Status is SAVED.
func (s *Server) AddView(instanceID string, info types.View) string {
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (string, error) {
		v := fake.Copy(&info)
		content := cmp.Or(v.Content, &types.ViewContent{Template: aws.String("{}")})
		err := r.addView(inst, v, content, cmp.Or(v.Status, types.ViewStatusPublished))
		return aws.ToString(v.Id), err
	})
}

// Views returns the views of an instance without those that AWS makes, in the order of their creation. Their content is the
// one that was saved last.
func (s *Server) Views(instanceID string) []types.View {
	return slices.DeleteFunc(allIn(s, &s.state.views, instanceID), func(v types.View) bool { return v.Type == types.ViewTypeAwsManaged })
}
