package transport

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	mathrand "math/rand/v2"
)

// uuidTokens makes idempotency tokens.
type uuidTokens struct{}

func (uuidTokens) GetIdempotencyToken() (string, error) {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return uuid(b), nil
}

// newInvocationID names a call in the service's logs. It need not be hard to guess.
func newInvocationID() string {
	var b [16]byte
	binary.NativeEndian.PutUint64(b[:], mathrand.Uint64())
	binary.NativeEndian.PutUint64(b[8:], mathrand.Uint64())
	return uuid(b)
}

// uuid makes a UUID, version 4, of random bytes.
func uuid(b [16]byte) string {
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	var digits [32]byte
	hex.Encode(digits[:], b[:])
	text := make([]byte, 0, 36)
	for i, digit := range digits {
		if i == 8 || i == 12 || i == 16 || i == 20 {
			text = append(text, '-')
		}
		text = append(text, digit)
	}
	return string(text)
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
