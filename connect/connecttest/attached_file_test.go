package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestAttachedFiles(t *testing.T) {
	s := newScene(t)
	arn := "arn:aws:connect:us-east-1:123456789012:instance/" + s.instance + "/contact/"
	contact := aws.String(arn + s.srv.AddContact(s.instance, types.Contact{Channel: types.ChannelVoice, DisconnectTimestamp: aws.Time(s.clock.Time())}))
	start := func(name string, size int64) (*connect.StartAttachedFileUploadOutput, error) {
		return s.client.StartAttachedFileUpload(t.Context(), &connect.StartAttachedFileUploadInput{
			InstanceId: &s.instance, FileName: &name, FileSizeInBytes: &size, FileUseCaseType: types.FileUseCaseTypeAttachment, AssociatedResourceArn: contact,
			CreatedBy: &types.CreatedByInfoMemberAWSIdentityArn{Value: "arn:aws:iam::123456789012:root"}, Tags: map[string]string{"team": "red"},
		})
	}
	started, err := start("order.pdf", 1000)
	require.NoError(t, err)
	assert.Equal(t, types.FileStatusTypeProcessing, started.FileStatus)
	assert.Contains(t, *started.UploadUrlMetadata.Url, *started.FileId)
	requireError[*types.InvalidRequestException](t, second(start("order.exe", 1000)))
	requireError[*types.InvalidRequestException](t, second(start("order.pdf", 50<<20)))
	get := func() *connect.GetAttachedFileOutput {
		out, err := s.client.GetAttachedFile(t.Context(), &connect.GetAttachedFileInput{InstanceId: &s.instance, FileId: started.FileId, AssociatedResourceArn: contact})
		require.NoError(t, err)
		return out
	}
	assert.Nil(t, get().DownloadUrlMetadata)
	complete := &connect.CompleteAttachedFileUploadInput{InstanceId: &s.instance, FileId: started.FileId, AssociatedResourceArn: aws.String("arn:aws:cases:us-east-1:123456789012:domain/d/case/other")}
	requireError[*types.ResourceNotFoundException](t, second(s.client.CompleteAttachedFileUpload(t.Context(), complete)))
	complete.AssociatedResourceArn = contact
	require.NoError(t, second(s.client.CompleteAttachedFileUpload(t.Context(), complete)))
	file := get()
	require.NotNil(t, file.DownloadUrlMetadata)
	assert.Equal(t, "order.pdf", *file.FileName)
	assert.Equal(t, int64(1000), *file.FileSizeInBytes)
	assert.Equal(t, &types.CreatedByInfoMemberAWSIdentityArn{Value: "arn:aws:iam::123456789012:root"}, file.CreatedBy)

	of := contact
	create := func(use types.FileUseCaseType, uri string) (*connect.CreateAttachedFileOutput, error) {
		return s.client.CreateAttachedFile(t.Context(), &connect.CreateAttachedFileInput{InstanceId: &s.instance, FileUseCaseType: use, FileSourceUri: &uri, AssociatedResourceArn: of})
	}
	of = aws.String(arn + "none")
	requireError[*types.InvalidRequestException](t, second(create(types.FileUseCaseTypeVoiceRecording, "s3://bucket/call.wav")))
	for _, other := range []types.Contact{{Channel: types.ChannelVoice}, {Channel: types.ChannelChat, DisconnectTimestamp: aws.Time(s.clock.Time())}} {
		of = aws.String(arn + s.srv.AddContact(s.instance, other))
		requireError[*types.InvalidRequestException](t, second(create(types.FileUseCaseTypeVoiceRecording, "s3://bucket/call.wav")))
	}
	of = contact
	requireError[*types.InvalidRequestException](t, second(create(types.FileUseCaseTypeAttachment, "s3://bucket/call.wav")))
	requireError[*types.InvalidRequestException](t, second(create(types.FileUseCaseTypeVoiceRecording, "call.wav")))
	recording, err := create(types.FileUseCaseTypeVoiceRecording, "https://bucket.s3.us-east-1.amazonaws.com/calls/call.wav")
	require.NoError(t, err)
	s.srv.AddAttachedFile(s.instance, types.AttachedFile{FileName: aws.String("other.txt"), AssociatedResourceArn: aws.String("arn:other")})
	batch, err := s.client.BatchGetAttachedFileMetadata(t.Context(), &connect.BatchGetAttachedFileMetadataInput{
		InstanceId: &s.instance, AssociatedResourceArn: contact, FileIds: []string{*started.FileId, "none", *recording.FileId},
	})
	require.NoError(t, err)
	require.Len(t, batch.Files, 2)
	assert.Equal(t, "call.wav", *batch.Files[1].FileName)
	require.Len(t, batch.Errors, 1)
	assert.Equal(t, "none", *batch.Errors[0].FileId)
	remove := &connect.DeleteAttachedFileInput{InstanceId: &s.instance, FileId: started.FileId, AssociatedResourceArn: contact}
	require.NoError(t, second(s.client.DeleteAttachedFile(t.Context(), remove)))
	requireError[*types.ResourceNotFoundException](t, second(s.client.DeleteAttachedFile(t.Context(), remove)))
	assert.Len(t, s.srv.AttachedFiles(s.instance), 2)
}

func TestAttachedFilesConfigurations(t *testing.T) {
	s := newScene(t)
	describe := func() *types.AttachedFilesConfiguration {
		out, err := s.client.DescribeAttachedFilesConfiguration(t.Context(), &connect.DescribeAttachedFilesConfigurationInput{InstanceId: &s.instance, AttachmentScope: types.AttachmentScopeTask})
		require.NoError(t, err)
		return out.AttachedFilesConfiguration
	}
	before := describe()
	assert.Nil(t, before.LastModifiedTime, "that of the service")
	updated, err := s.client.UpdateAttachedFilesConfiguration(t.Context(), &connect.UpdateAttachedFilesConfigurationInput{
		InstanceId: &s.instance, AttachmentScope: types.AttachmentScopeTask, MaximumSizeLimitInBytes: aws.Int64(10),
	})
	require.NoError(t, err)
	assert.NotNil(t, updated.LastModifiedTime)
	after := describe()
	assert.Equal(t, int64(10), *after.MaximumSizeLimitInBytes)
	assert.Equal(t, before.ExtensionConfiguration, after.ExtensionConfiguration, "what was not set")
	list, err := s.client.ListAttachedFilesConfigurations(t.Context(), &connect.ListAttachedFilesConfigurationsInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Len(t, list.AttachedFilesConfigurations, 4)
	s.srv.SetAttachedFilesConfiguration(s.instance, types.AttachedFilesConfiguration{
		AttachmentScope: types.AttachmentScopeTask, ExtensionConfiguration: &types.ExtensionConfiguration{AllowedExtensions: []types.AllowedExtension{{Extension: aws.String(".exe")}}},
	})
	kept := s.srv.AttachedFilesConfigurations(s.instance)
	require.Len(t, kept, 1)
	assert.Equal(t, int64(10), *kept[0].MaximumSizeLimitInBytes)
	file := &connect.StartAttachedFileUploadInput{
		InstanceId: &s.instance, FileName: aws.String("a.EXE"), FileSizeInBytes: aws.Int64(10), FileUseCaseType: types.FileUseCaseTypeAttachment, AssociatedResourceArn: aws.String("arn:aws:connect:task"),
	}
	require.NoError(t, second(s.client.StartAttachedFileUpload(t.Context(), file)))
	file.FileSizeInBytes = aws.Int64(11)
	requireError[*types.InvalidRequestException](t, second(s.client.StartAttachedFileUpload(t.Context(), file)))
}
