package connect_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Contacts of a day, in all queues. The paginator requests one page after the other.
func ExampleClient_SearchContacts() {
	srv := newServer()
	defer srv.Close()
	day := time.Date(2026, time.September, 1, 0, 0, 0, 0, time.UTC)
	for i, channel := range []types.Channel{types.ChannelVoice, types.ChannelChat, types.ChannelVoice} {
		srv.AddContact(srv.instance, types.Contact{
			Channel: channel, Name: aws.String(fmt.Sprint("contact ", i+1)), InitiationTimestamp: aws.Time(day.Add(time.Duration(i) * time.Hour)),
		})
	}
	ctx, client, instance := context.Background(), srv.Client(), srv.instance // in a program: connect.NewFromConfig(cfg)

	contacts := connect.NewSearchContactsPaginator(client, &connect.SearchContactsInput{
		InstanceId: aws.String(instance),
		TimeRange: &types.SearchContactsTimeRange{
			Type:      types.SearchContactsTimeRangeTypeInitiationTimestamp,
			StartTime: aws.Time(day),
			EndTime:   aws.Time(day.AddDate(0, 0, 1)),
		},
		SearchCriteria: &types.SearchCriteria{Channels: []types.Channel{types.ChannelVoice}},
	})
	for contact, err := range contacts.All(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(aws.ToString(contact.Name), contact.Channel)
	}
	// Output:
	// contact 1 VOICE
	// contact 3 VOICE
}
