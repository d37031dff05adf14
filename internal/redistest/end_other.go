//go:build unix && !linux

package redistest

import "syscall"

// endWithTest needs Linux to end the server when the test dies without a word.
func endWithTest() *syscall.SysProcAttr { return nil }
