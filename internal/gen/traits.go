package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

// The traits that the generator uses.
const (
	traitService    = "aws.api#service"
	traitSigV4      = "aws.auth#sigv4"
	traitRestJSON   = "aws.protocols#restJson1"
	traitAddedDef   = "smithy.api#addedDefault"
	traitClientOpt  = "smithy.api#clientOptional"
	traitDefault    = "smithy.api#default"
	traitDeprecated = "smithy.api#deprecated"
	traitEnumValue  = "smithy.api#enumValue"
	traitError      = "smithy.api#error"
	traitHTTP       = "smithy.api#http"
	traitHTTPError  = "smithy.api#httpError"
	traitHeader     = "smithy.api#httpHeader"
	traitLabel      = "smithy.api#httpLabel"
	traitQuery      = "smithy.api#httpQuery"
	traitToken      = "smithy.api#idempotencyToken"
	traitIdempotent = "smithy.api#idempotent"
	traitJSONName   = "smithy.api#jsonName"
	traitLength     = "smithy.api#length"
	traitPaginated  = "smithy.api#paginated"
	traitPattern    = "smithy.api#pattern"
	traitRange      = "smithy.api#range"
	traitReadonly   = "smithy.api#readonly"
	traitRequired   = "smithy.api#required"
	traitSensitive  = "smithy.api#sensitive"
	traitTimeFormat = "smithy.api#timestampFormat"
)

// keptTraits are the traits that import keeps: whole, or reduced by the function to the part that is used.
var keptTraits = map[string]func(json.RawMessage) (json.RawMessage, error){
	traitService: only("sdkId", "endpointPrefix"), traitSigV4: only("name"), traitRestJSON: only(),
	traitAddedDef: nil, traitClientOpt: nil, traitDefault: nil, traitDeprecated: only(), traitEnumValue: nil,
	traitError: nil, traitHTTP: nil, traitHTTPError: nil, traitHeader: nil, traitLabel: nil, traitQuery: nil,
	traitToken: nil, traitIdempotent: nil, traitJSONName: nil, traitLength: nil, traitPaginated: nil, traitPattern: nil,
	traitRange: nil, traitReadonly: nil, traitRequired: nil, traitSensitive: nil, traitTimeFormat: nil,
}

// droppedTraits say nothing about the wire or the Go API: prose, hints to other tools, lint. A name that ends in "#"
// stands for its whole namespace.
var droppedTraits = []string{
	"aws.api#arn", "aws.api#arnReference", "aws.api#controlPlane", "aws.api#data", "aws.api#dataPlane",
	"aws.api#taggable", "aws.api#tagEnabled", "aws.api#cloudTrailEventName",
	"aws.cloudformation#", "aws.endpoints#", "aws.iam#", "aws.test#",
	"aws.protocols#awsJson1_0", "aws.protocols#awsJson1_1", "aws.protocols#restXml", "smithy.protocols#rpcv2Cbor",
	"smithy.api#cors", "smithy.api#documentation", "smithy.api#examples", "smithy.api#externalDocumentation",
	"smithy.api#input", "smithy.api#internal", "smithy.api#nestedProperties", "smithy.api#noReplace", "smithy.api#notProperty",
	"smithy.api#output", "smithy.api#private", "smithy.api#property", "smithy.api#recommended", "smithy.api#references",
	"smithy.api#resourceIdentifier", "smithy.api#retryable", "smithy.api#since", "smithy.api#suppress", "smithy.api#tags",
	"smithy.api#title", "smithy.api#uniqueItems", "smithy.api#unstable",
	"smithy.api#xmlAttribute", "smithy.api#xmlFlattened", "smithy.api#xmlName", "smithy.api#xmlNamespace",
	"smithy.rules#", "smithy.test#", "smithy.waiters#", "smithy.framework#",
}

func dropped(id string) bool {
	for _, d := range droppedTraits {
		if id == d || strings.HasSuffix(d, "#") && strings.HasPrefix(id, d) {
			return true
		}
	}
	return false
}

// keepTraits returns the traits that import keeps. A trait that is neither known to matter nor known not to matter may
// change the wire, so it is refused: support it, or add it to one of the lists.
func keepTraits(where string, all Traits) (Traits, error) {
	kept := Traits{}
	for _, id := range all.IDs() {
		reduce, ok := keptTraits[id]
		switch {
		case ok && reduce != nil:
			v, err := reduce(all[id])
			if err != nil {
				return nil, fmt.Errorf("%s: trait %s: %w", where, id, err)
			}
			kept[id] = v
		case ok:
			kept[id] = canonical(all[id])
		case !dropped(id):
			return nil, fmt.Errorf("%s: trait %s is not supported", where, id)
		}
	}
	if len(kept) == 0 {
		return nil, nil
	}
	return kept, nil
}

// only returns a function that keeps the named fields of an object.
func only(names ...string) func(json.RawMessage) (json.RawMessage, error) {
	return func(b json.RawMessage) (json.RawMessage, error) {
		var all map[string]json.RawMessage
		if err := json.Unmarshal(b, &all); err != nil {
			return nil, err
		}
		kept := map[string]json.RawMessage{}
		for _, n := range names {
			if v, ok := all[n]; ok {
				kept[n] = v
			}
		}
		return json.Marshal(kept)
	}
}
