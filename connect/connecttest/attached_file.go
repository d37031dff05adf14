package connecttest

import (
	"cmp"
	"path"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// fileURLLife is how many seconds the URL of a file is valid unless the request asks for less.
const fileURLLife = 300

// declareAttachedFiles declares the files of cases and contacts. Nothing is uploaded to the URLs: a file is approved when its
// upload is complete, whatever its content, and the resource it is attached to need not exist, except for recordings.
func (s *state) declareAttachedFiles(h *Handlers) {
	files := declare(s, &s.files, resource[types.AttachedFile]{
		noun: "File", kind: "attached file", path: "file", within: "AssociatedResourceArn",
		key: func(*request, *types.Instance, *types.AttachedFile) string { return "" },
		fill: func(r *request, _ *types.Instance, f *types.AttachedFile) {
			f.FileStatus = cmp.Or(f.FileStatus, types.FileStatusTypeApproved)
			if f.CreationTime == nil {
				f.CreationTime = aws.String(r.moment().Now.UTC().Format(timestampFormat))
			}
		},
	})
	h.StartAttachedFileUpload = handle(s, startAttachedFileUpload)
	create(files, &h.CreateAttachedFile, func(r *request, inst *types.Instance, in *connect.CreateAttachedFileInput, f *types.AttachedFile) error {
		c, err := r.contacts.find(r, inst, in.AssociatedResourceArn)
		switch {
		case in.FileUseCaseType != types.FileUseCaseTypeVoiceRecording:
			return r.invalid("FileUseCaseType: must be VOICE_RECORDING")
		case !isInS3(*in.FileSourceUri):
			return r.invalid("FileSourceUri: must name an object in S3, such as s3://bucket/call.wav")
		case err != nil || c.Channel != types.ChannelVoice || c.DisconnectTimestamp == nil:
			return r.invalid("AssociatedResourceArn: must be that of a voice contact that has ended")
		}
		f.FileName, f.FileSizeInBytes = aws.String(path.Base(*in.FileSourceUri)), aws.Int64(0)
		return nil
	}, "FileSourceUri")
	update(files, &h.CompleteAttachedFileUpload, func(_ *request, _ *types.Instance, _ *connect.CompleteAttachedFileUploadInput, f *types.AttachedFile) error {
		f.FileStatus = types.FileStatusTypeApproved
		return nil
	}, "AssociatedResourceArn")
	h.GetAttachedFile = handle(s, getAttachedFile)
	h.BatchGetAttachedFileMetadata = handle(s, batchGetAttachedFileMetadata)
	remove(files, &h.DeleteAttachedFile)
}

// fileURL returns the URL of a file, and when it expires.
func (r *request) fileURL(inst *types.Instance, f *types.AttachedFile, seconds *int32) (url, expiry *string) {
	life := time.Duration(fileURLLife) * time.Second
	if seconds != nil {
		life = time.Duration(*seconds) * time.Second
	}
	return aws.String(r.presigned("files-"+*inst.Id, *f.FileId, life)), aws.String(r.moment().Now.Add(life).UTC().Format(timestampFormat))
}

func startAttachedFileUpload(r *request, in *connect.StartAttachedFileUploadInput) (*connect.StartAttachedFileUploadOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	if err := r.checkFile(inst, in); err != nil {
		return nil, err
	}
	f := &types.AttachedFile{FileStatus: types.FileStatusTypeProcessing}
	copyMembers(f, in, "File")
	if err := r.files.add(r, inst, f); err != nil {
		return nil, err
	}
	out := new(connect.StartAttachedFileUploadOutput)
	copyMembers(out, f, "File")
	url, expiry := r.fileURL(inst, f, in.UrlExpiryInSeconds)
	out.UploadUrlMetadata = &types.UploadUrlMetadata{Url: url, UrlExpiry: expiry, HeadersToInclude: map[string]string{}}
	return out, nil
}

// getAttachedFile returns a file, with a URL if it is approved.
func getAttachedFile(r *request, in *connect.GetAttachedFileInput) (*connect.GetAttachedFileOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	f, err := r.files.see(r, inst, in.FileId)
	if err == nil {
		err = r.files.checkWithin(r, in, f)
	}
	if err != nil {
		return nil, err
	}
	out := new(connect.GetAttachedFileOutput)
	copyMembers(out, f, "File")
	if f.FileStatus == types.FileStatusTypeApproved {
		url, expiry := r.fileURL(inst, f, in.UrlExpiryInSeconds)
		out.DownloadUrlMetadata = &types.DownloadUrlMetadata{Url: url, UrlExpiry: expiry}
	}
	return out, nil
}

func batchGetAttachedFileMetadata(r *request, in *connect.BatchGetAttachedFileMetadataInput) (*connect.BatchGetAttachedFileMetadataOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	out := new(connect.BatchGetAttachedFileMetadataOutput)
	for _, id := range in.FileIds {
		f, err := r.files.see(r, inst, &id)
		if err == nil && sameID(f.AssociatedResourceArn, in.AssociatedResourceArn) {
			out.Files = append(out.Files, *f)
			continue
		}
		out.Errors = append(out.Errors, types.AttachedFileError{
			FileId: &id, ErrorCode: aws.String("ResourceNotFoundException"), ErrorMessage: aws.String("The resource does not have this file."),
		})
	}
	return out, nil
}

// AddAttachedFile adds a file to an instance and returns its id. It is APPROVED unless info says otherwise.
func (s *Server) AddAttachedFile(instanceID string, info types.AttachedFile) string {
	return addTo(s, &s.state.files, instanceID, info)
}

// AttachedFiles returns the files of an instance, in the order of their creation.
func (s *Server) AttachedFiles(instanceID string) []types.AttachedFile {
	return allIn(s, &s.state.files, instanceID)
}
