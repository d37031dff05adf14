package main

import (
	"fmt"
	"strconv"
	"strings"
)

// Tag is a struct tag: the items of its aws key, and further keys with their values.
type Tag struct {
	Items []string
	Keys  [][2]string
}

// String returns the tag as Go source, with a space before it; nothing if it is empty.
func (t Tag) String() string {
	var parts []string
	if len(t.Items) > 0 {
		parts = append(parts, `aws:"`+strings.Join(t.Items, ",")+`"`)
	}
	for _, k := range t.Keys {
		parts = append(parts, k[0]+":"+strconv.Quote(k[1]))
	}
	if len(parts) == 0 {
		return ""
	}
	text := strings.Join(parts, " ")
	if strings.Contains(text, "`") {
		return " " + strconv.Quote(text)
	}
	return " `" + text + "`"
}

// check refuses what cannot stand inside a tag item.
func (t Tag) check() error {
	for _, item := range t.Items {
		if strings.ContainsAny(item, "\",\\\n") {
			return fmt.Errorf("%q cannot stand in a struct tag", item)
		}
	}
	return nil
}

func (t *Tag) add(items ...string) { t.Items = append(t.Items, items...) }

// location is where a member of an input travels.
type location int

const (
	inBody location = iota
	inPath
	inQuery
	inHeader
)

// bearerHeader is the header of the identity that a messaging call acts for.
const bearerHeader = "x-amz-chime-bearer"

// memberTag returns the tag of the Go field with a name that stands for a member.
func memberTag(model *Model, name string, m Member, r role) (Tag, error) {
	var t Tag
	place := locationOf(m, r)
	wireName := m.Name
	switch place {
	case inPath:
		t.add(located("path", wireName, name))
	case inQuery:
		t.add(located("query", m.Traits.Text(traitQuery), name))
	case inHeader:
		header := strings.ToLower(m.Traits.Text(traitHeader))
		t.add("header=" + header)
		if header == bearerHeader {
			t.add("bearer")
		}
	case inBody:
		if m.Traits.Has(traitJSONName) {
			wireName = m.Traits.Text(traitJSONName)
		}
		if wireName != name {
			t.add("name=" + wireName)
		}
	}
	if m.Traits.Has(traitRequired) {
		t.add("required")
	}
	if r == roleInput && m.Traits.Has(traitToken) { // elsewhere nobody fills it in
		t.add("token")
	}
	f := factsOf(model, m)
	format, err := f.timeFormat(place)
	if err != nil {
		return t, err
	}
	if format != "" {
		t.add("time=" + format)
	}
	f.tag(&t, "")
	if err := f.elementTags(&t, "", place); err != nil {
		return t, err
	}
	return t, t.check()
}

func located(kind, wireName, name string) string {
	if wireName == name {
		return kind
	}
	return kind + "=" + wireName
}
