package chimeconnect

import (
	"errors"
	"os"
	"syscall"
)

// errorSharingViolation is the error of Windows for a file that another handle does not share.
const errorSharingViolation = syscall.Errno(32)

// openLocked opens a file for this run alone, and creates it if necessary: others may read it meanwhile, but not write
// to it.
func openLocked(path string) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	handle, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, syscall.FILE_SHARE_READ, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, errorSharingViolation) {
		return nil, ErrJournalInUse
	}
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(handle), path), nil
}

// closeLocked closes a file of openLocked.
func closeLocked(file *os.File) error { return file.Close() }
