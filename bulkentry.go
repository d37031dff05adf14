package chimeconnect

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
)

// journalEntry is a line of a journal: the ID of the run in the first, and in each other the start or the result of an
// item. A line is a JSON object whose last member, "sum", is the CRC-32C of the object without it.
type journalEntry struct {
	Journal int             `json:"journal,omitempty"`
	Run     string          `json:"run,omitempty"`
	Start   string          `json:"start,omitempty"`
	Done    string          `json:"done,omitempty"`
	Value   json.RawMessage `json:"value,omitempty"`
	Failed  string          `json:"failed,omitempty"`
	Error   string          `json:"error,omitempty"`
	Kind    Kind            `json:"kind,omitempty"`
	Digest  string          `json:"digest,omitempty"`
}

const (
	// journalVersion is the number of the format.
	journalVersion = 2
	// journalStart is the beginning of a journal's first line, up to the ID of the run.
	journalStart = `{"journal":2,"run":"`
	// journalWithout is the beginning of the first line in the first version of the format, whose lines have no sum.
	journalWithout = `{"run":"`
)

var errNotJournal = errors.New("it is not a journal, and stays as it is: give the path of a journal or of a new file")

// line returns an entry as it stands in the file.
func (e *journalEntry) line() ([]byte, error) {
	text, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	return append(withSum(text), '\n'), nil
}

// withSum adds the sum to a JSON object that has other members.
func withSum(object []byte) []byte {
	sum := crc32.Checksum(object, crc32.MakeTable(crc32.Castagnoli))
	return fmt.Appendf(nil, `%s,"sum":"%08x"}`, object[:len(object)-1], sum)
}

// parseEntry reads a line without its end.
func parseEntry(line []byte) (e journalEntry, err error) {
	end := len(line) - len(`,"sum":"00000000"}`)
	if end < 1 {
		return e, errors.New("it has no sum")
	}
	object := append(bytes.Clone(line[:end]), '}')
	if !bytes.Equal(withSum(object), line) {
		return e, errors.New("its sum does not match")
	}
	err = json.Unmarshal(object, &e)
	return e, err
}

// read reads the entries and returns the length of the complete lines: a process that died while writing may have left
// part of a line at the end.
func (j *journal) read(text []byte) (whole int, err error) {
	for number := 1; ; number++ {
		line, _, found := bytes.Cut(text[whole:], []byte("\n"))
		if !found {
			return whole, j.checkTorn(line, number)
		}
		if number == 1 && !bytes.HasPrefix(line, []byte(journalStart)) {
			return 0, notJournal(line)
		}
		e, err := parseEntry(line)
		if err != nil {
			return 0, fmt.Errorf("line %d is damaged: %w", number, err)
		}
		if (e.Run != "") != (number == 1) {
			return 0, fmt.Errorf("line %d is out of place", number)
		}
		j.note(e)
		whole += len(line) + 1
	}
}

// notJournal is the error for a file that begins with another line.
func notJournal(line []byte) error {
	if bytes.HasPrefix(line, []byte(journalWithout)) {
		return errors.New("an earlier version of this library wrote this journal, without sums: finish the run with that version, " +
			"or leave what it did out of the input and begin a new journal")
	}
	return errNotJournal
}

// checkTorn returns an error for an incomplete line that a process which died while writing it cannot have left: a
// first line that begins differently, or a line that is complete except for its line end.
func (j *journal) checkTorn(tail []byte, number int) error {
	if number == 1 {
		if isTornStart(string(tail), j.run) {
			return nil
		}
		return errNotJournal
	}
	if len(tail) > 0 {
		if _, err := parseEntry(tail[:len(tail)-1]); err == nil {
			return fmt.Errorf("line %d is damaged: its end is not a line break", number)
		}
	}
	return nil
}

// isTornStart reports whether a text is the beginning of a first line, of a run with that ID if there is one.
func isTornStart(text, id string) bool {
	rest, longer := strings.CutPrefix(text, journalStart)
	if !longer {
		return strings.HasPrefix(journalStart, text)
	}
	if id == "" {
		var closed bool
		if id, _, closed = strings.Cut(rest, `"`); !closed {
			return len(rest) <= len(newRunID())
		}
	}
	line, err := (&journalEntry{Journal: journalVersion, Run: id}).line()
	return err == nil && strings.HasPrefix(string(line), text)
}

func (j *journal) note(e journalEntry) {
	switch {
	case e.Run != "":
		j.run = e.Run
	case e.Start != "":
		j.past[pastKey{e.Start, e.Digest}] = past{outcome: BulkInDoubt}
	case e.Done != "":
		j.past[pastKey{e.Done, e.Digest}] = past{outcome: BulkDone, value: e.Value}
	case e.Failed != "":
		j.past[pastKey{e.Failed, e.Digest}] = past{outcome: BulkFailed, err: e.Error, kind: e.Kind}
	}
}
