// Package redislimiter keeps a fleet of processes below the quotas of an AWS account: a [chimeconnect.Limiter] whose count
// is in Redis or Valkey. It is a module of its own, so that only programs that use it depend on a Redis client. With the
// aws.Config cfg, and package github.com/redis/go-redis/v9:
//
//	store := redis.NewClient(&redis.Options{Addr: "redis.internal:6379", MaxRetries: -1, ContextTimeoutEnabled: true})
//	limiter := redislimiter.New(store, func(o *redislimiter.Options) { o.LocalShare = 50 })
//	client := connect.NewFromConfig(cfg, func(o *connect.Options) { o.Limiter = limiter })
//
// Amazon Connect allows two requests per second for most operations, however many processes send them. A limiter in each
// process does not help: each lets two through.
//
// # What is counted
//
// Each service, Region, account and operation has a limit of its own and, where [Options].PerResource says so, each
// resource. The account is that of the credentials. Where these name none, it is their access key ID, and temporary
// credentials have another one in each process: set [Options].Account then. Access key IDs reach the store hashed only.
//
// # The queue
//
// An attempt asks the store once. The answer is a place in the queue, in the order of the questions, and the attempt waits
// for its place by itself: nothing is asked again and again, and no two are told the same moment. A deadline that comes
// before the place is refused at once, and takes no place. A caller that gives up gives its place back; the next who asks
// gets it. Places are due by the clock of the store (the script calls TIME), so the clocks of the hosts do not matter.
//
// While callers of a process wait for more than a second, that process asks once per second for the rate: this is how it
// hears that the service throttled somebody else, that the store lost its data, or that it came back.
//
// The queue is a generic cell rate algorithm in one script of its own, not that of redis_rate: that says when to ask again
// and gives nobody a place, so all who wait ask at the same time, one of them gets through, and the rest starts over; it
// has no deadlines, and its rate cannot be changed for those who wait.
//
// # Throttles
//
// What the service throttles slows down the whole fleet, by the rules of [chimeconnect.RateLimiter]: the rate is halved at
// most once per second, down to a sixteenth of the quota, and recovers within sixteen seconds of successful calls. Places
// that are taken already move along with the rate.
//
// # When the store is away
//
// Whoever has a place keeps it. For the others [Options].LocalShare decides:
//
//   - 0, the default: attempts are refused with an [*AwayError], until the store is back.
//   - N: each process lets through one Nth of the rate, beginning when the queue as it was last known is through. When the
//     store is back, those who still wait join the queue again.
//
// A store that forgets everything, because it restarts without persistence, is no harm: places from before are recognised
// and taken anew, and a limit that the store does not know starts without a burst.
//
// # What it needs
//
// Redis 5 or newer, or Valkey; a cluster works too, since both keys of a limit are in one slot. All processes must use the
// same quotas and the same prefix. The store's clock must not leap: one that is set ahead lets through what waits.
//
// The burst should be one less than what the service allows, as in the default quotas here: requests are a few milliseconds
// early or late on their way. Where many are made per second, leave more: a process that is held up for a moment makes the
// requests of that moment at once.
package redislimiter
