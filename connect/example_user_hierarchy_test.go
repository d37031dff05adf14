package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Levels are named first, then groups are created from the top down.
func ExampleClient_CreateUserHierarchyGroup() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	_, err := client.UpdateUserHierarchyStructure(ctx, &connect.UpdateUserHierarchyStructureInput{
		InstanceId: aws.String(instance),
		HierarchyStructure: &types.HierarchyStructureUpdate{
			LevelOne: &types.HierarchyLevelUpdate{Name: aws.String("Site")},
			LevelTwo: &types.HierarchyLevelUpdate{Name: aws.String("Team")},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	site, err := client.CreateUserHierarchyGroup(ctx, &connect.CreateUserHierarchyGroupInput{
		InstanceId: aws.String(instance),
		Name:       aws.String("Berlin"),
	})
	if err != nil {
		log.Fatal(err)
	}
	team, err := client.CreateUserHierarchyGroup(ctx, &connect.CreateUserHierarchyGroupInput{
		InstanceId:    aws.String(instance),
		Name:          aws.String("Orders"),
		ParentGroupId: site.HierarchyGroupId,
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := client.DescribeUserHierarchyGroup(ctx, &connect.DescribeUserHierarchyGroupInput{
		InstanceId:       aws.String(instance),
		HierarchyGroupId: team.HierarchyGroupId,
	})
	if err != nil {
		log.Fatal(err)
	}
	path := out.HierarchyGroup.HierarchyPath
	fmt.Println(aws.ToString(path.LevelOne.Name), "/", aws.ToString(path.LevelTwo.Name))
	// Output: Berlin / Orders
}
