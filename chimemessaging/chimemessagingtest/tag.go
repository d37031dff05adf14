package chimemessagingtest

import (
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func (s *state) tagHandlers(h *Handlers) {
	h.TagResource = handle(s, tagResource)
	h.UntagResource = handle(s, untagResource)
	h.ListTagsForResource = handle(s, listTagsForResource)
}

// taggable refuses an ARN of a resource that does not exist or has no tags. App instances, users, channels and channel
// flows have them.
func (r *request) taggable(arn string) error {
	_, isChannel := r.state.channels.Get(arn)
	_, isFlow := r.state.flows.Get(arn)
	_, isInstance := r.state.instances.Get(arn)
	if !isChannel && !isFlow && !isInstance && r.known(arn) == nil {
		return r.missing("resource")
	}
	return nil
}

// checkTags refuses two tags with one key, and keys that belong to AWS.
func checkTags(tags []types.Tag) error {
	seen := map[string]bool{}
	for _, tag := range tags {
		key := aws.ToString(tag.Key)
		if seen[key] {
			return badRequest("Tags: the key %s occurs twice.", key)
		}
		if strings.HasPrefix(strings.ToLower(key), "aws:") {
			return badRequest("Tags: keys that begin with aws: belong to AWS.")
		}
		seen[key] = true
	}
	return nil
}

func without(tags []types.Tag, keys []string) []types.Tag {
	return slices.DeleteFunc(slices.Clone(tags), func(t types.Tag) bool { return slices.Contains(keys, *t.Key) })
}

func tagResource(r *request, in *chimemessaging.TagResourceInput) (*chimemessaging.TagResourceOutput, error) {
	if err := r.taggable(*in.ResourceARN); err != nil {
		return nil, err
	}
	if err := checkTags(in.Tags); err != nil {
		return nil, err
	}
	var keys []string
	for _, tag := range in.Tags {
		keys = append(keys, *tag.Key)
	}
	tags := append(without(r.state.tags[*in.ResourceARN], keys), in.Tags...)
	if len(tags) > r.state.server.options.Limits.TagsPerResource {
		return nil, r.overLimit("tags of the resource")
	}
	r.state.tags[*in.ResourceARN] = tags
	return nil, nil
}

func untagResource(r *request, in *chimemessaging.UntagResourceInput) (*chimemessaging.UntagResourceOutput, error) {
	if err := r.taggable(*in.ResourceARN); err != nil {
		return nil, err
	}
	r.state.tags[*in.ResourceARN] = without(r.state.tags[*in.ResourceARN], in.TagKeys)
	return nil, nil
}

func listTagsForResource(r *request, in *chimemessaging.ListTagsForResourceInput) (*chimemessaging.ListTagsForResourceOutput, error) {
	if err := r.taggable(*in.ResourceARN); err != nil {
		return nil, err
	}
	return &chimemessaging.ListTagsForResourceOutput{Tags: r.state.tags[*in.ResourceARN]}, nil
}
