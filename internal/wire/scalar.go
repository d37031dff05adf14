package wire

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"time"
)

// Errors name what was expected, never the value: a body can contain what must not reach a log.

// scalar reads a string outside a structure, a boolean, a number or a timestamp. Services have sent booleans and
// numbers as strings, so those are read too.
func (d *decoder) scalar(n *node, v reflect.Value) error {
	switch n.kind {
	case kindString:
		if d.peek() != '"' {
			return d.mismatch("a string")
		}
		s, err := d.scanner.text(nil)
		if err == nil {
			n.deref(v).SetString(string(s))
		}
		return err
	case kindBool:
		b, err := d.boolean()
		if err == nil {
			n.deref(v).SetBool(b)
		}
		return err
	case kindInt:
		i, err := d.integer(n.typ.Bits())
		if err == nil {
			n.deref(v).SetInt(i)
		}
		return err
	case kindFloat:
		f, err := d.float(n.typ.Bits())
		if err == nil {
			n.deref(v).SetFloat(f)
		}
		return err
	default:
		t, err := d.timestamp(n.time.usual(InBody))
		if err == nil {
			n.setTime(v, t)
		}
		return err
	}
}

// setTime stores a timestamp.
func (n *node) setTime(v reflect.Value, t time.Time) {
	if n.pointer {
		v.Set(reflect.ValueOf(&t))
	} else {
		v.Set(reflect.ValueOf(t))
	}
}

func (d *decoder) boolean() (bool, error) {
	switch d.peek() {
	case 't':
		return true, d.literal("true")
	case 'f':
		return false, d.literal("false")
	case '"':
		text, err := d.name()
		if err != nil {
			return false, err
		}
		switch string(text) {
		case "true":
			return true, nil
		case "false":
			return false, nil
		}
		return false, errors.New("expected a boolean, found a string that is neither true nor false")
	}
	return false, d.mismatch("a boolean")
}

func (d *decoder) integer(bits int) (int64, error) {
	text, err := d.numeral("an integer")
	if err != nil {
		return 0, err
	}
	i, err := strconv.ParseInt(string(text), 10, bits)
	if err == nil {
		return i, nil
	}
	// 3.0 and 3e2 are integers too.
	f, err := strconv.ParseFloat(string(text), 64)
	if limit := math.Ldexp(1, bits-1); err != nil || !isNumber(text) || f != math.Trunc(f) || f < -limit || f >= limit {
		return 0, fmt.Errorf("expected an integer of %d bits, found another number or text", bits)
	}
	return int64(f), nil
}

func (d *decoder) float(bits int) (float64, error) {
	text, err := d.numeral("a number")
	if err != nil {
		return 0, err
	}
	switch string(text) {
	case "NaN":
		return math.NaN(), nil
	case "Infinity":
		return math.Inf(1), nil
	case "-Infinity":
		return math.Inf(-1), nil
	}
	f, err := strconv.ParseFloat(string(text), bits)
	if err != nil || !isNumber(text) {
		return 0, fmt.Errorf("expected a number of %d bits, found a larger one or text", bits)
	}
	return f, nil
}

// numeral returns the text of a number, or of the string that stands for one.
func (d *decoder) numeral(what string) ([]byte, error) {
	c := d.peek()
	if c == '"' {
		return d.name()
	}
	if startsNumber(c) {
		return d.number()
	}
	return nil, d.mismatch(what)
}

// isNumber reports whether text is a number in JSON: strconv accepts more, such as 0x1p4 and inf.
func isNumber(text []byte) bool {
	s := scanner{data: text}
	_, err := s.number()
	return err == nil && s.pos == len(text)
}

// timestamp reads a timestamp in the expected format. A number is always epoch seconds, and a string in place of epoch
// seconds may be those or a date-time: services differ from their model in this.
func (d *decoder) timestamp(f timeFormat) (t time.Time, err error) {
	number := startsNumber(d.peek())
	text, err := d.numeral("a timestamp")
	if err != nil {
		return t, err
	}
	if number {
		f = timeEpoch
	}
	t, err = parseTime(string(text), f)
	if err != nil && f == timeEpoch && !number {
		t, err = parseTime(string(text), timeDateTime)
	}
	if err != nil {
		return t, errNoTime
	}
	return t, nil
}
