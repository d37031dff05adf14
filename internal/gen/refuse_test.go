package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tinyModel returns a model with one operation, whose shapes the caller fills in.
func tinyModel(serviceTraits, operationTraits, members, shapes string) string {
	return fmt.Sprintf(`{"smithy": "2.0", "shapes": {
		"t#S": {"type": "service", "operations": [{"target": "t#Op"}],
			"traits": {"aws.api#service": {"sdkId": "T"}, "aws.protocols#restJson1": {} %s}},
		"t#Op": {"type": "operation", "input": {"target": "t#In"}, "output": {"target": "t#In"},
			"traits": {"smithy.api#http": {"method": "POST", "uri": "/op"} %s}},
		"t#In": {"type": "structure", "members": {%s}}
		%s}}`, serviceTraits, operationTraits, members, shapes)
}

// generateText generates the code of a model that has no descriptions.
func generateText(t *testing.T, model string) error {
	t.Helper()
	m, err := normaliseText(t, model)
	if err != nil {
		return err
	}
	p, err := build(m, new(Descriptions), Target{Package: "x", Path: "example.com/x"})
	if err != nil {
		return err
	}
	module, err := findModule()
	require.NoError(t, err)
	_, err = files(p, module)
	return err
}

// Each case adds one thing that cannot be generated: the error has to name the shape and what is wrong.
func TestGenerateRefuses(t *testing.T) {
	member := func(target, traits string) string {
		return `"A": {"target": "` + target + `", "traits": {` + traits + `}}`
	}
	for name, tt := range map[string]struct{ service, operation, members, shapes, want string }{
		"payload":         {members: member("smithy.api#String", `"smithy.api#httpPayload": {}`), want: "t#In$A: trait smithy.api#httpPayload"},
		"prefix headers":  {members: member("t#M", `"smithy.api#httpPrefixHeaders": "x-"`), shapes: mapShape, want: "t#In$A: trait smithy.api#httpPrefixHeaders"},
		"query params":    {members: member("t#M", `"smithy.api#httpQueryParams": {}`), shapes: mapShape, want: "t#In$A: trait smithy.api#httpQueryParams"},
		"response code":   {members: member("smithy.api#Integer", `"smithy.api#httpResponseCode": {}`), want: "t#In$A: trait smithy.api#httpResponseCode"},
		"host label":      {members: member("smithy.api#String", `"smithy.api#hostLabel": {}`), want: "t#In$A: trait smithy.api#hostLabel"},
		"host prefix":     {operation: `, "smithy.api#endpoint": {"hostPrefix": "x."}`, want: "t#Op: trait smithy.api#endpoint"},
		"checksum":        {operation: `, "smithy.api#httpChecksumRequired": {}`, want: "t#Op: trait smithy.api#httpChecksumRequired"},
		"compression":     {operation: `, "smithy.api#requestCompression": {}`, want: "t#Op: trait smithy.api#requestCompression"},
		"other auth":      {service: `, "aws.auth#sigv4a": {}`, want: "t#S: trait aws.auth#sigv4a"},
		"unknown trait":   {operation: `, "other#thing": {}`, want: "t#Op: trait other#thing"},
		"apply":           {shapes: `, "t#In$A": {"type": "apply", "traits": {"smithy.api#required": {}}}`, want: "t#In$A: apply is not supported"},
		"list of itself":  {members: member("t#L", ""), shapes: `, "t#L": {"type": "list", "member": {"target": "t#L"}}`, want: "t#L: the list holds itself"},
		"media type":      {members: member("t#X", ""), shapes: `, "t#X": {"type": "string", "traits": {"smithy.api#mediaType": "a/b"}}`, want: "t#X: trait smithy.api#mediaType"},
		"sparse":          {members: member("t#X", ""), shapes: `, "t#X": {"type": "list", "member": {"target": "smithy.api#String"}, "traits": {"smithy.api#sparse": {}}}`, want: "t#X: trait smithy.api#sparse"},
		"event stream":    {members: member("t#X", ""), shapes: `, "t#X": {"type": "union", "members": {}, "traits": {"smithy.api#streaming": {}}}`, want: "t#X: trait smithy.api#streaming"},
		"streaming blob":  {members: member("t#X", ""), shapes: `, "t#X": {"type": "blob", "traits": {"smithy.api#streaming": {}}}`, want: "shape t#X is a blob"},
		"blob":            {members: member("smithy.api#Blob", ""), want: "t#In: shape smithy.api#Blob is a blob"},
		"document":        {members: member("smithy.api#Document", ""), want: "t#In: shape smithy.api#Document is a document"},
		"intEnum":         {members: member("t#X", ""), shapes: `, "t#X": {"type": "intEnum", "members": {}}`, want: "shape t#X is a intEnum"},
		"map key":         {members: member("t#X", ""), shapes: `, "t#X": {"type": "map", "key": {"target": "smithy.api#Integer"}, "value": {"target": "smithy.api#String"}}`, want: "t#X: a map keyed by a integer"},
		"output header":   {members: member("smithy.api#String", `"smithy.api#httpHeader": "x-a"`), want: "t#In$A: trait smithy.api#httpHeader is not supported in an output"},
		"query structure": {members: member("t#In", `"smithy.api#httpQuery": "a"`), want: "t#In$A: trait smithy.api#httpQuery is not supported on a structure"},
		"path list":       {members: member("t#L", `"smithy.api#httpLabel": {}, "smithy.api#required": {}`), shapes: `, "t#L": {"type": "list", "member": {"target": "smithy.api#String"}}`, want: "t#In$A: trait smithy.api#httpLabel is not supported on a list"},
		"optional label":  {members: member("smithy.api#String", `"smithy.api#httpLabel": {}`), want: "t#In$A: trait smithy.api#httpLabel needs smithy.api#required"},
		"missing label":   {members: member("smithy.api#String", `"smithy.api#httpLabel": {}, "smithy.api#required": {}`), want: "t#In$A: trait smithy.api#httpLabel: the path /op has no such label"},
		"time format":     {members: member("smithy.api#Timestamp", `"smithy.api#timestampFormat": "lunar"`), want: `t#In$A: smithy.api#Timestamp: timestampFormat "lunar"`},
		"two tokens":      {members: member("smithy.api#String", `"smithy.api#idempotencyToken": {}`) + `, "B": {"target": "smithy.api#String", "traits": {"smithy.api#idempotencyToken": {}}}`, want: "t#In: trait smithy.api#idempotencyToken is set on 2 members"},
		"tag text":        {members: member("smithy.api#String", `"smithy.api#jsonName": "a,b"`), want: `"name=a,b" cannot stand in a struct tag`},
		"lost page":       {operation: `, "smithy.api#paginated": {"inputToken": "Next", "outputToken": "Next"}`, want: "t#Op: trait smithy.api#paginated: t#In has no member Next"},
		"page token":      {operation: `, "smithy.api#paginated": {"inputToken": "A", "outputToken": "A"}`, members: member("smithy.api#Integer", ""), want: "it is a integer, want string"},
		"not a Go name":   {members: `"_a": {"target": "smithy.api#String"}`, want: `t#In$_a: "_a" is not an exported Go name`},
	} {
		t.Run(name, func(t *testing.T) {
			err := generateText(t, tinyModel(tt.service, tt.operation, tt.members, tt.shapes))
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

const mapShape = `, "t#M": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "smithy.api#String"}}`

func TestRefusesLabels(t *testing.T) {
	for _, uri := range []string{"/a/{A+}", "/a/x-{A}", "/a/{B}"} {
		model := strings.Replace(tinyModel("", "", "", ""), `"/op"`, `"`+uri+`"`, 1)
		err := generateText(t, model)
		assert.ErrorContains(t, err, "t#Op: trait smithy.api#http: "+uri+": a label has to be one whole segment")
	}
}

func TestRefusesCollisions(t *testing.T) {
	enum := func(members ...string) string {
		var all []string
		for _, m := range members {
			all = append(all, `"`+m+`": {"target": "smithy.api#Unit"}`)
		}
		return `"type": "enum", "members": {` + strings.Join(all, ",") + `}`
	}
	for name, tt := range map[string]struct{ members, shapes, want string }{
		"members":        {`"a": {"target": "smithy.api#String"}, "A": {"target": "smithy.api#String"}`, "", "A redeclared"},
		"types":          {`"A": {"target": "t#thing"}, "B": {"target": "t#Thing"}`, `, "t#thing": {` + enum("X") + `}, "t#Thing": {` + enum("Y") + `}`, "Thing redeclared"},
		"values":         {`"A": {"target": "t#E"}`, `, "t#E": {` + enum("X_Y", "X-Y") + `}`, "EXY redeclared"},
		"value and type": {`"A": {"target": "t#E"}, "B": {"target": "t#EOn"}`, `, "t#E": {` + enum("ON") + `}, "t#EOn": {` + enum("X") + `}`, "EOn redeclared"},
		"variant and type": {
			`"A": {"target": "t#U"}, "B": {"target": "t#UMemberA"}`,
			`, "t#U": {"type": "union", "members": {"a": {"target": "smithy.api#String"}}}, "t#UMemberA": {` + enum("X") + `}`,
			"UMemberA redeclared",
		},
		"metadata": {`"resultMetadata": {"target": "smithy.api#String"}`, "", "ResultMetadata redeclared"},
		"unknown": {
			`"A": {"target": "t#UnknownUnionMember"}, "B": {"target": "t#U"}`,
			`, "t#UnknownUnionMember": {` + enum("X") + `}, "t#U": {"type": "union", "members": {"a": {"target": "smithy.api#String"}}}`,
			"UnknownUnionMember redeclared",
		},
	} {
		t.Run(name, func(t *testing.T) {
			assert.ErrorContains(t, generateText(t, tinyModel("", "", tt.members, tt.shapes)), tt.want)
		})
	}
}

func TestRefusesOneRouteForTwo(t *testing.T) {
	model := strings.Replace(tinyModel("", "", "", `, "t#Op2": {"type": "operation", "traits": {"smithy.api#http": {"method": "POST", "uri": "/op"}}}`),
		`[{"target": "t#Op"}`, `[{"target": "t#Op"}, {"target": "t#Op2"}`, 1)
	assert.ErrorContains(t, generateText(t, model), "t#Op2: it is bound to POST /op, as t#Op is")
}
