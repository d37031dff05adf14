package fake

import (
	"crypto/rand"
	"fmt"
	"sync"
)

// RandomID returns a random UUID.
func RandomID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails: the runtime ends the program first
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return formatUUID(b)
}

// SequentialIDs returns a source of UUIDs that count up from 1, for tests that assert on ids.
func SequentialIDs() func() string {
	var mu sync.Mutex
	var n uint64
	return func() string {
		mu.Lock()
		defer mu.Unlock()
		n++
		b := [16]byte{6: 0x40, 8: 0x80}
		for i, v := 15, n; v > 0; i, v = i-1, v>>8 {
			b[i] |= byte(v)
		}
		return formatUUID(b)
	}
}

func formatUUID(b [16]byte) string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:16])
}
