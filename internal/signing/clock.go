package signing

import (
	"net/http"
	"sync/atomic"
	"time"
)

// Clock is the service's time as far as it is known. All calls of a client share it, including those with options of
// their own.
type Clock struct {
	ahead atomic.Int64 // nanoseconds that the service's clock is ahead of ours
}

const (
	// skewTolerance is how far apart the clocks must be for a refused signature to be blamed on them.
	skewTolerance = 4 * time.Minute
	// skewHealed is the difference below which the clocks count as equal again.
	skewHealed = time.Minute
)

// Skew returns how far the service's clock is ahead of ours.
func (c *Clock) Skew() time.Duration { return time.Duration(c.ahead.Load()) }

// Heal forgets the skew once an answer shows that the clocks agree again.
func (c *Clock) Heal(resp *http.Response) {
	known := c.ahead.Load()
	if known == 0 {
		return
	}
	if skew, ok := skewOf(resp); ok && skew.Abs() < skewHealed {
		c.ahead.CompareAndSwap(known, 0)
	}
}

// Correct reports whether a signature that was made with the skew used was refused because of the clocks, and if so,
// remembers how far apart they are.
func (c *Clock) Correct(resp *http.Response, used time.Duration) bool {
	skew, ok := skewOf(resp)
	if !ok || (skew-used).Abs() <= skewTolerance {
		return false
	}
	if skew.Abs() < skewHealed {
		skew = 0
	}
	c.ahead.Store(int64(skew))
	return true
}

// skewOf compares the Date of an answer with our clock. An answer from a cache says nothing.
func skewOf(resp *http.Response) (time.Duration, bool) {
	if resp.Header.Get("Age") != "" {
		return 0, false
	}
	date, err := http.ParseTime(resp.Header.Get("Date"))
	return time.Until(date), err == nil
}

// IsClockCode reports whether services answer with a code when the time of a signature is wrong.
func IsClockCode(code string) bool {
	switch code {
	case "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure", "RequestTimeTooSkewed",
		"RequestExpired", "AccessDeniedException":
		return true
	}
	return false
}
