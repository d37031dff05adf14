package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// Descriptions are the hand-written files that stand beside a model.
type Descriptions struct {
	Overrides []Override
	texts     map[string]*text  // of an operation, a type, "Type.Member"; nil where there is no folder of descriptions
	glossary  map[string]*text  // of "Member", "Input.Member", "Output.Member"
	notes     map[string]*text  // of an operation or type
	fake      map[string]*text  // of an operation; nil where there is no folder
	files     map[string]string // operation or type -> name of the file that describes it
}

// text is what somebody wrote about a name, and where.
type text struct {
	where      string
	paragraphs []string // none where only the members have texts
	used       bool
}

const glossaryFile = "glossary"

// readDescriptions reads overrides.json, descriptions, notes and fake of a folder. Each may be missing.
func readDescriptions(dir string) (*Descriptions, error) {
	d := &Descriptions{glossary: map[string]*text{}, notes: map[string]*text{}, files: map[string]string{}}
	b, err := os.ReadFile(filepath.Join(dir, "overrides.json"))
	if err == nil {
		err = json.Unmarshal(b, &d.Overrides)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("overrides.json: %w", err)
	}
	if err := readFolder(dir, "descriptions", ".txt", d.parseTexts); err != nil {
		return nil, err
	}
	if err := readFolder(dir, "notes", ".md", d.parseNotes); err != nil {
		return nil, err
	}
	return d, readFolder(dir, "fake", ".txt", d.parseFake)
}

var fileName = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

// readFolder parses each file of a folder; name is the name of a file without its ending.
func readFolder(dir, folder, ending string, parse func(name string, lines []line) error) error {
	entries, err := os.ReadDir(filepath.Join(dir, folder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ending)
		if !ok || !fileName.MatchString(name) {
			return fmt.Errorf("%s/%s: want a name like channel_flow%s", folder, e.Name(), ending)
		}
		b, err := os.ReadFile(filepath.Join(dir, folder, e.Name()))
		if err != nil {
			return err
		}
		var all []line
		for s := range bytes.Lines(b) {
			all = append(all, line{fmt.Sprintf("%s:%d", path.Join(folder, e.Name()), len(all)+1), strings.TrimRight(string(s), " \t\r\n")})
		}
		if err := parse(name, all); err != nil {
			return err
		}
	}
	return err
}

type line struct{ where, text string }

func (l line) errorf(format string, args ...any) error {
	return fmt.Errorf("%s: %w", l.where, fmt.Errorf(format, args...))
}

// parseTexts reads a line "Name: text." for each operation and type, in order, and below it a line that begins with a
// tab for each member that has a text. The glossary has texts of members alone.
func (d *Descriptions) parseTexts(file string, lines []line) error {
	if d.texts == nil {
		d.texts = map[string]*text{}
	}
	into, owner := d.texts, ""
	if file == glossaryFile {
		into = d.glossary
	}
	for _, l := range lines {
		if l.text == "" || strings.HasPrefix(l.text, "#") {
			continue
		}
		name, words, colon := strings.Cut(l.text, ":")
		t := &text{where: l.where}
		switch member, ok := strings.CutPrefix(name, "\t"); {
		case ok && owner == "":
			return l.errorf("%s stands below no type", member)
		case ok:
			name, colon = owner+"."+member, true
		case sortKey(name) <= sortKey(owner):
			return l.errorf("%s is out of order: it stands below %s", name, owner)
		default:
			owner = name
			if file != glossaryFile {
				d.files[name] = file
			}
		}
		if other := into[name]; other != nil {
			return l.errorf("%s is described twice: see %s", name, other.where)
		}
		into[name] = t
		if !colon && file != glossaryFile {
			continue
		}
		t.paragraphs = []string{strings.TrimSpace(words)}
		if err := checkSentence(t.paragraphs[0], owner == name && file != glossaryFile); err != nil {
			return l.errorf("the text of %s %w", name, err)
		}
	}
	return nil
}

// sortKey sorts "Input.Member" as Member.
func sortKey(name string) string { return name[strings.LastIndexByte(name, '.')+1:] + " " + name }

// checkSentence refuses what is not a sentence: one that continues a name begins in lower case, the others do not.
func checkSentence(s string, continues bool) error {
	switch {
	case s == "":
		return errors.New("is empty")
	case strings.ToLower(s[:1]) == s[:1] != continues && strings.ToLower(s[:1]) != strings.ToUpper(s[:1]):
		return fmt.Errorf("begins with %q: what continues a name begins in lower case, a text of its own with a capital", s[:1])
	case !strings.ContainsAny(s[len(s)-1:], ".!?"):
		return errors.New("does not end with a full stop")
	}
	return nil
}

// parseNotes reads headings "# Name" with paragraphs below them. A paragraph may be a list of lines that begin with
// "- ", or a block of lines that are indented, which stay as they are.
func (d *Descriptions) parseNotes(_ string, lines []line) error {
	var current *text
	begin := true
	for _, l := range lines {
		name, heading := strings.CutPrefix(l.text, "# ")
		switch {
		case heading && d.notes[name] != nil:
			return l.errorf("%s is described twice: see %s", name, d.notes[name].where)
		case heading:
			current = &text{where: l.where}
			d.notes[name] = current
		case l.text != "" && current == nil:
			return l.errorf("text before the first heading")
		case l.text != "" && begin:
			current.paragraphs = append(current.paragraphs, l.text)
		case l.text != "":
			current.paragraphs[len(current.paragraphs)-1] += "\n" + l.text
		}
		begin = heading || l.text == ""
	}
	return nil
}

// nothingMissing is the text for an operation of which the fake leaves out nothing that is known.
const nothingMissing = "-"

// parseFake reads a line "Operation: text." or "Operation: -" for each operation, in order.
func (d *Descriptions) parseFake(file string, lines []line) error {
	if d.fake == nil {
		d.fake = map[string]*text{}
	}
	last := ""
	for _, l := range lines {
		if l.text == "" || strings.HasPrefix(l.text, "#") {
			continue
		}
		name, words, _ := strings.Cut(l.text, ":")
		words = strings.TrimSpace(words)
		if name <= last {
			return l.errorf("%s is out of order: it stands below %s", name, last)
		}
		last = name
		if d.files[name] != "" && d.files[name] != file {
			return l.errorf("%s belongs into fake/%s.txt", name, d.files[name])
		}
		d.fake[name] = &text{where: l.where, paragraphs: []string{words}}
		if words == nothingMissing {
			continue
		}
		if err := checkSentence(words, false); err != nil {
			return l.errorf("the text of %s %w", name, err)
		}
	}
	return nil
}
