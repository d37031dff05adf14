package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/seed-086a074d/chimeconnect"
)

// display shows the progress of the run: a bar on a terminal, lines elsewhere.
type display struct {
	to   io.Writer
	bar  *progressbar.ProgressBar // nil where there is no terminal
	last chimeconnect.BulkProgress
	next time.Time
}

// linePause is the time between two lines of progress.
const linePause = 10 * time.Second

func newDisplay(to *os.File, total int) *display {
	d := &display{to: to}
	if term.IsTerminal(int(to.Fd())) {
		d.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(to), progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond))
	}
	return d
}

// progress shows a new state. A number that failed is printed at once, above the bar.
func (d *display) progress(p chimeconnect.BulkProgress) {
	d.last = p
	if p.Err != nil {
		if d.bar != nil {
			_ = d.bar.Clear()
		}
		d.say("%s failed: %v", p.Key, p.Err)
	}
	if d.bar != nil {
		_ = d.bar.Set(p.Done + p.Failed + p.InDoubt)
		return
	}
	if now := time.Now(); p.Key == "" || !now.Before(d.next) {
		d.next = now.Add(linePause)
		d.say("%s", d.summary())
	}
}

func (d *display) close() {
	if d.bar != nil {
		_ = d.bar.Exit()
		d.say("")
	}
	d.say("%s", d.summary())
}

func (d *display) summary() string {
	p := d.last
	return fmt.Sprintf("%d of %d done, %d failed, %d of these in an earlier run", p.Done, p.Total, p.Failed, p.Resumed)
}

func (d *display) say(format string, args ...any) { _, _ = fmt.Fprintf(d.to, format+"\n", args...) }
