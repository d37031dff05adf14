package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// The answer has a URL for the file itself. CompleteAttachedFileUpload follows when it is there.
func ExampleClient_StartAttachedFileUpload() {
	srv := newServer()
	defer srv.Close()
	// What the fake service answers.
	answer(&srv.Handlers.StartAttachedFileUpload, &connect.StartAttachedFileUploadOutput{
		FileId: aws.String("file-1"), UploadUrlMetadata: &types.UploadUrlMetadata{Url: aws.String("https://bucket.example.com/file-1")},
	})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.StartAttachedFileUpload(ctx, &connect.StartAttachedFileUploadInput{
		InstanceId:            aws.String(instance),
		FileName:              aws.String("invoice.pdf"),
		FileSizeInBytes:       aws.Int64(48_200),
		FileUseCaseType:       types.FileUseCaseTypeAttachment,
		AssociatedResourceArn: aws.String("arn:aws:cases:us-east-1:123456789012:domain/d-1/case/c-1"),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("PUT the file to", aws.ToString(out.UploadUrlMetadata.Url))
	// Output: PUT the file to https://bucket.example.com/file-1
}
