package wire

import (
	"reflect"
	"testing"
	"time"

	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/require"
)

// The types of these tests are shaped like generated ones.

type color string

func (color) Values() []color { return []color{"RED", "GREEN"} }

type shape interface{ isShape() }

type shapeMemberCircle struct {
	Value circle `aws:"name=Circle"`
}

type shapeMemberName struct {
	Value string `aws:"name=Name"`
}

type shapeMemberGroup struct {
	_ [0]*func(shape, *shapeMemberCircle, *shapeMemberName, *shapeMemberGroup, *UnknownUnionMember) `aws:"union"`

	Value []shape `aws:"name=Group"`
}

// UnknownUnionMember has the name that the codec looks for.
type UnknownUnionMember struct {
	Tag   string
	Value []byte
}

// stranger implements the union without being one of its variants.
type stranger struct{ Value string }

func (*shapeMemberCircle) isShape()  {}
func (*shapeMemberName) isShape()    {}
func (*shapeMemberGroup) isShape()   {}
func (*UnknownUnionMember) isShape() {}
func (*stranger) isShape()           {}

type circle struct {
	Radius *float64 `aws:"required"`
	Inner  *circle
}

// rich has each kind once, in every container that the services use.
type rich struct {
	_ [0]*func(shape, *shapeMemberCircle, *shapeMemberName, *shapeMemberGroup, *UnknownUnionMember) `aws:"union"`

	Text     *string
	Renamed  *string `aws:"name=wireName"`
	Enum     color
	Flag     *bool
	Plain    bool
	Always   bool `aws:"required"`
	Small    *int32
	Large    *int64
	Count    int32
	Single   *float32
	Double   *float64
	At       *time.Time
	DateTime *time.Time `aws:"time=date-time"`
	HTTPDate *time.Time `aws:"time=http-date"`
	Child    *rich
	Texts    []string
	Enums    []color
	Numbers  []int32
	Times    []time.Time
	Children []rich
	Nested   [][]string
	Attrs    map[string]string
	ByKey    map[string]rich
	Lists    map[string][]color
	Maps     map[string]map[string]string
	Shape    shape
	Shapes   []shape
	Named    map[string]shape

	ResultMetadata middleware.Metadata `aws:"-"`
}

// boundInput has a member in every location.
type boundInput struct {
	_ struct{} `aws:"POST /things/{thing-id}/parts/{Part}?operation=do,status=201,readonly,idempotent" page:"in=NextToken,out=Next,size=Max,items=Things"`

	Thing     *string    `aws:"path=thing-id,required,len=1:10"`
	Part      *string    `aws:"path,required"`
	Max       *int32     `aws:"query=max-results,range=1:100"`
	Zero      int32      `aws:"query=zero,required"`
	Optional  int32      `aws:"query=optional"`
	Kinds     []color    `aws:"query=kind"`
	Words     []string   `aws:"query=word,items.len=1:5"`
	Since     *time.Time `aws:"query=since"`
	SinceSec  *time.Time `aws:"query=sinceSec,time=epoch"`
	Ratio     *float64   `aws:"query=ratio"`
	All       *bool      `aws:"query=all"`
	Color     color      `aws:"query=color"`
	NextToken *string    `aws:"query=next-token,sensitive"`
	Bearer    *string    `aws:"header=x-amz-chime-bearer,bearer,required"`
	When      *time.Time `aws:"header=x-when"`
	Trace     *string    `aws:"header=x-trace"`

	Name *string `aws:"required,len=:5,sensitive" pattern:"^[a-z]+$"`

	Tags   map[string]string `aws:"len=1:3,keys.len=1:4,values.len=:3"  keys.pattern:"^[a-z]+$"`
	Levels map[string]int32  `aws:"keys.enum=LOW|HIGH,values.range=0:9"`
	Token  *string           `aws:"token"`
	Rich   *rich
}

// bareInput has no body.
type bareInput struct {
	_ struct{} `aws:"DELETE /bare/{Id},status=204"`

	Id    *string `aws:"path,required"`
	Token *string `aws:"query=clientToken,token"`
}

// failure is a modelled error.
type failure struct {
	_ struct{} `aws:"error=FailureException,status=409"`

	Message *string
	Reason  color

	ErrorCodeOverride *string `aws:"-"`
}

func (*failure) Error() string { return "failure" }

func operationFor[T any](tb testing.TB) *Operation {
	tb.Helper()
	op, err := OperationOf(reflect.TypeFor[T]())
	require.NoError(tb, err)
	return op
}

// richValue returns a new rich in which everything is set.
func richValue() *rich {
	leaf := func() *rich { return &rich{Text: new("leaf"), Always: true} }
	at := time.UnixMilli(1_700_000_000_001).UTC()
	return &rich{
		Text: new("ünï\"\\\n\u2028🙂"), Renamed: new(""), Enum: "GREEN", Flag: new(false), Plain: true,
		Small: new(int32(-1 << 31)), Large: new(int64(1<<63 - 1)), Count: 7, Single: new(float32(0.1)), Double: new(1e300),
		At: &at, DateTime: &at, HTTPDate: new(at.Truncate(time.Second)), Child: leaf(),
		Texts: []string{"", "a"}, Enums: []color{"RED", "NEW"}, Numbers: []int32{0, 1}, Times: []time.Time{at},
		Children: []rich{*leaf(), {}}, Nested: [][]string{{}, {"x"}}, Attrs: map[string]string{"k": "v", "": ""},
		ByKey: map[string]rich{"a": *leaf()}, Lists: map[string][]color{"l": {"RED"}, "e": {}},
		Maps: map[string]map[string]string{"m": {"k": "v"}}, Shape: &shapeMemberName{"n"},
		Shapes: []shape{
			&shapeMemberCircle{circle{Radius: new(1.5), Inner: &circle{Radius: new(0.0)}}},
			&shapeMemberGroup{Value: []shape{&shapeMemberName{""}, &shapeMemberGroup{Value: []shape{}}}},
			&UnknownUnionMember{Tag: "Later", Value: []byte(`{"a":[1,null]}`)},
		},
		Named: map[string]shape{"s": &shapeMemberName{"x"}},
	}
}

// boundValue returns a boundInput in which everything is set.
func boundValue() *boundInput {
	at := time.UnixMilli(1_700_000_000_250).UTC()
	return &boundInput{
		Thing: new("a/b c"), Part: new("ü"), Max: new(int32(5)), Optional: 3, Kinds: []color{"RED", "GREEN"}, Words: []string{"a&b", "="},
		Since: &at, SinceSec: &at, Ratio: new(0.5), All: new(true), Color: "RED", NextToken: new("+/="), Bearer: new("arn"),
		When: new(at.Truncate(time.Second)), Trace: new("a\tb"), Name: new("name"), Tags: map[string]string{"k": "v"},
		Levels: map[string]int32{"LOW": 1}, Token: new("mine"), Rich: richValue(),
	}
}
