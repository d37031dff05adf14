package connect_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A vocabulary teaches transcription the names of products. It is ready after some minutes.
func ExampleClient_CreateVocabulary() {
	srv := newServer()
	defer srv.Close()
	// What the fake service answers.
	answer(&srv.Handlers.CreateVocabulary, &connect.CreateVocabularyOutput{
		VocabularyId: aws.String("vocabulary-1"), State: types.VocabularyStateCreationInProgress,
		VocabularyArn: aws.String("arn:aws:connect:us-east-1:123456789012:instance/i-1/vocabulary/vocabulary-1"),
	})
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	out, err := client.CreateVocabulary(ctx, &connect.CreateVocabularyInput{
		InstanceId:     aws.String(instance),
		VocabularyName: aws.String("products"),
		LanguageCode:   types.VocabularyLanguageCodeEnUs,
		Content:        aws.String("Phrase\tIPA\tSoundsLike\tDisplayAs\nkwik-sand\t\t\tQuikSand\n"), // a table, with tabs between its columns
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("vocabulary", aws.ToString(out.VocabularyId), out.State)
	// Output: vocabulary vocabulary-1 CREATION_IN_PROGRESS
}
