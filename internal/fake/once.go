package fake

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"time"
)

// ErrTokenReused is the error for an idempotency token that came with another input before.
var ErrTokenReused = errors.New("the token was used with other parameters")

// TokenLife is how long an idempotency token is remembered unless Tokens says otherwise.
const TokenLife = 24 * time.Hour

// Tokens remembers what was answered to requests with an idempotency token. It is not safe for concurrent
// use; the zero value is ready.
type Tokens struct {
	// Life is how long a token is remembered; 0 is TokenLife.
	Life time.Duration

	seen  map[string]remembered
	order []string // the keys of seen, oldest first
}

// maxTokens bounds the tokens that are remembered, so that a server may run for long. Clients try again within minutes.
const maxTokens = 10_000

func (t *Tokens) life() time.Duration {
	if t.Life == 0 {
		return TokenLife
	}
	return t.Life
}

type remembered struct {
	input [sha256.Size]byte
	out   any
	at    time.Time
}

// Once runs an operation at most once for a token: the second time, the first answer is given again. What
// failed is not remembered. An operation without a token always runs.
func Once[I, O any](t *Tokens, now time.Time, operation string, token *string, in *I, run func() (*O, error)) (*O, error) {
	if token == nil || *token == "" {
		return run()
	}
	key := operation + " " + *token
	text, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	input := sha256.Sum256(text)
	if before, ok := t.seen[key]; ok && now.Sub(before.at) < t.life() {
		if before.input != input {
			return nil, ErrTokenReused
		}
		return before.out.(*O), nil
	}
	out, err := run()
	if err != nil {
		return nil, err
	}
	if t.seen == nil {
		t.seen = map[string]remembered{}
	}
	if _, again := t.seen[key]; !again {
		t.order = append(t.order, key)
	}
	t.seen[key] = remembered{input: input, out: out, at: now}
	if len(t.order) > maxTokens {
		delete(t.seen, t.order[0])
		t.order = t.order[1:]
	}
	return out, nil
}
