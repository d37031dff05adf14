//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package chimeconnect

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// openLocked opens a file for this run alone, and creates it if necessary. The lock ends when the file is closed or the
// process ends.
func openLocked(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // the path is the caller's
	if err != nil {
		return nil, err
	}
	for err = syscall.EINTR; errors.Is(err, syscall.EINTR); {
		err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	}
	switch {
	case err == nil:
		return file, nil
	case errors.Is(err, syscall.EWOULDBLOCK):
		err = ErrJournalInUse
	default:
		err = fmt.Errorf("its file system does not lock files, use another folder: %w", err)
	}
	return nil, errors.Join(err, file.Close())
}

// closeLocked releases the lock before it closes the file: a child that is being started at this moment holds a copy of
// the file until it runs, and closing ours alone would leave the lock with it.
func closeLocked(file *os.File) error {
	_ = syscall.Flock(int(file.Fd()), syscall.LOCK_UN)
	return file.Close()
}
