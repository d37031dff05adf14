package printing

import (
	"time"

	"github.com/aws/smithy-go/middleware"
)

// The types of these tests are shaped like generated ones.

type color string

type shape interface{ isShape() }

type shapeMemberCircle struct {
	Value circle `aws:"name=Circle"`
}

type shapeMemberName struct {
	Value string `aws:"name=Name"`
}

type shapeMemberGroup struct {
	Value []shape `aws:"name=Group"`
}

// UnknownUnionMember has the name that stands for variants of later versions.
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

// rich has each kind of value.
type rich struct {
	Text     *string
	Enum     color
	Always   bool `aws:"required"`
	Large    *int64
	Single   *float32
	Double   *float64
	At       *time.Time
	HTTPDate *time.Time `aws:"time=http-date"`
	Child    *rich
	Enums    []color
	Times    []time.Time
	Children []rich
	Nested   [][]string
	ByKey    map[string]rich
	Maps     map[string]map[string]string
	Shape    shape
	Shapes   []shape

	ResultMetadata middleware.Metadata `aws:"-"`
}

func richValue() *rich {
	at := time.UnixMilli(1_700_000_000_001).UTC()
	return &rich{
		Text: new("ünï\"\\\n\u2028🙂"), Enum: "GREEN", Large: new(int64(1<<63 - 1)), Single: new(float32(0.1)), Double: new(1e300),
		At: &at, HTTPDate: new(at.Truncate(time.Second)), Child: &rich{Text: new("leaf"), Always: true}, Enums: []color{"RED", "NEW"},
		Times: []time.Time{at}, Children: []rich{{Text: new("leaf")}, {}}, Nested: [][]string{{}, {"x"}}, ByKey: map[string]rich{"a": {}},
		Maps: map[string]map[string]string{"m": {"k": "v"}}, Shape: &shapeMemberName{"n"},
		Shapes: []shape{
			&shapeMemberCircle{circle{Radius: new(1.5), Inner: &circle{Radius: new(0.0)}}},
			&shapeMemberGroup{Value: []shape{&shapeMemberName{""}, &shapeMemberGroup{Value: []shape{}}}},
			&UnknownUnionMember{Tag: "Later", Value: []byte(`{"a":[1,null]}`)},
		},
	}
}
