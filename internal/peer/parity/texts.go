package parity

import (
	"math"
	"math/rand/v2"
	"strings"
	"time"
)

var odd = []string{
	"a", "plain text", "ünïcödé", "日本語", "emoji 😀👩‍👩‍👧", `"quoted" \ back`, "slash/es//", "100%", "%2F%zz", "a+b c", "<>&;=?#", "line\nfeed\ttab\r",
	"\u2028\u2029", "\x00\x01\x1f\x7f", "{InstanceId}", "trailing ", " leading", "arn:aws:connect:us-west-2:123456789012:instance/a-b", "..%2e", "~-_.",
	"\ufffd", "\U0010ffff", "null", "0", "'*()!", ":@$,",
}

// OddText returns strings that encoders tend to get wrong; sometimes an empty one.
func OddText(r *rand.Rand) string {
	var s strings.Builder
	for range r.IntN(4) {
		s.WriteString(odd[r.IntN(len(odd))])
	}
	return s.String()
}

// PlainText returns harmless strings.
func PlainText(r *rand.Rand) string {
	return []string{"a", "queue", "instance-1", "x y"}[r.IntN(4)]
}

// OddInt returns extreme and ordinary numbers.
func OddInt(r *rand.Rand) int64 {
	choice := []int64{0, 1, -1, 100, math.MaxInt32, math.MinInt32, math.MaxInt64, math.MinInt64, 1 << 53, 1<<53 + 1}
	if r.IntN(2) == 0 {
		return choice[r.IntN(len(choice))]
	}
	return int64(r.Uint64())
}

// OddFloat returns extreme and ordinary numbers.
func OddFloat(r *rand.Rand) float64 {
	choice := []float64{
		0, math.Copysign(0, -1), 1, -1.5, 0.1, 1e21, 1e-7, 1e20, 123456789.125, math.MaxFloat64, math.SmallestNonzeroFloat64,
		math.MaxFloat32, math.SmallestNonzeroFloat32, math.NaN(), math.Inf(1), math.Inf(-1), 1.0 / 3, 5e-324, 1e6, 999999999999999999999,
	}
	if r.IntN(2) == 0 {
		return choice[r.IntN(len(choice))]
	}
	return math.Float64frombits(r.Uint64())
}

// OddTime returns times with fractions, before 1970 and in other zones, as far as nanoseconds in an int64 reach.
func OddTime(r *rand.Rand) time.Time {
	choice := []time.Time{
		time.Unix(0, 0), time.Unix(1700000000, 0), time.Unix(1700000000, 123456789), time.Unix(1700000000, 999999999), time.Unix(-1, 0),
		time.Unix(-86400*365, 500e6), time.Unix(1e9, 1e6), time.Date(2026, 11, 21, 3, 4, 5, 600e6, time.FixedZone("east", 3600)),
	}
	t := choice[r.IntN(len(choice))]
	if r.IntN(3) == 0 {
		t = time.UnixMilli(r.Int64N(8e12) - 4e12)
	}
	return t
}

// MilliTime returns times that survive the wire: whole milliseconds in UTC.
func MilliTime(r *rand.Rand) time.Time { return time.UnixMilli(OddTime(r).UnixMilli()).UTC() }
