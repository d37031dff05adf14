package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// The output has a URL for the file itself. CompleteAttachedFileUpload follows once the file has been uploaded.
func ExampleClient_StartAttachedFileUpload() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	order := aws.String("arn:aws:cases:us-east-1:123456789012:domain/d-1/case/c-1")
	out, err := client.StartAttachedFileUpload(ctx, &connect.StartAttachedFileUploadInput{
		InstanceId:            aws.String(instance),
		FileName:              aws.String("invoice.pdf"),
		FileSizeInBytes:       aws.Int64(48_200),
		FileUseCaseType:       types.FileUseCaseTypeAttachment,
		AssociatedResourceArn: order,
	})
	if err != nil {
		log.Fatal(err)
	}
	// Here a program sends the file: PUT to out.UploadUrlMetadata.Url, with the headers of HeadersToInclude.
	_, err = client.CompleteAttachedFileUpload(ctx, &connect.CompleteAttachedFileUploadInput{
		InstanceId: aws.String(instance), FileId: out.FileId, AssociatedResourceArn: order,
	})
	if err != nil {
		log.Fatal(err)
	}
	file, err := client.GetAttachedFile(ctx, &connect.GetAttachedFileInput{
		InstanceId: aws.String(instance), FileId: out.FileId, AssociatedResourceArn: order,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(aws.ToString(file.FileName), "was", out.FileStatus, "and is", file.FileStatus)
	// Output: invoice.pdf was PROCESSING and is APPROVED
}
