package main

import (
	"slices"
	"strings"
)

// The plan holds every decision about the Go code: names, types, tags, docs, files. Printing it needs none.

// Package is the Go code of one service.
type Package struct {
	Name    string // of the client's package
	Path    string // import path of the client's package
	Service string // what the service is called in docs
	// EndpointVariable is the variable of the environment that holds the service's endpoint.
	EndpointVariable string
	Operations       []Operation
	Types            []Type
	Errors           []Error
}

// Operation is a method of the client.
type Operation struct {
	Name, Resource string
	ID             string // in the model
	Method, URI    string
	Preview        bool
	Fake, NotFaked string   // whether the fake keeps what the operation does, and what it leaves out
	Errors         string   // codes of its errors, for the fake
	Doc            []string // paragraphs
	Input, Output  Struct
	Page           *Page
}

// Listed returns the operations sorted by resource and name.
func (p *Package) Listed() []Operation {
	return slices.SortedStableFunc(slices.Values(p.Operations), func(x, y Operation) int { return strings.Compare(x.Resource, y.Resource) })
}

// Member returns the input's member that has an item in its tag, such as token; "" where there is none.
func (op Operation) Member(item string) string {
	for _, f := range op.Input.Fields {
		if slices.Contains(f.Tag.Items, item) {
			return f.Name
		}
	}
	return ""
}

// Page holds what the paginator of an operation needs.
type Page struct {
	Operation   string
	Size        string // Go name of the input's size member; empty where there is none
	SizePointer bool
	Item        string // Go type of the items; empty where a page has no list of them
}

// Struct is a Go struct.
type Struct struct {
	Name   string
	Doc    []string
	Blank  []Field // fields named _, whose tags say something about the struct
	Fields []Field

	Prints    bool // it has a method that prints it
	Sensitive bool // something in it must not be printed
}

// Field is a field of a struct.
type Field struct {
	Name, Type string
	Tag        Tag
	Doc        []string
}

// Type is a declaration of package types: a structure with fields, an enum with values or a union with variants.
type Type struct {
	Struct
	File     string // the resource whose operations alone reach it, or a file for what several reach, or errors
	Kind     string // the name of its template
	Values   []Value
	Variants []Variant
}

// Value is a constant of an enum.
type Value struct {
	Name, Type, Literal string
	Doc                 []string
}

// Variant is one member of a union.
type Variant struct {
	Union string
	Struct
}

// Error is a modelled error.
type Error struct {
	Struct
	ID    string // in the model
	Code  string
	Fault string // of package smithy
	Kind  string // of package chimeconnect
	// Problems is the type of what the error lists, "" for most.
	Problems string
}
