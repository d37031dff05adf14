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
// resource. The account is that of the credentials. If they name none, it is their access key ID, and temporary
// credentials have a different one in each process: set [Options].Account then. Access key IDs are hashed before they
// reach the store.
//
// # The queue
//
// An attempt asks the store once. The answer is a place in the queue, in the order of the questions, and the attempt waits
// for its place by itself: there is no polling, and no two attempts get the same moment. An attempt whose deadline comes
// before its place is refused at once, and takes no place. A caller that gives up returns its place; the next caller gets
// it. Places are due by the clock of the store (the script calls TIME), so the clocks of the hosts do not matter.
//
// While callers of a process wait for more than a second, that process asks once per second for the rate: this is how it
// notices that the service throttled another process, that the store lost its data, or that it came back.
//
// The queue is a generic cell rate algorithm in one script of its own, not that of redis_rate: redis_rate says when to ask
// again and reserves no place, so all waiting callers ask at the same time, one gets through, and the others start over;
// it has no deadlines, and its rate cannot be changed for callers that wait.
//
// # Throttles
//
// A throttle of the service slows down the whole fleet, by the rules of [chimeconnect.RateLimiter]: the rate is halved at
// most once per second, down to a sixteenth of the quota, and recovers within sixteen seconds of successful calls. Places
// that are taken already move along with the rate.
//
// # When the store is away
//
// Callers that have a place keep it. For the others [Options].LocalShare decides:
//
//   - 0, the default: attempts are refused with an [*AwayError], until the store is back.
//   - N: each process lets through one Nth of the rate, beginning when the queue, as it was last known, is empty. When the
//     store is back, those who still wait join the queue again.
//
// A store that loses everything, because it restarts without persistence, does no harm: old places are recognised and
// replaced with new ones, and a limit that is new to the store starts without a burst.
//
// # What it needs
//
// Redis 5 or newer, or Valkey; a cluster works too, since both keys of a limit are in one slot. All processes must use the
// same quotas and the same prefix. The store's clock must not jump: if it is set ahead, all waiting attempts are let
// through.
//
// The burst should be one less than what the service allows, as in the default quotas here: requests are a few milliseconds
// early or late on their way. Where many are made per second, leave more: a process that is held up for a moment makes the
// requests of that moment at once.
package redislimiter
