package wire

import (
	"errors"
	"math"
	"strconv"
	"time"

	smithytime "github.com/aws/smithy-go/time"
)

var errNoTime = errors.New("expected a timestamp, found something else")

// appendTime writes a timestamp in one of the three formats. Epoch seconds and date-times keep milliseconds, as the
// services do.
func appendTime(b []byte, t time.Time, f timeFormat) []byte {
	switch f {
	case timeDateTime:
		return append(b, smithytime.FormatDateTime(t)...)
	case timeHTTPDate:
		return append(b, smithytime.FormatHTTPDate(t)...)
	default:
		return strconv.AppendFloat(b, float64(t.UnixMilli())/1000, 'f', -1, 64)
	}
}

// parseTime reads a timestamp from text in the given format. Its errors quote the text: they must not go further.
func parseTime(s string, f timeFormat) (t time.Time, err error) {
	switch f {
	case timeDateTime:
		t, err = smithytime.ParseDateTime(s)
	case timeHTTPDate:
		t, err = smithytime.ParseHTTPDate(s)
	default:
		return parseEpoch(s)
	}
	return t.UTC(), err // without it, +00:00 would be local time or not, by the machine
}

// parseEpoch rounds to milliseconds: cutting off would lose one wherever the nearest double is a little less.
func parseEpoch(s string) (time.Time, error) {
	seconds, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return time.Time{}, err
	}
	if ms := math.Round(seconds * 1000); math.Abs(ms) < math.MaxInt64 {
		return time.UnixMilli(int64(ms)).UTC(), nil
	}
	return time.Time{}, errNoTime
}

// usual returns the format of a location where the tag names none.
func (f timeFormat) usual(l Location) timeFormat {
	if f != timeDefault {
		return f
	}
	switch l {
	case InQuery, InPath:
		return timeDateTime
	case InHeader:
		return timeHTTPDate
	default:
		return timeEpoch
	}
}
