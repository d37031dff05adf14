//go:build unix && !linux

package redistest

import "syscall"

// endWithTest does nothing: only Linux can end the server when the process of the test dies.
func endWithTest() *syscall.SysProcAttr { return nil }
