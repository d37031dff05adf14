package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

type buildCost struct {
	wall, cpu time.Duration
	peakMB    float64
}

// coldBuild compiles a package and the packages below it with warm dependencies. A flag that changes nothing but the
// build's identity makes the compiler run.
func coldBuild(path string) (buildCost, error) {
	warm := exec.Command("go", "build", path)
	if out, err := warm.CombinedOutput(); err != nil {
		return buildCost{}, fmt.Errorf("%w: %s", err, out)
	}
	cmd := exec.Command("go", "build", fmt.Sprintf("-gcflags=%s/...=-I /cold/%d", path, time.Now().UnixNano()), path)
	start := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return buildCost{}, fmt.Errorf("%w: %s", err, out)
	}
	state := cmd.ProcessState
	usage := state.SysUsage().(*syscall.Rusage) // of go and the compilers that it ran
	return buildCost{time.Since(start), state.UserTime() + state.SystemTime(), float64(usage.Maxrss) / 1024}, nil
}

type binary struct {
	path string
	size int64
}

// program builds one of the programs in bench/hello, stripped.
func program(dir, name string) (binary, error) {
	path := filepath.Join(dir, name)
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", path, "./bench/hello/"+name)
	if out, err := cmd.CombinedOutput(); err != nil {
		return binary{}, fmt.Errorf("%w: %s", err, out)
	}
	info, err := os.Stat(path)
	if err != nil {
		return binary{}, err
	}
	return binary{path, info.Size()}, nil
}
