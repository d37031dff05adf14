package main

import (
	"context"
	"fmt"
	"iter"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// thing is something in an instance that flows refer to.
type thing struct{ id, arn, name string }

// things are those of one kind.
type things struct {
	byID   map[string]thing
	byName map[string][]thing
}

func newThings() *things { return &things{byID: map[string]thing{}, byName: map[string][]thing{}} }

func (t *things) add(one thing) {
	t.byID[one.id] = one
	if one.name != "" {
		t.byName[one.name] = append(t.byName[one.name], one)
	}
}

// load lists the things of a kind, named as in ARNs, unless that was done before.
func (n *instance) load(ctx context.Context, kind string) error {
	list := n.list(ctx, kind)
	if list == nil || n.things[kind] != nil {
		return nil
	}
	found := newThings()
	for one, err := range list {
		if err != nil {
			return fmt.Errorf("list what has the kind %s: %w", kind, err)
		}
		found.add(one)
	}
	n.things[kind] = found
	return nil
}

// list iterates over the things of a kind; nil for kinds that are not known by name. Flows and modules are not among
// them: the plan knows these.
func (n *instance) list(ctx context.Context, kind string) iter.Seq2[thing, error] {
	id := &n.at.InstanceID
	switch kind {
	case "queue":
		in := &connect.ListQueuesInput{InstanceId: id, QueueTypes: []types.QueueType{types.QueueTypeStandard}}
		return each(connect.NewListQueuesPaginator(n.client, in).All(ctx), func(q types.QueueSummary) thing { return newThing(q.Id, q.Arn, q.Name) })
	case "operating-hours":
		in := &connect.ListHoursOfOperationsInput{InstanceId: id}
		return each(connect.NewListHoursOfOperationsPaginator(n.client, in).All(ctx), func(h types.HoursOfOperationSummary) thing { return newThing(h.Id, h.Arn, h.Name) })
	case "prompt":
		in := &connect.ListPromptsInput{InstanceId: id}
		return each(connect.NewListPromptsPaginator(n.client, in).All(ctx), func(p types.PromptSummary) thing { return newThing(p.Id, p.Arn, p.Name) })
	case "transfer-destination":
		in := &connect.ListQuickConnectsInput{InstanceId: id}
		return each(connect.NewListQuickConnectsPaginator(n.client, in).All(ctx), func(q types.QuickConnectSummary) thing { return newThing(q.Id, q.Arn, q.Name) })
	case "agent":
		in := &connect.ListUsersInput{InstanceId: id}
		return each(connect.NewListUsersPaginator(n.client, in).All(ctx), func(u types.UserSummary) thing { return newThing(u.Id, u.Arn, u.Username) })
	case "view":
		in := &connect.ListViewsInput{InstanceId: id}
		return each(connect.NewListViewsPaginator(n.client, in).All(ctx), func(v types.ViewSummary) thing { return newThing(v.Id, v.Arn, v.Name) })
	case "task-template":
		in := &connect.ListTaskTemplatesInput{InstanceId: id}
		return each(connect.NewListTaskTemplatesPaginator(n.client, in).All(ctx), func(t types.TaskTemplateMetadata) thing { return newThing(t.Id, t.Arn, t.Name) })
	case "data-table":
		in := &connect.ListDataTablesInput{InstanceId: id}
		return each(connect.NewListDataTablesPaginator(n.client, in).All(ctx), func(t types.DataTableSummary) thing { return newThing(t.Id, t.Arn, t.Name) })
	}
	return nil
}

func newThing(id, arn, name *string) thing {
	return thing{id: aws.ToString(id), arn: aws.ToString(arn), name: aws.ToString(name)}
}

// each iterates over summaries as things.
func each[T any](all iter.Seq2[T, error], of func(T) thing) iter.Seq2[thing, error] {
	return func(yield func(thing, error) bool) {
		for one, err := range all {
			if err != nil {
				yield(thing{}, err)
				return
			}
			if !yield(of(one), nil) {
				return
			}
		}
	}
}
