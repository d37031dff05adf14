package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// item is a phone number to unlink from its flow, or a Lex V1 bot to unlink from its instance.
type item struct {
	Kind     string `json:"kind"` // number or bot
	Instance string `json:"instance"`
	ID       string `json:"id"`               // the ID or ARN of the number, the name of the bot
	Region   string `json:"region,omitempty"` // of the bot
}

// key names the item. A changed item is a new one.
func (it item) key() string {
	return strings.Join([]string{it.Kind, it.Instance, it.ID, it.Region}, "/")
}

func (it item) encode() []byte {
	text, _ := json.Marshal(it) //nolint:errchkjson // strings only
	return text
}

// token is the item's idempotency token: the same in each attempt of each worker.
func (it item) token(run string) string { return chimeconnect.BulkToken(run, it.key(), "") }

func (it item) number() *connect.DisassociatePhoneNumberContactFlowInput {
	return &connect.DisassociatePhoneNumberContactFlowInput{PhoneNumberId: &it.ID, InstanceId: &it.Instance}
}

func (it item) bot(token string) *connect.DisassociateLexBotInput {
	return &connect.DisassociateLexBotInput{InstanceId: &it.Instance, BotName: &it.ID, LexRegion: &it.Region, ClientToken: &token}
}

// check says what is wrong with the item, before anything is sent.
func (it item) check(run string) error {
	switch {
	case it.Instance == "" || it.ID == "":
		return errors.New("instance_id and id must be set")
	case it.Kind == "number":
		return chimeconnect.Validate(it.number())
	case it.Kind == "bot" && it.Region == "":
		return errors.New("the region of the bot must be set")
	case it.Kind == "bot":
		return chimeconnect.Validate(it.bot(it.token(run)))
	}
	return fmt.Errorf("the kind is %q; want number or bot", it.Kind)
}

// unlink calls the service.
func (it item) unlink(ctx context.Context, client *connect.Client, run string) (err error) {
	if it.Kind == "bot" {
		_, err = client.DisassociateLexBot(ctx, it.bot(it.token(run)))
	} else {
		_, err = client.DisassociatePhoneNumberContactFlow(ctx, it.number())
	}
	return err
}

// linked reports whether an item that another worker may have done is still linked. A bot's request carries a token, so
// that the service does not carry it out twice. A number's does not, so linked looks for its flow.
func (it item) linked(ctx context.Context, client *connect.Client) (bool, error) {
	if it.Kind == "bot" {
		return true, nil
	}
	out, err := client.BatchGetFlowAssociation(ctx, &connect.BatchGetFlowAssociationInput{
		InstanceId: &it.Instance, ResourceIds: []string{it.ID}, ResourceType: types.ListFlowAssociationResourceTypeVoicePhoneNumber,
	})
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(out.FlowAssociationSummaryList, func(s types.FlowAssociationSummary) bool {
		return aws.ToString(s.FlowId) != ""
	}), nil
}

// columns are those of the input.
var columns = []string{"kind", "instance_id", "id", "region"} //nolint:gochecknoglobals // a constant

// readItems reads a CSV file whose first line names the columns.
func readItems(path string) (items []item, err error) {
	file, err := os.Open(path) //nolint:gosec // the file is named on the command line
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	reader := csv.NewReader(file)
	head, err := reader.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	at := make([]int, len(columns))
	for i, name := range columns {
		if at[i] = slices.Index(head, name); at[i] < 0 {
			return nil, fmt.Errorf("%s: want the columns %q, have %q", path, columns, head)
		}
	}
	for {
		row, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return items, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		items = append(items, item{Kind: row[at[0]], Instance: row[at[1]], ID: row[at[2]], Region: row[at[3]]})
	}
}

// checkItems says what is wrong with the items.
func checkItems(items []item, run string) error {
	var problems []error
	seen := map[string]bool{}
	for i, it := range items {
		if err := it.check(run); err != nil {
			problems = append(problems, fmt.Errorf("item %d: %w", i+1, err))
		} else if seen[it.key()] {
			problems = append(problems, fmt.Errorf("item %d: %s occurs twice", i+1, it.key()))
		}
		seen[it.key()] = true
	}
	return errors.Join(problems...)
}
