package connecttest

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// promptURLLife is how long the URL of a prompt's file is valid.
const promptURLLife = 5 * time.Minute

func (s *state) declarePrompts(h *Handlers) {
	prompts := declare(s, &s.prompts, resource[types.Prompt]{noun: "Prompt", kind: "prompt", path: "prompt", tagType: "prompt"})
	attach(prompts, &s.promptFiles, "file of the prompt", func(string) string { return "" })
	create(prompts, &h.CreatePrompt, func(r *request, inst *types.Instance, in *connect.CreatePromptInput, p *types.Prompt) error {
		return r.setPromptFile(inst, p, in.S3Uri)
	}, "S3Uri")
	describe(prompts, &h.DescribePrompt)
	list(prompts, &h.ListPrompts, nil)
	search(prompts, &h.SearchPrompts, searching[types.Prompt]{fields: func(_ *request, _ *types.Instance, p *types.Prompt) fields {
		return fields{"name": texts(p.Name), "description": texts(p.Description)}
	}})
	update(prompts, &h.UpdatePrompt, func(r *request, inst *types.Instance, in *connect.UpdatePromptInput, p *types.Prompt) error {
		return r.setPromptFile(inst, p, in.S3Uri)
	}, "S3Uri")
	remove(prompts, &h.DeletePrompt)
	h.GetPromptFile = handle(s, getPromptFile)
}

// setPromptFile records where the audio of a prompt came from. A nil URI changes nothing.
func (r *request) setPromptFile(inst *types.Instance, p *types.Prompt, uri *string) error {
	if uri == nil {
		return nil
	}
	if !isInS3(*uri) {
		return r.invalid("S3Uri: must name an object in S3, such as s3://bucket/welcome.wav")
	}
	r.promptFiles.put(r, inst, *p.PromptId, *uri)
	return nil
}

// isInS3 reports whether a URI can name an object in S3.
func isInS3(uri string) bool {
	u, err := url.Parse(uri)
	return err == nil && (u.Scheme == "s3" || u.Scheme == "https") && u.Host != "" && strings.Trim(u.Path, "/") != ""
}

// getPromptFile returns a URL that looks like that of the service; nothing answers it.
func getPromptFile(r *request, in *connect.GetPromptFileInput) (*connect.GetPromptFileOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	p, err := r.prompts.see(r, inst, in.PromptId)
	if err != nil {
		return nil, err
	}
	return &connect.GetPromptFileOutput{
		PromptPresignedUrl: aws.String(r.presigned("prompts-"+*inst.Id, *p.PromptId+".wav", promptURLLife)),
		LastModifiedTime:   p.LastModifiedTime, LastModifiedRegion: p.LastModifiedRegion,
	}, nil
}

// presigned returns a URL that has the form of one that S3 accepts for a time. It has no signature.
func (r *request) presigned(bucket, key string, life time.Duration) string {
	query := url.Values{
		"X-Amz-Date": {r.moment().Now.UTC().Format("20060102T150405Z")}, "X-Amz-Expires": {strconv.Itoa(int(life.Seconds()))},
	}
	return "https://" + bucket + ".s3." + r.region + ".amazonaws.com/" + key + "?" + query.Encode()
}

// AddPrompt adds a prompt to an instance and returns its id.
func (s *Server) AddPrompt(instanceID string, info types.Prompt) string {
	return addTo(s, &s.state.prompts, instanceID, info)
}

// Prompts returns the prompts of an instance, in the order of their creation.
func (s *Server) Prompts(instanceID string) []types.Prompt {
	return allIn(s, &s.state.prompts, instanceID)
}

// PromptFile returns where the audio of a prompt came from: the S3Uri of its latest CreatePrompt or UpdatePrompt. It is
// empty for a prompt that AddPrompt added.
func (s *Server) PromptFile(instanceID, promptID string) string {
	return read(s, func(r *request) (string, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return "", err
		}
		p, err := r.prompts.find(r, inst, &promptID)
		if err != nil {
			return "", err
		}
		uri, _ := r.promptFiles.of(inst, *p.PromptId).Get("")
		return uri, nil
	})
}
