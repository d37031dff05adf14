package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// start is the work of packages before main: those of the client, not those of Go and its dependencies.
type start struct {
	ms            float64
	bytes, allocs int
}

// initWork runs a program with GODEBUG=inittrace=1 and adds up the packages of both clients. Without arguments the programs
// end at the beginning of main: nothing is sent.
func initWork(path string) (start, error) {
	cmd := exec.Command(path)
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1", "AWS_ACCESS_KEY_ID=")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		return start{}, err
	}
	var sum start
	for line := range strings.Lines(stderr.String()) {
		var pkg string
		var at, ms float64
		var size, allocs int
		_, err := fmt.Sscanf(line, "init %s @%f ms, %f ms clock, %d bytes, %d allocs", &pkg, &at, &ms, &size, &allocs)
		if err == nil && (strings.HasPrefix(pkg, officialPath) || strings.Contains(pkg, "chimeconnect")) {
			sum.ms, sum.bytes, sum.allocs = sum.ms+ms, sum.bytes+size, sum.allocs+allocs
		}
	}
	return sum, nil
}
