package redistest

import "syscall"

// endWithTest ends the server when the process of the test dies.
func endWithTest() *syscall.SysProcAttr { return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
