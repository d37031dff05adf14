package connect_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// countedTokens makes the same idempotency tokens in each run of a program. They are for recordings only: the service treats
// two creates with the same token as one.
type countedTokens struct{ n int }

func (t *countedTokens) GetIdempotencyToken() (string, error) {
	t.n++
	return "token-" + strconv.Itoa(t.n), nil
}

// recorder sends a request once and answers from memory afterwards. A test would keep the answers in files.
type recorder struct {
	answers map[[sha256.Size]byte]*http.Response
	bodies  map[[sha256.Size]byte][]byte
	sent    int
}

func (r *recorder) Do(request *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	key := sha256.Sum256([]byte(request.Method + request.URL.String() + string(body)))
	if r.answers[key] == nil {
		r.sent++
		request.Body = io.NopCloser(bytes.NewReader(body))
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return nil, err
		}
		r.answers[key] = response
		if r.bodies[key], err = io.ReadAll(response.Body); err != nil {
			return nil, err
		}
	}
	response := *r.answers[key]
	response.Body = io.NopCloser(bytes.NewReader(r.bodies[key]))
	return &response, nil
}

// Recorded HTTP answers to requests that are the same in each run: an idempotency token that is not set would be random.
func ExampleOptions_recordedHTTP() {
	srv := newServer()
	defer srv.Close()
	cfg, instance := srv.config(), srv.instance
	cassette := &recorder{answers: map[[sha256.Size]byte]*http.Response{}, bodies: map[[sha256.Size]byte][]byte{}}

	for range 2 {
		client := connect.NewFromConfig(cfg, func(o *connect.Options) {
			o.HTTPClient = cassette
			o.IdempotencyTokenProvider = &countedTokens{}
		})
		_, err := client.CreateHoursOfOperation(context.Background(), &connect.CreateHoursOfOperationInput{
			InstanceId: aws.String(instance), Name: aws.String("always"), TimeZone: aws.String("UTC"), Config: []types.HoursOfOperationConfig{},
		})
		if err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(cassette.sent, "request sent")
	// Output: 1 request sent
}

// lexBotDisassociator has the one operation that dropBot needs, so that a mock needs no other. Modelled errors match their
// kinds without a service.
type lexBotDisassociator interface {
	DisassociateLexBot(ctx context.Context, in *connect.DisassociateLexBotInput, optFns ...func(*connect.Options)) (*connect.DisassociateLexBotOutput, error)
}

// dropBot removes a bot. It is not an error if the bot is already gone.
func dropBot(ctx context.Context, client lexBotDisassociator, instance, bot string) error {
	_, err := client.DisassociateLexBot(ctx, &connect.DisassociateLexBotInput{
		InstanceId: aws.String(instance),
		BotName:    aws.String(bot),
		LexRegion:  aws.String("us-east-1"),
	})
	if errors.Is(err, chimeconnect.ErrNotFound) {
		return nil
	}
	return err
}

// gone is a mock whose bots are all gone.
type gone struct{}

func (gone) DisassociateLexBot(context.Context, *connect.DisassociateLexBotInput, ...func(*connect.Options)) (*connect.DisassociateLexBotOutput, error) {
	return nil, &types.ResourceNotFoundException{}
}

// An interface with the operations that a function needs is all that a mock has to implement.
func Example_mock() {
	fmt.Println(dropBot(context.Background(), gone{}, "11111111-2222-3333-4444-555555555555", "OrderFlowers"))
	// Output: <nil>
}
