package channelflow

import (
	"encoding/json"
	"math"
	"strconv"
	"time"
)

// Timestamp is a point in time as the service wrote it. In events of channel flows it is an ISO 8601 date-time, such as
// 2026-05-04T03:02:01.123Z; epoch seconds, as in the answers of the API, are read as well.
type Timestamp string

// NewTimestamp writes a time, in UTC and to the millisecond, as the service does.
func NewTimestamp(t time.Time) Timestamp {
	return Timestamp(t.UTC().Format("2006-01-02T15:04:05.000Z"))
}

// Time returns the point in time, or the zero time if the text is empty or not understood.
func (t Timestamp) Time() time.Time {
	if parsed, err := time.Parse(time.RFC3339, string(t)); err == nil {
		return parsed.UTC()
	}
	seconds, err := strconv.ParseFloat(string(t), 64)
	if err != nil || math.IsNaN(seconds) || math.Abs(seconds) > 1e11 {
		return time.Time{}
	}
	return time.UnixMilli(int64(math.Round(seconds * 1000))).UTC()
}

// UnmarshalJSON accepts a string or a number; either is kept as text.
func (t *Timestamp) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		*t = Timestamp(text)
		return nil
	}
	var number json.Number
	if json.Unmarshal(data, &number) != nil {
		return &problem{text: "expected a date-time or epoch seconds"}
	}
	*t = Timestamp(number)
	return nil
}
