package bench

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"time"

	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithyrand "github.com/aws/smithy-go/rand"
)

// floor is the minimum of a signed call: net/http and the AWS signer, with the request built by hand. It sends
// everything that the service asks for, a new idempotency token and the bearer of messaging, and the headers by which
// AWS clients number attempts.
type floor struct {
	client  httpClient
	signer  *v4.Signer
	service string
	host    string
}

func newFloor(c httpClient, service string) *floor {
	return &floor{client: c, signer: v4.NewSigner(), service: service, host: "https://" + service + "." + region + ".amazonaws.com"}
}

const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// call signs, sends and reads; body may be nil.
func (f *floor) call(ctx context.Context, method, path string, payload []byte, bearer string) ([]byte, error) {
	var reader io.Reader
	hash := emptyHash
	if payload != nil {
		reader = bytes.NewReader(payload)
		sum := sha256.Sum256(payload)
		hash = hex.EncodeToString(sum[:])
	}
	req, err := http.NewRequestWithContext(ctx, method, f.host+path, reader)
	if err != nil {
		return nil, err
	}
	if payload != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if bearer != "" {
		req.Header.Set("X-Amz-Chime-Bearer", bearer)
	}
	id, err := smithyrand.NewUUID(rand.Reader).GetUUID()
	if err != nil {
		return nil, err
	}
	req.Header.Set("Amz-Sdk-Invocation-Id", id)
	req.Header.Set("Amz-Sdk-Request", "attempt=1; max=3")
	req.Header.Set("User-Agent", "floor/1")
	keys, err := credentials.Retrieve(ctx)
	if err != nil {
		return nil, err
	}
	if err := f.signer.SignHTTP(ctx, keys, req, hash, f.service, region, time.Now()); err != nil {
		return nil, err
	}
	resp, err := f.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d: %w", resp.StatusCode, err)
	}
	return answer, nil
}
