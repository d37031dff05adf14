package connect_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// A vocabulary tells the transcription how to spell the names of products. It can be the default once it is active, after
// some minutes.
func ExampleClient_CreateVocabulary() {
	srv := newServer()
	defer srv.Close()
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	created, err := client.CreateVocabulary(ctx, &connect.CreateVocabularyInput{
		InstanceId:     aws.String(instance),
		VocabularyName: aws.String("products"),
		LanguageCode:   types.VocabularyLanguageCodeEnUs,
		Content:        aws.String("Phrase\tIPA\tSoundsLike\tDisplayAs\nkwik-sand\t\t\tQuikSand\n"), // a table, with tabs between its columns
	})
	if err != nil {
		log.Fatal(err)
	}
	out, err := chimeconnect.WaitUntil(ctx, func(ctx context.Context) (*connect.DescribeVocabularyOutput, error) {
		return client.DescribeVocabulary(ctx, &connect.DescribeVocabularyInput{InstanceId: aws.String(instance), VocabularyId: created.VocabularyId})
	}, func(out *connect.DescribeVocabularyOutput, err error) bool {
		return err == nil && out.Vocabulary.State != types.VocabularyStateCreationInProgress
	}, func(o *chimeconnect.WaitOptions) { o.MaxWait = time.Hour })
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("vocabulary", aws.ToString(out.Vocabulary.Name), out.Vocabulary.State)
	// Output: vocabulary products ACTIVE
}
