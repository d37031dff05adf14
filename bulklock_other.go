//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package chimeconnect

import "os"

// openLocked opens a file, which it makes if need be. These systems have no lock that ends with the process and that
// package syscall knows.
func openLocked(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // the path is the caller's
}

// closeLocked closes a file of openLocked.
func closeLocked(file *os.File) error { return file.Close() }
