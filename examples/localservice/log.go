package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// lineWriter writes lines in the background. Writers never wait: lines that are not read in time are dropped.
type lineWriter struct {
	out     io.Writer
	lines   chan []byte
	ended   chan struct{}
	dropped atomic.Int64
}

// The maximum number of lines that wait to be read, and the time for the last ones when the program ends.
const (
	waitingLines = 4096
	lastLines    = time.Second
)

func newLineWriter(out io.Writer) *lineWriter {
	w := &lineWriter{out: out, lines: make(chan []byte, waitingLines), ended: make(chan struct{})}
	go func() {
		defer close(w.ended)
		for line := range w.lines {
			if n := w.dropped.Swap(0); n > 0 {
				fmt.Fprintf(w.out, "(%d lines were dropped: nobody read them in time)\n", n)
			}
			_, _ = w.out.Write(line) // a log that cannot be written is not a reason to stop
		}
	}()
	return w
}

func (w *lineWriter) write(line []byte) {
	select {
	case w.lines <- line:
	default:
		w.dropped.Add(1)
	}
}

// close writes the lines that are left, as long as somebody reads them. Nothing may be written after it.
func (w *lineWriter) close() {
	close(w.lines)
	select {
	case <-w.ended:
	case <-time.After(lastLines):
	}
}

// logger logs requests and events in a format.
type logger struct {
	format string
	writer *lineWriter
}

func newLogger(out io.Writer, format string) *logger {
	return &logger{format: format, writer: newLineWriter(out)}
}

func (l *logger) close() { l.writer.close() }

// entry is a request, as the log, the control API and the page show it.
type entry struct {
	Time         time.Time `json:"time"`
	Service      string    `json:"service"`
	Account      string    `json:"account"`
	Region       string    `json:"region"`
	Operation    string    `json:"operation,omitempty"`
	Method       string    `json:"method"`
	Path         string    `json:"path"`
	Status       int       `json:"status"` // 0: the connection was broken
	Error        string    `json:"error,omitempty"`
	Milliseconds float64   `json:"ms"`
}

func (l *logger) request(e entry) {
	switch l.format {
	case "json":
		l.json(e)
	case "text":
		operation, answer := e.Operation, strconv.Itoa(e.Status)
		if operation == "" {
			operation = e.Method + " " + e.Path
		}
		if e.Status == 0 {
			answer = "no answer"
		}
		line := fmt.Sprintf("%s %-9s %-14s %-45s %s %s %.1f ms %s", e.Time.Format("15:04:05.000"), e.Service, e.Region, operation,
			answer, http.StatusText(e.Status), e.Milliseconds, e.Error)
		l.writer.write([]byte(strings.TrimSpace(line) + "\n"))
	}
}

// event logs an event that is not a request.
func (l *logger) event(level, message string) {
	switch l.format {
	case "json":
		l.json(map[string]any{"time": time.Now(), "level": level, "msg": message})
	case "text":
		l.writer.write([]byte(time.Now().Format("15:04:05.000") + " " + message + "\n"))
	}
}

func (l *logger) json(v any) {
	if line, err := json.Marshal(v); err == nil {
		l.writer.write(append(line, '\n'))
	}
}
