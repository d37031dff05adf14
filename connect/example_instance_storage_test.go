package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Recordings of calls go to a bucket.
func ExampleClient_AssociateInstanceStorageConfig() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	association, err := client.AssociateInstanceStorageConfig(ctx, &connect.AssociateInstanceStorageConfigInput{
		InstanceId:   aws.String(instance),
		ResourceType: types.InstanceStorageResourceTypeCallRecordings,
		StorageConfig: &types.InstanceStorageConfig{
			StorageType: types.StorageTypeS3,
			S3Config:    &types.S3Config{BucketName: aws.String("recordings"), BucketPrefix: aws.String("calls")},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.DescribeInstanceStorageConfig(ctx, &connect.DescribeInstanceStorageConfigInput{
		InstanceId:    aws.String(instance),
		ResourceType:  types.InstanceStorageResourceTypeCallRecordings,
		AssociationId: association.AssociationId,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(out.StorageConfig.StorageType, aws.ToString(out.StorageConfig.S3Config.BucketName))
	// Output: S3 recordings
}
