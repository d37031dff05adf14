package connect

// defaultQuotas are the request quotas of an AWS account in one Region, which all its instances share, as Amazon Connect
// documents them: 2 a second for each operation, in bursts of 5, with exceptions.
func defaultQuotas() RateLimiterOptions {
	more := Quota{Rate: 5, Burst: 8}
	return RateLimiterOptions{
		Default: Quota{Rate: 2, Burst: 5},
		Operations: map[string]Quota{
			"GetCurrentMetricData":  more,
			"GetMetricData":         more,
			"StartChatContact":      more,
			"StartContactStreaming": more,
			"StopContactStreaming":  more,
		},
	}
}
