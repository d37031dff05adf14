package wire

import (
	"errors"
	"math"
	"strconv"
	"strings"
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

// parseTime reads a timestamp from text in the given format. Its errors quote the text, so callers must not pass them
// on.
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

// parseEpoch rounds to milliseconds: truncating would lose one if the nearest float64 is slightly less.
func parseEpoch(s string) (time.Time, error) {
	if ms, ok := milliseconds(s); ok {
		return time.UnixMilli(ms).UTC(), nil
	}
	seconds, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return time.Time{}, err
	}
	if ms := math.Round(seconds * 1000); math.Abs(ms) < math.MaxInt64 {
		return time.UnixMilli(int64(ms)).UTC(), nil
	}
	return time.Time{}, errNoTime
}

// milliseconds reads what services send, up to three decimals, without a float, which is measurably faster for a page
// of rows.
func milliseconds(s string) (ms int64, ok bool) {
	whole, decimals, _ := strings.Cut(s, ".")
	if whole == "" || len(whole) > 11 || len(decimals) > 3 {
		return 0, false
	}
	for i := range len(whole) + 3 {
		digit := byte('0')
		if i < len(whole) {
			digit = whole[i]
		} else if i-len(whole) < len(decimals) {
			digit = decimals[i-len(whole)]
		}
		if !isDigit(digit) {
			return 0, false
		}
		ms = ms*10 + int64(digit-'0')
	}
	return ms, true
}

// usual returns the format, or the default format of a location if the tag names none.
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
