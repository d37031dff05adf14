package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Descriptions are the hand-written files that stand beside a model.
type Descriptions struct {
	// Operations holds the sentence and the resource of each operation; nil where there is no operations.txt.
	Operations map[string]Sentence
	// Docs holds the paragraphs of docs.md by heading.
	Docs map[string][]string
	// Overrides are those of overrides.json.
	Overrides []Override
}

// Sentence says what an operation does, and which resource it belongs to.
type Sentence struct {
	Text, Resource string
}

// readDescriptions reads operations.txt, docs.md and overrides.json of a folder. Each may be missing.
func readDescriptions(dir string) (*Descriptions, error) {
	d := &Descriptions{}
	for name, parse := range map[string]func([]byte) error{
		"operations.txt": d.parseOperations,
		"docs.md":        d.parseDocs,
		"overrides.json": func(b []byte) error { return json.Unmarshal(b, &d.Overrides) },
	} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = parse(b)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return d, nil
}

var resourceName = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

// parseOperations reads resource headings in brackets and a line "Operation: sentence." for each operation.
func (d *Descriptions) parseOperations(b []byte) error {
	d.Operations = map[string]Sentence{}
	resource, last := "", ""
	for number, line := range lines(b) {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case strings.HasPrefix(line, "["):
			next := strings.Trim(line, "[]")
			if !resourceName.MatchString(next) || next <= resource {
				return fmt.Errorf("line %d: resource %q: want lower case, in order", number, next)
			}
			resource, last = next, ""
			continue
		}
		name, text, ok := strings.Cut(line, ":")
		if !ok {
			return fmt.Errorf("line %d: want \"Operation: sentence.\"", number)
		}
		if _, twice := d.Operations[name]; twice {
			return fmt.Errorf("line %d: %s is described twice", number, name)
		}
		if resource == "" {
			return fmt.Errorf("line %d: %s stands before the first [resource]", number, name)
		}
		if name <= last {
			return fmt.Errorf("line %d: %s is out of order", number, name)
		}
		last = name
		d.Operations[name] = Sentence{Text: strings.TrimSpace(text), Resource: resource}
	}
	return nil
}

// parseDocs reads headings "# Name" with paragraphs below them. A paragraph may be a list of lines that begin with
// "- ", or a block of lines that are indented, which stay as they are.
func (d *Descriptions) parseDocs(b []byte) error {
	d.Docs = map[string][]string{}
	heading := ""
	var paragraph []string
	flush := func() {
		if len(paragraph) > 0 {
			d.Docs[heading] = append(d.Docs[heading], strings.Join(paragraph, "\n"))
			paragraph = nil
		}
	}
	for number, line := range lines(b) {
		if name, ok := strings.CutPrefix(line, "# "); ok {
			flush()
			heading = strings.TrimSpace(name)
			if _, twice := d.Docs[heading]; twice {
				return fmt.Errorf("line %d: %s is described twice", number, heading)
			}
			d.Docs[heading] = nil
			continue
		}
		if line == "" {
			flush()
			continue
		}
		if heading == "" {
			return fmt.Errorf("line %d: text before the first heading", number)
		}
		paragraph = append(paragraph, line)
	}
	flush()
	for name, text := range d.Docs {
		if len(text) == 0 {
			return fmt.Errorf("the heading %s has no text", name)
		}
	}
	return nil
}

// lines yields the lines of a text with their numbers, without trailing space.
func lines(b []byte) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		s := bufio.NewScanner(strings.NewReader(string(b)))
		s.Buffer(nil, 1<<20)
		for n := 1; s.Scan(); n++ {
			if !yield(n, strings.TrimRight(s.Text(), " \t\r")) {
				return
			}
		}
	}
}
