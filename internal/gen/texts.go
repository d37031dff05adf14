package main

import (
	"cmp"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// problem records that a text is wrong or missing. All problems are reported together.
func (b *builder) problem(where, format string, args ...any) {
	b.problems = append(b.problems, line{where: where}.errorf(format, args...))
}

// missing records that a name has no text, and the file to write it in.
func (b *builder) missing(owner, name string) {
	if b.descriptions.texts != nil {
		file := cmp.Or(b.descriptions.files[owner], b.homes[owner], "RESOURCE")
		b.problem("descriptions/"+file+".txt", "there is no text for %s", name)
	}
}

// nameDoc returns the doc of an operation, input, output or type: its name with the text that continues it, or else
// with the known facts, and its notes. Without either, the text is missing.
func (b *builder) nameDoc(name string, inTypes bool, known string) []string {
	said := b.use(b.descriptions.texts[name], inTypes)
	if said == nil && known == "" {
		b.missing(name, name)
		known = "has no description."
	}
	if said == nil {
		said = []string{known}
	}
	if found := factWords.FindString(said[0]); found != "" {
		b.problem(b.descriptions.texts[name].where, "the text of %s says %q, which the generator adds where it is so", name, found)
	}
	return append([]string{name + " " + said[0]}, b.use(b.descriptions.notes[name], inTypes)...)
}

// memberText returns the hand-written text of a member: that of its type, or else that in the glossary.
func (b *builder) memberText(owner string, m Member, name string, r role) []string {
	d := b.descriptions
	t := d.texts[owner+"."+name]
	if t == nil {
		t = cmp.Or(d.glossary[map[role]string{roleInput: "Input.", roleOutput: "Output."}[r]+name], d.glossary[name])
	}
	said := b.use(t, r.isType())
	if said == nil {
		b.missing(owner, owner+"."+name)
		return nil
	}
	if found := factsOf(b.model, m).repeated(said[0], string(m.Traits[traitDefault])); found != "" {
		b.problem(t.where, "the text of %s.%s says %q, which the generator adds where it is so", owner, name, found)
	}
	return said
}

var linkPattern = regexp.MustCompile(`\[[A-Za-z][\w.]*\]`)

// use returns the paragraphs of a text with links as they are written in a package: package types cannot link to the
// client's.
func (b *builder) use(t *text, inTypes bool) []string {
	if t == nil {
		return nil
	}
	t.used = true
	said := slices.Clone(t.paragraphs)
	for i, p := range said {
		if strings.HasPrefix(p, "    ") {
			continue
		}
		said[i] = linkPattern.ReplaceAllStringFunc(p, func(link string) string {
			name := strings.Trim(link, "[]")
			if !b.links[name] {
				b.problem(t.where, "nothing is called %s: want [Client.Operation], [OperationInput], [types.Type] or [types.Constant]", link)
			}
			own, ok := strings.CutPrefix(name, "types.")
			switch {
			case !inTypes:
				return link
			case ok:
				return "[" + own + "]"
			}
			return strings.TrimPrefix(name, "Client.")
		})
	}
	return said
}

var (
	factWords    = regexp.MustCompile(`\b(Required|Optional|Always set|Sensitive|Deprecated|Default)\b[.:]|[Ii]dempotency token`)
	boundWords   = regexp.MustCompile(`(?i)\b(?:at most|at least|up to|no more than|exactly|maximum of|minimum of|\d[\d,]* to) (\d(?:[\d,.]*\d)?)`)
	defaultWords = regexp.MustCompile(`(?i)\bdefault(?:s to| is| value is) (\w+)`)
)

// repeated returns the words of a text that repeat a fact.
func (f *facts) repeated(text, preset string) string {
	for _, m := range boundWords.FindAllStringSubmatch(text, -1) {
		if slices.Contains(f.limitNumbers(), strings.ReplaceAll(m[1], ",", "")) {
			return m[0]
		}
	}
	if m := defaultWords.FindStringSubmatch(text); len(m) > 0 && m[1] == strings.Trim(preset, `"`) {
		return m[0]
	}
	return factWords.FindString(text)
}

// limitNumbers returns the bounds on a value and its elements.
func (f *facts) limitNumbers() []string {
	if f == nil {
		return nil
	}
	all := slices.Concat(f.items.limitNumbers(), f.keys.limitNumbers())
	for _, limits := range []*bounds{f.length, f.numbers} {
		if limits != nil {
			all = append(all, strings.Split(limits.String(), ":")...)
		}
	}
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

// checkDescriptions returns what is wrong with the texts: the problems found so far, and texts whose subject does not
// exist.
func (b *builder) checkDescriptions() error {
	d := b.descriptions
	for i, texts := range []map[string]*text{d.texts, d.notes, d.glossary, d.fake} {
		for _, name := range slices.Sorted(maps.Keys(texts)) {
			t := texts[name]
			owner, _, _ := strings.Cut(name, ".")
			silent := t.paragraphs == nil
			if silent && i == 0 {
				silent = !slices.ContainsFunc(slices.Collect(maps.Keys(d.texts)), func(other string) bool { return strings.HasPrefix(other, name+".") })
			}
			switch {
			case silent:
				b.problem(t.where, "%s has no text", name)
			case !t.used && b.homes[owner] != "" && owner != name:
				b.problem(t.where, "%s has no member that needs the text of %s", owner, name)
			case !t.used:
				b.problem(t.where, "nothing is called %s, or all members of that name have a text of their own", name)
			}
		}
	}
	slices.SortStableFunc(b.problems, func(x, y error) int { return strings.Compare(x.Error(), y.Error()) })
	return errors.Join(b.problems...)
}
