package connecttest

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// declareWorkspaces declares workspaces. Only a search returns when one was created, which is attached to it.
func (s *state) declareWorkspaces(h *Handlers) {
	workspaces := declare(s, &s.workspaces, resource[types.Workspace]{
		noun: "Workspace", kind: "workspace", path: "workspace", tagType: "workspace",
		fill: func(r *request, inst *types.Instance, w *types.Workspace) {
			if _, there := r.workspaceTimes.of(inst, *w.Id).Get(""); !there {
				r.workspaceTimes.put(r, inst, *w.Id, r.moment().Now)
			}
			if w.Visibility == "" {
				w.Visibility = types.VisibilityNone
			}
		},
		summarise: func(w *types.Workspace, summary any) {
			inst := instanceOfARN(*w.Arn)
			if created, ok := s.workspaceTimes.of(&types.Instance{Id: &inst}, *w.Id).Get(""); ok {
				*member[*time.Time](summary, "CreatedAt") = &created
			}
		},
	})
	attach(workspaces, &s.workspaceTimes, "creation of the workspace", func(time.Time) string { return "" })
	create(workspaces, &h.CreateWorkspace, nil)
	describe(workspaces, &h.DescribeWorkspace)
	list(workspaces, &h.ListWorkspaces, nil)
	search(workspaces, &h.SearchWorkspaces, searching[types.Workspace]{fields: func(_ *request, _ *types.Instance, w *types.Workspace) fields {
		return fields{"name": texts(w.Name), "description": texts(w.Description), "title": texts(w.Title), "visibility": {string(w.Visibility)}}
	}})
	update(workspaces, &h.UpdateWorkspaceMetadata, nil)
	update(workspaces, &h.UpdateWorkspaceVisibility, nil)
	update(workspaces, &h.UpdateWorkspaceTheme, func(_ *request, _ *types.Instance, in *connect.UpdateWorkspaceThemeInput, w *types.Workspace) error {
		w.Theme = in.Theme // nil means that of the service
		return nil
	})
	remove(workspaces, &h.DeleteWorkspace)
	s.declareWorkspacePages(workspaces, h)
	s.declareWorkspaceAssociations(workspaces, h)

	attach(workspaces, &s.workspaceMedia, "media of the workspace", func(m types.MediaItem) string { return string(m.Type) })
	changeAttached(workspaces, &h.ImportWorkspaceMedia, func(r *request, inst *types.Instance, in *connect.ImportWorkspaceMediaInput, id string) error {
		r.workspaceMedia.put(r, inst, id, types.MediaItem{Type: in.MediaType, Source: in.MediaSource})
		return nil
	})
	disassociate(workspaces, &s.workspaceMedia, &h.DeleteWorkspaceMedia, func(in *connect.DeleteWorkspaceMediaInput) []string {
		return []string{string(in.MediaType)}
	})
	listAttached(workspaces, &s.workspaceMedia, &h.ListWorkspaceMedia, whole)
}

// declareWorkspacePages declares the pages of workspaces. Each shows a view.
func (s *state) declareWorkspacePages(workspaces *resource[types.Workspace], h *Handlers) {
	attach(workspaces, &s.workspacePages, "page of the workspace", func(p types.WorkspacePage) string { return *p.Page })
	changeAttached(workspaces, &h.CreateWorkspacePage, func(r *request, inst *types.Instance, in *connect.CreateWorkspacePageInput, id string) error {
		p := types.WorkspacePage{ResourceArn: in.ResourceArn, Page: in.Page, Slug: in.Slug, InputData: in.InputData}
		if r.workspacePages.has(inst, id, p) {
			return r.duplicate(r.workspacePages.kind, "name")
		}
		return r.putPage(inst, id, p)
	})
	changeAttached(workspaces, &h.UpdateWorkspacePage, func(r *request, inst *types.Instance, in *connect.UpdateWorkspacePageInput, id string) error {
		p, ok := r.workspacePages.of(inst, id).Get(*in.Page)
		if !ok {
			return r.notFound(r.workspacePages.kind, in.Page)
		}
		copyMembers(&p, in, "")
		if in.NewPage != nil && *in.NewPage != *in.Page {
			p.Page = in.NewPage
			if r.workspacePages.has(inst, id, p) {
				return r.duplicate(r.workspacePages.kind, "name")
			}
		}
		if err := r.putPage(inst, id, p, *in.Page); err != nil || *p.Page == *in.Page {
			return err
		}
		return r.workspacePages.remove(r, inst, id, *in.Page)
	})
	disassociate(workspaces, &s.workspacePages, &h.DeleteWorkspacePage, func(in *connect.DeleteWorkspacePageInput) []string { return []string{*in.Page} })
	listAttached(workspaces, &s.workspacePages, &h.ListWorkspacePages, whole)
}

// putPage stores a page. Its view must exist, its input must be JSON, and no page outside except may have its slug.
func (r *request) putPage(inst *types.Instance, workspaceID string, p types.WorkspacePage, except ...string) error {
	if isReserved(*p.Page) {
		return r.invalid("Page: must not begin with aws: or connect:")
	}
	if p.InputData != nil && !isJSONObject(p.InputData) {
		return r.invalid("InputData: is not a JSON object")
	}
	view, _ := qualified(p.ResourceArn)
	if _, err := r.views.find(r, inst, &view); err != nil {
		return err
	}
	_, taken := r.workspacePages.of(inst, workspaceID).Find(func(other types.WorkspacePage) bool {
		return p.Slug != nil && aws.ToString(other.Slug) == *p.Slug && (len(except) == 0 || *other.Page != except[0])
	})
	if taken {
		return r.duplicate(r.workspacePages.kind, "slug")
	}
	r.workspacePages.put(r, inst, workspaceID, p)
	return nil
}

// AddWorkspace adds a workspace with pages to an instance and returns its id. Without Visibility nobody sees it. The views of
// the pages need not exist.
func (s *Server) AddWorkspace(instanceID string, info types.Workspace, pages ...types.WorkspacePage) string {
	return addTo(s, &s.state.workspaces, instanceID, info, func(r *request, inst *types.Instance, id string) {
		r.workspacePages.put(r, inst, id, pages...)
	})
}

// Workspaces returns the workspaces of an instance, in the order of their creation.
func (s *Server) Workspaces(instanceID string) []types.Workspace {
	return allIn(s, &s.state.workspaces, instanceID)
}

// WorkspacePages returns the pages of a workspace, in the order of their creation.
func (s *Server) WorkspacePages(instanceID, workspaceID string) []types.WorkspacePage {
	return attachedTo(s, &s.state.workspaces, &s.state.workspacePages, instanceID, workspaceID)
}

// WorkspaceMedia returns the media of a workspace, in the order of their import.
func (s *Server) WorkspaceMedia(instanceID, workspaceID string) []types.MediaItem {
	return attachedTo(s, &s.state.workspaces, &s.state.workspaceMedia, instanceID, workspaceID)
}
