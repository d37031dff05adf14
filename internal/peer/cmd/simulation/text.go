package main

const pageStart = `# Many clients on one quota

Written by ` + "`make simulation`" + `: a simulation, not a measurement. Clients share a quota of 2 requests per second in bursts of 5, as Amazon
Connect has it for most operations of an account in a Region. From 300 to 360 s the service answers every attempt with an
error; a run lasts 1,800 s. A program whose call fails makes it again 15 to 45 s later, until it is done, so nothing is
given up and all ways do the same work in the end. Refusing an attempt costs the service nothing.

- "80 % of the quota": 1.6 things to do per second arrive at random and go to random clients; mean of 8 runs. Recovery is the
  time after the outage until no more is waiting than at most before it.
- "10,000 at once": each client begins with its share, 50 things at a time. Recovery is the time after the outage until 95 %
  of the quota is used again.
- Wasted attempts are those that were refused or met the outage. Failed calls are those that a program had to make again.
- The retryer is the standard one: 3 attempts, a budget of 500 tokens for each client, of which a retry costs 5. The limiter is
  the library's, with 2 per second and bursts of 5, for each client or one for all. Adaptive mode is that of the AWS core.

`

const pageEnd = `
What it says:

1. Work done is the same for all: a quota that refuses at no cost is used up by whoever asks most. What differs is what it costs, in
   refused attempts, in calls that fail, and in who waits.
2. One limiter for all clients is the only way that wastes nothing, whatever the number of clients: with 10,000 things at once no call
   fails but those of the outage, and the others wait their turn.
3. A limiter for each client is as good with one client, and only then. With 50 clients it saves nine tenths of the waste of
   the default, with 10,000 a quarter: each client may always try, and 10,000 of them at a sixteenth of the quota are 1,250
   attempts per second.
4. The retry budget saves more than half of the waste of one or 50 clients in overload and nothing in a fleet of 10,000, in which no
   client fails often enough to spend it. The same holds for adaptive mode, whose slowest rate is one attempt in two seconds for
   each client.
5. Retries do not shorten the recovery, and neither does doing without them: what is left after the outage is drained with the
   fifth of the quota that is free, at best in 240 s for all that came during the outage.

The defaults stay. A limiter for each of 50 clients that slows down to a 32nd of the quota and recovers within 32 s, instead of a 16th
and 16 s, has 70 % fewer failed calls in overload, and takes a seventh longer to recover from the outage under the steady load. A
limiter alone, which is what it is for, gains nothing and recovers later as well. At a 256th a fleet of 10,000 leaves half of the
quota unused, because clients that were unlucky wait for minutes.
` + "`go run ./cmd/simulation -tune`" + ` prints these. For more than one process, share the limiter; a rate for each process that is its
part of the quota comes next.
`
