package chimeconnect

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// past is what a journal says about an item.
type past struct {
	outcome BulkOutcome
	value   json.RawMessage
	err     string
	kind    Kind
}

// pastKey identifies an item in a journal.
type pastKey struct{ key, digest string }

// journal appends entries to a file and makes sure that they stay.
type journal struct {
	run  string
	past map[pastKey]past

	mu     sync.Mutex
	file   *os.File // nil without a journal
	broken error    // of a write, after which nothing more may be written
}

// openJournal reads a journal and opens it for more entries. With an empty path nothing is recorded.
func openJournal(path, id string) (*journal, error) {
	j := &journal{run: id, past: map[pastKey]past{}}
	if path == "" {
		if id == "" {
			j.run = newRunID()
		}
		return j, nil
	}
	var err error
	if j.file, err = openLocked(path); err != nil {
		return nil, openError(path, err)
	}
	if err := j.begin(id); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), closeLocked(j.file))
	}
	return j, nil
}

// openError explains why a journal cannot be opened.
func openError(path string, err error) error {
	folder := filepath.Dir(path)
	if _, statErr := os.Stat(folder); errors.Is(statErr, fs.ErrNotExist) {
		return fmt.Errorf("the folder %s does not exist: %w", folder, err)
	}
	return fmt.Errorf("%s: %w", path, err)
}

// begin reads the file, cuts off a torn line and writes the first line of a new journal.
func (j *journal) begin(id string) error {
	text, err := io.ReadAll(j.file)
	if err != nil {
		return err
	}
	whole, err := j.read(text)
	if err != nil {
		return err
	}
	if id != "" && id != j.run {
		return fmt.Errorf("it belongs to the run %s, not %s", j.run, id)
	}
	if whole < len(text) {
		if err := j.file.Truncate(int64(whole)); err != nil {
			return err
		}
	}
	if _, err := j.file.Seek(int64(whole), io.SeekStart); err != nil {
		return err
	}
	if whole > 0 {
		return j.file.Sync()
	}
	if j.run == "" {
		j.run = newRunID()
	}
	if err := j.write(journalEntry{Journal: journalVersion, Run: j.run}); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(j.file.Name()))
}

// syncFolder makes the name of a new file durable. Systems that cannot sync folders do this by themselves.
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
	line, err := e.line()
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.broken != nil {
		return j.broken
	}
	if _, err = j.file.Write(line); err == nil {
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
	return closeLocked(j.file)
}
