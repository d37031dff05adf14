package chimemessaging

import "github.com/seed-086a074d/chimeconnect"

// NewLimiter returns a limiter with the default quotas of messaging, which option functions can change:
// 10 requests per second for each operation, in bursts of 10, and 1 per second for BatchCreateChannelMembership.
//
// Make one limiter per AWS account and share it between all clients of that account, in all Regions: the service counts
// their requests together. It limits this process only: N processes with a limiter each send N times the quota. Package
// connect/redislimiter has one that a fleet shares.
func NewLimiter(optFns ...func(*chimeconnect.RateLimiterOptions)) *chimeconnect.RateLimiter {
	quotas := DefaultQuotas()
	for _, fn := range optFns {
		fn(&quotas)
	}
	return chimeconnect.NewLimiter(quotas)
}

// DefaultQuotas returns the quotas that apply to every bearer, as the service documents them: 10 requests per second (5 in
// eu-central-1), and 1 per second for BatchCreateChannelMembership. The service counts by bearer, by channel and by app
// instance as well. A [chimeconnect.RateLimiter] does not distinguish these: give each bearer that sends a lot a limiter
// of its own. DefaultQuotas is for limiters that [NewLimiter] does not make, such as that of package connect/redislimiter,
// which can count by channel.
func DefaultQuotas() chimeconnect.RateLimiterOptions {
	return chimeconnect.RateLimiterOptions{
		Default:    chimeconnect.Quota{Rate: 10, Burst: 10},
		Operations: map[string]chimeconnect.Quota{"BatchCreateChannelMembership": {Rate: 1, Burst: 1}},
	}
}
