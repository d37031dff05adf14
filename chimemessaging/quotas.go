package chimemessaging

// defaultQuotas are those that hold for every bearer, as the service documents them: 10 requests a second (5 in
// eu-central-1), and one of BatchCreateChannelMembership. The service counts by bearer, by channel and by app instance as
// well, which a limiter that knows only the operation cannot: give each bearer that sends much a limiter of its own.
func defaultQuotas() RateLimiterOptions {
	return RateLimiterOptions{
		Default:    Quota{Rate: 10, Burst: 10},
		Operations: map[string]Quota{"BatchCreateChannelMembership": {Rate: 1, Burst: 1}},
	}
}
