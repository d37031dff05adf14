package flow

import (
	"fmt"
	"slices"
	"strings"
)

// Contract is what a flow module takes and returns. It is not a part of the content of the module: the operations on modules
// have it in their Settings, beside the Content.
type Contract struct {
	// Input are the values that a flow passes to the module, which reads them as $.Modules.Input.
	Input []Field

	// ResultData are the values that the module returns. The flow reads them as $.Modules.ResultData.
	ResultData []Field

	// Results are the ways out of the module, at most eight: [EndFlowModuleExecution] names one, and [InvokeFlowModule]
	// has branches for them.
	Results []Result
}

// Field is a value that a flow module takes or returns.
type Field struct {
	// Name is the key of the value.
	Name string

	// Type is string, number, integer, boolean, object, array or null, as in JSON Schema.
	Type string

	// Description says what the value is for.
	Description string

	// Required says that the value must be given.
	Required bool

	// Fields are the members of an object.
	Fields []Field
}

// Result is a way out of a flow module.
type Result struct {
	// Name is what branches compare.
	Name string

	// Description says when it is taken.
	Description string
}

// ParseContract reads the Settings of a flow module, as CreateContactFlowModule takes them and DescribeContactFlowModule
// returns them. An empty text is an empty contract. The error is a [*ParseError].
func ParseContract(settings string) (*Contract, error) {
	if strings.TrimSpace(settings) == "" {
		return &Contract{}, nil
	}
	doc, err := parseDocument(settings)
	if err == nil {
		s := contractShape()
		if err = s.check(doc.root); err != nil {
			err.locate(settings)
		}
	}
	if err != nil {
		return nil, err
	}
	c := &Contract{Input: readFields(doc.root.find("input.schema")), ResultData: readFields(doc.root.find("resultData.schema"))}
	for _, m := range doc.root.find("transitions.results").items() {
		c.Results = append(c.Results, Result{Name: m.node.get("name").str(), Description: m.node.get("description").str()})
	}
	return c, nil
}

func contractShape() shape {
	text := &shape{kind: kindString}
	schema := &shape{kind: kindObject, members: map[string]*shape{"schema": {kind: kindObject, members: map[string]*shape{"properties": {kind: kindObject}}}}}
	result := &shape{kind: kindObject, members: map[string]*shape{"name": text, "description": text}}
	return shape{kind: kindObject, members: map[string]*shape{
		"input":       schema,
		"resultData":  schema,
		"transitions": {kind: kindObject, members: map[string]*shape{"results": {kind: kindArray, items: result}}},
	}}
}

// readFields reads the properties of a JSON Schema.
func readFields(schema *node) []Field {
	var required []string
	for _, m := range schema.get("required").items() {
		required = append(required, m.node.str())
	}
	var fields []Field
	for _, m := range schema.get("properties").items() {
		f := Field{Name: m.key, Type: m.node.get("type").str(), Description: m.node.get("description").str(), Required: contains(required, m.key)}
		if f.Type == "object" {
			f.Fields = readFields(m.node)
		}
		fields = append(fields, f)
	}
	return fields
}

// Settings returns the contract as JSON, for the Settings of CreateContactFlowModule: {} if there is none.
func (c *Contract) Settings() string {
	root := newObject()
	for _, part := range []struct {
		name   string
		fields []Field
	}{{"input", c.Input}, {"resultData", c.ResultData}} {
		if part.fields != nil {
			holder := newObject()
			holder.set("schema", writeFields(part.fields))
			root.set(part.name, holder)
		}
	}
	if len(c.Results) > 0 {
		results := newArray()
		for _, r := range c.Results {
			result := newObject()
			result.set("name", newString(r.Name))
			result.set("description", newString(r.Description))
			results.add("", result)
		}
		transitions := newObject()
		transitions.set("results", results)
		root.set("transitions", transitions)
	}
	return root.String()
}

func writeFields(fields []Field) *node {
	properties, required := newObject(), newArray()
	for _, f := range fields {
		property := newObject()
		if f.Type == "object" {
			property = writeFields(f.Fields)
		} else {
			property.set("type", newString(f.Type))
		}
		if f.Description != "" {
			property.set("description", newString(f.Description))
		}
		properties.set(f.Name, property)
		if f.Required {
			required.add("", newString(f.Name))
		}
	}
	schema := newObject()
	schema.set("type", newString("object"))
	schema.set("properties", properties)
	if len(required.members) > 0 {
		schema.set("required", required)
	}
	return schema
}

// accepts reports whether a value has the type of the field. A field without a type accepts all.
func (f Field) accepts(n *node) bool {
	switch f.Type {
	case "string":
		return n.kind == kindString
	case "number":
		return n.kind == kindNumber
	case "integer":
		return n.kind == kindNumber && !strings.ContainsAny(n.text, ".eE")
	case "boolean":
		return n.kind == kindBool
	case "object":
		return n.kind == kindObject
	case "array":
		return n.kind == kindArray
	case "null":
		return n.kind == kindNull
	}
	return true
}

// returns reports whether the module can end with a result.
func (c *Contract) returns(result string) bool {
	return slices.ContainsFunc(c.Results, func(r Result) bool { return r.Name == result })
}

// problem says what the service would not accept, "" if it accepts everything.
func (c *Contract) problem() string {
	const most = 8
	if len(c.Results) > most {
		return fmt.Sprintf("the contract has %d results, at most %d are allowed", len(c.Results), most)
	}
	for i, r := range c.Results {
		if r.Name == "" || slices.ContainsFunc(c.Results[:i], func(other Result) bool { return other.Name == r.Name }) {
			return fmt.Sprintf("the result %q of the contract is empty or occurs twice", r.Name)
		}
	}
	return ""
}
