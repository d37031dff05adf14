package main

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
	Errors         string   // codes of its errors, for the fake
	Doc            []string // paragraphs
	Input, Output  Struct
	Page           *Page
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

// Type is a declaration of package types. One of Struct, Enum and Union is set.
type Type struct {
	Name   string
	Groups []string // the resources whose operations reach it, sorted
	Errors bool     // an error reaches it
	Struct *Struct
	Enum   *Enum
	Union  *Union
}

// Enum is a string type with constants.
type Enum struct {
	Name   string
	Doc    []string
	Values []Value
}

// Value is a constant of an enum.
type Value struct {
	Name, Type string
	Member     string // its name in the model
	Literal    string
	Doc        []string
}

// Union is an interface with a struct for each variant.
type Union struct {
	Name     string
	Doc      []string
	Variants []Variant
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
}
