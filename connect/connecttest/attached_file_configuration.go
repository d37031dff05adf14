package connecttest

import (
	"path"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// The limits on files where an instance has no configuration of its own.
const (
	defaultFileSize   = 20 << 20
	defaultExtensions = ".csv .doc .docx .gif .heic .jpeg .jpg .mov .mp4 .pdf .png .ppt .pptx .rtf .txt .wav .xls .xlsx"
)

// declareFilesConfigurations declares the limits on the files of each scope.
func (s *state) declareFilesConfigurations(h *Handlers) {
	attach(&s.instances, &s.filesConfigurations, "attached files configuration of the instance", func(c types.AttachedFilesConfiguration) string {
		return string(c.AttachmentScope)
	})
	h.DescribeAttachedFilesConfiguration = handle(s, describeAttachedFilesConfiguration)
	h.ListAttachedFilesConfigurations = handle(s, listAttachedFilesConfigurations)
	h.UpdateAttachedFilesConfiguration = handle(s, updateAttachedFilesConfiguration)
}

// configurationOf returns the configuration of a scope as readers see it: the instance's own or that of the service.
func (r *request) configurationOf(inst *types.Instance, scope types.AttachmentScope) types.AttachedFilesConfiguration {
	if c, ok := r.filesConfigurations.of(nil, *inst.Id).See(r.Moment, string(scope)); ok {
		return c
	}
	return types.AttachedFilesConfiguration{
		InstanceId: inst.Id, AttachmentScope: scope, MaximumSizeLimitInBytes: aws.Int64(defaultFileSize),
		ExtensionConfiguration: &types.ExtensionConfiguration{
			AllowedExtensions: fake.Map(strings.Fields(defaultExtensions), func(e string) types.AllowedExtension { return types.AllowedExtension{Extension: &e} }),
		},
	}
}

// checkFile checks a file against the configuration of its scope.
func (r *request) checkFile(inst *types.Instance, in *connect.StartAttachedFileUploadInput) error {
	scope := types.AttachmentScopeTask
	switch {
	case strings.HasPrefix(string(in.FileUseCaseType), "EMAIL"):
		scope = types.AttachmentScopeEmail
	case strings.HasPrefix(*in.AssociatedResourceArn, "arn:aws:cases:"):
		scope = types.AttachmentScopeCase
	case in.FileUseCaseType != types.FileUseCaseTypeAttachment:
		return nil
	}
	c := r.configurationOf(inst, scope)
	if c.MaximumSizeLimitInBytes != nil && *in.FileSizeInBytes > *c.MaximumSizeLimitInBytes {
		return r.invalid("FileSizeInBytes: must be at most %d", *c.MaximumSizeLimitInBytes)
	}
	extension := strings.TrimPrefix(strings.ToLower(path.Ext(*in.FileName)), ".")
	if !slices.ContainsFunc(c.ExtensionConfiguration.AllowedExtensions, func(e types.AllowedExtension) bool {
		return strings.TrimPrefix(strings.ToLower(*e.Extension), ".") == extension
	}) {
		return r.invalid("FileName: files of this kind are not allowed")
	}
	return nil
}

func describeAttachedFilesConfiguration(
	r *request, in *connect.DescribeAttachedFilesConfigurationInput,
) (*connect.DescribeAttachedFilesConfigurationOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	c := r.configurationOf(inst, in.AttachmentScope)
	return &connect.DescribeAttachedFilesConfigurationOutput{AttachedFilesConfiguration: &c}, nil
}

func listAttachedFilesConfigurations(r *request, in *connect.ListAttachedFilesConfigurationsInput) (*connect.ListAttachedFilesConfigurationsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	out := new(connect.ListAttachedFilesConfigurationsOutput)
	return out, paged(r, in, out, fake.RowsOf(types.AttachmentScope("").Values()), func(scope types.AttachmentScope) (s types.AttachedFilesConfigurationSummary) {
		c := r.configurationOf(inst, scope)
		copyMembers(&s, &c, "")
		return s
	})
}

// updateAttachedFilesConfiguration changes the members that the request sets; the extensions are replaced as a whole.
func updateAttachedFilesConfiguration(r *request, in *connect.UpdateAttachedFilesConfigurationInput) (*connect.UpdateAttachedFilesConfigurationOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	c, ok := r.filesConfigurations.of(nil, *inst.Id).Get(string(in.AttachmentScope))
	if !ok {
		c = r.configurationOf(inst, in.AttachmentScope)
	}
	c = fake.Copy(c)
	copyMembers(&c, in, "", "InstanceId")
	c.LastModifiedTime = aws.Time(r.moment().Now)
	r.filesConfigurations.put(r, nil, *inst.Id, c)
	out := new(connect.UpdateAttachedFilesConfigurationOutput)
	copyMembers(out, &c, "")
	return out, nil
}

// SetAttachedFilesConfiguration sets the limits on the files of a scope in an instance.
func (s *Server) SetAttachedFilesConfiguration(instanceID string, c types.AttachedFilesConfiguration) {
	seedIn(s, instanceID, func(r *request, inst *types.Instance) (struct{}, error) {
		all := r.configurationOf(inst, c.AttachmentScope)
		copyMembers(&all, &c, "", "InstanceId")
		r.filesConfigurations.put(r, nil, *inst.Id, all)
		return struct{}{}, nil
	})
}

// AttachedFilesConfigurations returns an instance's own configurations, in the order of their creation.
func (s *Server) AttachedFilesConfigurations(instanceID string) []types.AttachedFilesConfiguration {
	return attachedTo(s, &s.state.instances, &s.state.filesConfigurations, "", instanceID)
}
