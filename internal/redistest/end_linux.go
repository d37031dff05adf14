package redistest

import "syscall"

// endWithTest ends the server when the test dies without a word.
func endWithTest() *syscall.SysProcAttr { return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
