package fake

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFaultsLookAtTheInput(t *testing.T) {
	b, _ := faultBench(t)
	b.Fail("GetThing", Where(Throttle(), func(in *GetThingInput) bool { return *in.Name == "bad" }), -1)
	assert.Equal(t, http.StatusOK, b.get("/things/good").status)
	assert.Equal(t, "Throttled", b.get("/things/bad").code)
	b.Fail("", Throttle().WithStatus(http.StatusServiceUnavailable).When(func(operation string, in any) bool {
		return operation == "GetThing" && *in.(*GetThingInput).Name == "worse"
	}), -1)
	assert.Equal(t, http.StatusServiceUnavailable, b.get("/things/worse").status)
	assert.Equal(t, http.StatusOK, b.get("/things/good").status)
	assert.PanicsWithValue(t, "thingstest: no call of PutThing has a GetThingInput", func() {
		b.Fail("PutThing", Where(Throttle(), func(*GetThingInput) bool { return true }), 1)
	})
	assert.PanicsWithValue(t, "thingstest: GetThing has no pages", func() { b.Fail("GetThing", Throttle().OnPage(2), 1) })
}

func TestFaultsAddUp(t *testing.T) {
	b, _ := faultBench(t)
	b.Fail("", Latency(30*time.Millisecond), -1)
	b.Fail("GetThing", Throttle().WithStatus(503).WithHeader("Retry-After", "7").WithHeader("X-Amzn-Requestid", "mine"), 1)
	start := time.Now()
	got := b.get("/things/x")
	assert.GreaterOrEqual(t, time.Since(start), 30*time.Millisecond)
	assert.Equal(t, "Throttled", got.code)
	assert.Equal(t, http.StatusServiceUnavailable, got.status)
	assert.Equal(t, "7", got.header.Get("Retry-After"))
	assert.Equal(t, "mine", got.header.Get("X-Amzn-Requestid"))
	assert.Equal(t, http.StatusOK, b.get("/things/x").status, "the delay goes on, the error was for one call")

	b.ClearFaults()
	both := Throttle().WithHeader("A", "1").And(Latency(time.Millisecond).WithHeader("B", "2"))
	b.Fail("GetThing", both, 1)
	got = b.get("/things/x")
	assert.Equal(t, []string{"Throttled", "1", "2"}, []string{got.code, got.header.Get("A"), got.header.Get("B")})
}

func TestErrorsThatAreNotListed(t *testing.T) {
	b, _ := faultBench(t)
	const message = "thingstest: PutThing does not list ThingNotFoundException: add .Unlisted() to the fault if that is meant"
	assert.PanicsWithValue(t, message, func() { b.Fail("PutThing", Error(&ThingNotFound{}), 1) })
	assert.PanicsWithValue(t, message, func() { b.FailRandomly("PutThing", Error(&ThingNotFound{}), 1, 1) })
	b.Fail("PutThing", Error(&ThingNotFound{}).Unlisted(), 1)
	b.Fail("", Error(&ThingNotFound{}), 1)
}

func TestWaitForRequests(t *testing.T) {
	b, _ := faultBench(t)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	err := b.WaitForRequests(ctx, "GetThing", 1)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.ErrorContains(t, err, "0 of 1 requests for GetThing arrived")
	arrived := make(chan error, 1)
	go func() { arrived <- b.WaitForRequests(t.Context(), "GetThing", 2) }()
	b.get("/things/x")
	b.do(b.signed(http.MethodDelete, "/things/x", ""))
	b.get("/things/y")
	require.NoError(t, <-arrived)
	require.NoError(t, b.WaitForRequests(t.Context(), "", 3))
	assert.Len(t, b.RequestsOf("GetThing"), 2)
	inputs := InputsOf[GetThingInput](b.Server)
	require.Len(t, inputs, 2)
	assert.Equal(t, "y", *inputs[1].Name)
	assert.Panics(t, func() { b.RequestsOf("GetThign") })
}

func TestTokensAreForgotten(t *testing.T) {
	var tokens Tokens
	now := time.Unix(1_800_000_000, 0)
	runs := 0
	once := func(token string) {
		_, err := Once(&tokens, now, "Put", &token, &struct{}{}, func() (*struct{}, error) {
			runs++
			return new(struct{}), nil
		})
		require.NoError(t, err)
	}
	for i := range maxTokens + 500 {
		once(fmt.Sprint(i))
	}
	assert.Len(t, tokens.seen, maxTokens)
	assert.Len(t, tokens.order, maxTokens)
	once(fmt.Sprint(maxTokens + 499))
	assert.Equal(t, maxTokens+500, runs)
	once("0")
	assert.Equal(t, maxTokens+501, runs, "the oldest were forgotten")
	now = now.Add(TokenLife)
	once("new")
	assert.Len(t, tokens.seen, 1, "the others are too old")
	once("new")
	now = now.Add(TokenLife)
	once("new")
	assert.Len(t, tokens.order, 1)
	assert.Equal(t, maxTokens+503, runs)
}

func TestCloneOfTable(t *testing.T) {
	var table Table[string]
	m := Moment{}
	table.Put(m, "a", "1")
	table.Put(m, "b", "2")
	clone := table.Clone()
	table.Put(m, "a", "3")
	table.Delete(m, "b")
	table.Put(m, "c", "4")
	assert.Equal(t, []string{"1", "2"}, clone.All())
	clone.Put(m, "d", "5")
	assert.Equal(t, []string{"3", "4"}, table.All())
	assert.Equal(t, 3, clone.Len())
}

// failed is a test that has failed, and what it logged.
type failed struct {
	testing.TB
	cleanup []func()
	logged  []string
	passed  bool
}

func (f *failed) Helper()           {}
func (f *failed) Failed() bool      { return !f.passed }
func (f *failed) Cleanup(fn func()) { f.cleanup = append(f.cleanup, fn) }
func (f *failed) Log(args ...any)   { f.logged = append(f.logged, fmt.Sprint(args...)) }

func TestDumpOnFailure(t *testing.T) {
	b, _ := faultBench(t)
	b.get("/things/x")
	b.Fail("GetThing", ResetBefore(), 1)
	state := new(State[struct{}])
	dump := func() string {
		return Dump(b.Server, state, func(l *Listing) { l.Rows("thing", rowsOf(60)); l.Rows("none", nil) })
	}
	for passed, want := range map[bool]int{true: 0, false: 1} {
		f := &failed{passed: passed}
		DumpOnFailure(f, dump)
		f.cleanup[0]()
		require.Len(t, f.logged, want)
	}
	text := dump()
	assert.Contains(t, text, "thing (60)")
	assert.Contains(t, text, "row 49.")
	assert.NotContains(t, text, "row 50.")
	assert.Contains(t, text, "... 10 more")
	assert.NotContains(t, text, "none")
	assert.Contains(t, text, "GetThing: 200")
	state.Mu.Lock()
	defer state.Mu.Unlock()
	assert.Contains(t, dump(), "a handler is running", "it does not wait for ever")
}

// rowsOf makes rows for a dump.
func rowsOf(n int) (all []string) {
	for i := range n {
		all = append(all, fmt.Sprintf("row %d.", i))
	}
	return all
}
