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
	// What the fake service answers.
	answer(&srv.Handlers.AssociateInstanceStorageConfig, &connect.AssociateInstanceStorageConfigOutput{AssociationId: aws.String("association-1")})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.AssociateInstanceStorageConfig(ctx, &connect.AssociateInstanceStorageConfigInput{
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
	fmt.Println("association", aws.ToString(out.AssociationId))
	// Output: association association-1
}
