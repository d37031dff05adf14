package connect

import "github.com/seed-086a074d/chimeconnect"

// NewLimiter returns a limiter with the default quotas of Amazon Connect, which option functions can change:
// 2 requests per second for each operation, in bursts of 5; 5 per second, in bursts of 8, for GetCurrentMetricData,
// GetMetricData, StartChatContact, StartContactStreaming and StopContactStreaming.
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

// DefaultQuotas returns the request quotas of an AWS account in one Region, which all its instances share, as Amazon
// Connect documents them: 2 per second for each operation, in bursts of 5, with the exceptions that [NewLimiter] lists.
// Use them for other limiters, such as that of package connect/redislimiter.
func DefaultQuotas() chimeconnect.RateLimiterOptions {
	more := chimeconnect.Quota{Rate: 5, Burst: 8}
	return chimeconnect.RateLimiterOptions{
		Default: chimeconnect.Quota{Rate: 2, Burst: 5},
		Operations: map[string]chimeconnect.Quota{
			"GetCurrentMetricData":  more,
			"GetMetricData":         more,
			"StartChatContact":      more,
			"StartContactStreaming": more,
			"StopContactStreaming":  more,
		},
	}
}
