//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package chimeconnect

import "os"

// openLocked opens a file, and creates it if necessary. It takes no lock: on these systems, package syscall has none
// that ends with the process.
func openLocked(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // the path is the caller's
}

// closeLocked closes a file of openLocked.
func closeLocked(file *os.File) error { return file.Close() }
