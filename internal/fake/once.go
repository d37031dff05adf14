package fake

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"time"
)

// ErrTokenReused is the error for an idempotency token that was used with another input before.
var ErrTokenReused = errors.New("the token was used with other parameters")

// TokenLife is how long an idempotency token is remembered unless Tokens says otherwise.
const TokenLife = 24 * time.Hour

// maxTokens is how many tokens are remembered at most: the oldest are forgotten first, so that the memory of a server that
// runs for long stays bounded.
const maxTokens = 10_000

// Tokens remembers the answers to requests with an idempotency token. It is not safe for concurrent use; the zero value
// is ready.
type Tokens struct {
	// Life is how long a token is remembered; 0 is TokenLife.
	Life time.Duration

	seen  map[string]remembered
	order []string // keys of seen, the oldest first
}

// remember keeps an answer, and forgets those that are too old or too many.
func (t *Tokens) remember(key string, answer remembered) {
	if t.seen == nil {
		t.seen = map[string]remembered{}
	}
	if _, again := t.seen[key]; again {
		t.order = slices.DeleteFunc(t.order, func(other string) bool { return other == key })
	}
	t.seen[key] = answer
	t.order = append(t.order, key)
	gone := 0
	for ; gone < len(t.order) && (len(t.order)-gone > maxTokens || answer.at.Sub(t.seen[t.order[gone]].at) >= t.life()); gone++ {
		delete(t.seen, t.order[gone])
	}
	t.order = slices.Delete(t.order, 0, gone)
}

// Clone returns an independent copy.
func (t *Tokens) Clone() Tokens {
	return Tokens{Life: t.Life, seen: maps.Clone(t.seen), order: slices.Clone(t.order)}
}

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

// Once runs an operation at most once for a token: the second time, the first answer is given again. Failures are not
// remembered. An operation without a token always runs.
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
	t.remember(key, remembered{input: input, out: out, at: now})
	return out, nil
}
