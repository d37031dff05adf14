package chimeconnect

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// BulkToken returns the idempotency token of an item: a UUID derived from the run's ID, the item's key and its digest,
// which may be any texts.
func BulkToken(run, key, digest string) string {
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%d:%s%d:%s%s", len(run), run, len(key), key, digest) // never fails
	return uuid(h.Sum(nil), 8)
}

// shortHash returns a hash that is long enough to tell an item's values apart.
func shortHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

// newRunID returns a random ID for a run.
func newRunID() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails
	return uuid(b, 4)
}

func uuid(b []byte, version byte) string {
	b[6] = b[6]&0x0f | version<<4
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])
}
