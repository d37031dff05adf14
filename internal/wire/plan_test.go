package wire

import (
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPlanRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		value any
		want  string
	}{
		"an unknown fact": {struct {
			A *string `aws:"requird"`
		}{}, `member A: tag "requird": unknown fact "requird"`},
		"an unknown prefix": {struct {
			A []string `aws:"item.len=1:"`
		}{}, `unknown prefix "item"`},
		"bounds without a colon": {struct {
			A *string `aws:"len=5"`
		}{}, `bounds "5" are not min:max`},
		"bounds that are text": {struct {
			A *string `aws:"len=a:"`
		}{}, `parsing "a"`},
		"an unknown time format": {struct {
			A *time.Time `aws:"time=rfc"`
		}{}, `unknown time format "rfc"`},
		"a type":                   {struct{ A *uint8 }{}, "member A: type uint8 is not supported"},
		"a pointer to an enum":     {struct{ A *color }{}, "a pointer to the enum wire.color is not supported"},
		"a map with other keys":    {struct{ A map[int]string }{}, "map key int is not a string"},
		"a union without variants": {struct{ A shape }{}, "no variants are known for wire.shape"},
		"a struct in the query": {struct {
			A *circle `aws:"query=a"`
		}{}, "has no place outside the body"},
		"a list in a header": {struct {
			A []string `aws:"header=a"`
		}{}, "has no place outside the body"},
		"a map in the query": {struct {
			A map[string]string `aws:"query=a"`
		}{}, "has no place outside the body"},
		"a variant of two": {struct {
			_ [0]*func(shape, *shapeMemberCircle, *twoMembers) `aws:"union"`
			A shape
		}{}, "variant wire.twoMembers does not have exactly one member"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := planOf(reflect.TypeOf(test.value))
			assert.ErrorContains(t, err, test.want)
		})
	}
}

type twoMembers struct{ A, B *string }

func (*twoMembers) isShape() {}

func TestOperationRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		value any
		want  string
	}{
		"no struct":  {3, "no binding"},
		"no binding": {struct{ A *string }{}, "no binding"},
		"no path": {struct {
			_ struct{} `aws:"GET"`
		}{}, "no binding"},
		"unknown label": {struct {
			_ struct{} `aws:"GET /{A}"`
		}{}, "the path names {A}, which is not a path member"},
		"unused label": {struct {
			_ struct{} `aws:"GET /a"`
			A *string  `aws:"path"`
		}{}, "1 path members for 0 labels"},
		"unknown fact": {struct {
			_ struct{} `aws:"GET /,readable"`
		}{}, `unknown operation fact "readable"`},
		"no status": {struct {
			_ struct{} `aws:"GET /,status=ok"`
		}{}, `parsing "ok"`},
		"a wrong member": {struct {
			_ struct{} `aws:"GET /"`
			A *uint8
		}{}, "uint8 is not supported"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := OperationOf(reflect.TypeOf(test.value))
			assert.ErrorContains(t, err, test.want)
		})
	}
}

// The plan of a variant is complete from any start: as the first type of all, and through the types that contain it.
func TestPlanStartsAnywhere(t *testing.T) {
	for _, typ := range []reflect.Type{
		reflect.TypeFor[shapeMemberGroup](), reflect.TypeFor[rich](), reflect.TypeFor[shapeMemberCircle](), reflect.TypeFor[boundInput](),
	} {
		plans.Clear()
		p, err := planOf(typ)
		require.NoError(t, err)
		again, err := planOf(typ)
		require.NoError(t, err)
		assert.Same(t, p, again)
	}
}

func TestPlanMarksWhatIsChecked(t *testing.T) {
	type leaf struct{ A *string }
	type tree struct {
		Leaf     leaf
		Children []tree
		Circles  map[string][]circle
	}
	p, err := planOf(reflect.TypeFor[tree]())
	require.NoError(t, err)
	assert.True(t, p.checked)
	assert.Equal(t, []bool{false, true, true}, []bool{p.members[0].checked, p.members[1].checked, p.members[2].checked})
	p, err = planOf(reflect.TypeFor[leaf]())
	require.NoError(t, err)
	assert.False(t, p.checked)
}

// Each goroutine may be the first to use a type, and each starts with a different one.
func TestFirstUseFromManyGoroutines(t *testing.T) {
	for range 20 {
		plans.Clear()
		operations.Clear()
		enums.Clear()
		var all sync.WaitGroup
		for i := range 16 {
			all.Go(func() {
				switch i % 4 {
				case 0:
					assert.Equal(t, boundValue(), decoded(t, boundValue(), Fill{}))
				case 1:
					body, err := EncodeResponse(richValue())
					assert.NoError(t, err)
					var out rich
					assert.NoError(t, DecodeResponse(body, &out))
					assert.Equal(t, richValue(), &out)
				case 2:
					found, err := Validate(boundValue(), Fill{})
					if assert.NoError(t, err) {
						assert.Len(t, found, 1)
					}
				case 3:
					_, err := EncodeResponse(&shapeMemberGroup{Value: []shape{&shapeMemberName{}}})
					assert.NoError(t, err)
				}
			})
		}
		all.Wait()
	}
}
