package transport

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
)

// uuidTokens makes idempotency tokens.
type uuidTokens struct{}

func (uuidTokens) GetIdempotencyToken() (string, error) { return newUUID(), nil }

// newUUID returns a random UUID, version 4.
func newUUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	var text [36]byte
	hex.Encode(text[:], b[:4])
	for i, group := range [][2]int{{4, 6}, {6, 8}, {8, 10}, {10, 16}} {
		at := 8 + 5*i
		text[at] = '-'
		hex.Encode(text[at+1:], b[group[0]:group[1]])
	}
	return string(text[:])
}

// emptyHash is the SHA-256 of nothing.
const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// payloadHash is the part of a signature that covers the body.
func payloadHash(body []byte) string {
	if len(body) == 0 {
		return emptyHash
	}
	sum := sha256.Sum256(body)
	var text [2 * sha256.Size]byte
	hex.Encode(text[:], sum[:])
	return string(text[:])
}
