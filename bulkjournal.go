package chimeconnect

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// journalEntry is a line of a journal: the ID of the run in the first, and in each other the start or the result of an item.
type journalEntry struct {
	Run    string          `json:"run,omitempty"`
	Start  string          `json:"start,omitempty"`
	Done   string          `json:"done,omitempty"`
	Value  json.RawMessage `json:"value,omitempty"`
	Failed string          `json:"failed,omitempty"`
	Error  string          `json:"error,omitempty"`
}

// past is what a journal knows of an item.
type past struct {
	outcome BulkOutcome
	value   json.RawMessage
	err     string
}

// journal appends entries to a file and makes sure that they stay.
type journal struct {
	run  string
	past map[string]past

	mu     sync.Mutex
	file   *os.File // nil without a journal
	broken error    // of a write, after which nothing more may be written
}

// openJournal reads a journal and prepares it for more. An empty path is no journal.
func openJournal(path, id string) (*journal, error) {
	j := &journal{run: id, past: map[string]past{}}
	if path == "" {
		if id == "" {
			j.run = newRunID()
		}
		return j, nil
	}
	text, err := os.ReadFile(path) //nolint:gosec // the path is the caller's
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	whole, err := j.read(text)
	if err != nil {
		return nil, fmt.Errorf("journal %s: %w", path, err)
	}
	if id != "" && id != j.run {
		return nil, fmt.Errorf("journal %s belongs to the run %s, not %s", path, j.run, id)
	}
	if j.file, err = os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600); err != nil { //nolint:gosec // the path is the caller's
		return nil, err
	}
	if err := j.begin(int64(whole)); err != nil {
		return nil, errors.Join(err, j.file.Close())
	}
	return j, nil
}

// read takes in the entries and returns how much of the text is whole: a process that died while writing may have left
// a part of a line at the end.
func (j *journal) read(text []byte) (whole int, err error) {
	for number := 1; ; number++ {
		line, _, found := bytes.Cut(text[whole:], []byte("\n"))
		if !found {
			return whole, nil
		}
		var e journalEntry
		if err := json.Unmarshal(line, &e); err != nil {
			return 0, fmt.Errorf("line %d is damaged: %w", number, err)
		}
		if (e.Run != "") != (number == 1) {
			return 0, fmt.Errorf("line %d is not what a journal has there", number)
		}
		j.note(e)
		whole += len(line) + 1
	}
}

func (j *journal) note(e journalEntry) {
	switch {
	case e.Run != "":
		j.run = e.Run
	case e.Start != "":
		j.past[e.Start] = past{outcome: BulkInDoubt}
	case e.Done != "":
		j.past[e.Done] = past{outcome: BulkDone, value: e.Value}
	case e.Failed != "":
		j.past[e.Failed] = past{outcome: BulkFailed, err: e.Error}
	}
}

// begin cuts off a torn line, and writes the first line of a new journal.
func (j *journal) begin(whole int64) error {
	if err := j.file.Truncate(whole); err != nil {
		return err
	}
	if _, err := j.file.Seek(whole, 0); err != nil {
		return err
	}
	if whole > 0 {
		return j.file.Sync()
	}
	if j.run == "" {
		j.run = newRunID()
	}
	if err := j.write(journalEntry{Run: j.run}); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(j.file.Name()))
}

// syncFolder makes the name of a new file stay. Where folders cannot be synced, the system does it by itself.
func syncFolder(path string) error {
	folder, err := os.Open(path) //nolint:gosec // the folder of the journal
	if err != nil {
		return err
	}
	_ = folder.Sync()
	return folder.Close()
}

// write appends an entry and returns when it is on the disk.
func (j *journal) write(e journalEntry) error {
	if j.file == nil {
		return nil
	}
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.broken != nil {
		return j.broken
	}
	if _, err = j.file.Write(append(line, '\n')); err == nil {
		err = j.file.Sync()
	}
	if err != nil {
		j.broken = fmt.Errorf("journal: %w", err)
	}
	return j.broken
}

func (j *journal) close() error {
	if j.file == nil {
		return nil
	}
	return j.file.Close()
}
