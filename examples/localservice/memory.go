package main

import (
	"bytes"
	"io"
	"net/http"
)

// memoryWriter keeps an answer in memory.
type memoryWriter struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func newMemoryWriter() *memoryWriter {
	return &memoryWriter{header: http.Header{}, status: http.StatusOK}
}

// Header returns the headers of the answer.
func (w *memoryWriter) Header() http.Header { return w.header }

// WriteHeader sets the status of the answer.
func (w *memoryWriter) WriteHeader(status int) { w.status = status }

// Write adds to the body of the answer.
func (w *memoryWriter) Write(p []byte) (int, error) { return w.body.Write(p) }

func (w *memoryWriter) response(r *http.Request) *http.Response {
	return &http.Response{
		StatusCode: w.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: w.header,
		Body: io.NopCloser(&w.body), ContentLength: int64(w.body.Len()), Request: r,
	}
}
