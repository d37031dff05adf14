// Command simulation shows the outcome of calls when many clients share the quota of Amazon Connect, with an outage of a
// minute: how many succeed, how many are wasted and how long it takes to recover, for each way to retry and to limit. The
// table goes to standard output and, with a plot, to simulation.md in the folder that -out names.
//
// Nothing is sent: the clock is a list of events, and the same -seed gives the same figures.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"runtime"

	"golang.org/x/sync/errgroup"
)

var fleets = []int{1, 50, 10_000}

// result is the result of a strategy.
type result struct {
	clients int
	load    load
	strategy
	first *world // of several runs

	done, wasted, failed, slowest, recovery float64 // means
}

func main() {
	log.SetFlags(0)
	out := flag.String("out", "", "folder for simulation.md and the plots; empty for none")
	seed := flag.Uint64("seed", 1, "of the random numbers")
	tune := flag.Bool("tune", false, "compare other ways in which a limiter learns from throttles instead")
	flag.Parse()
	if *tune {
		fmt.Print(table(simulateAll(variants(), *seed)))
		return
	}
	results := simulateAll(strategies, *seed)
	text := table(results)
	fmt.Print(text)
	if *out == "" {
		return
	}
	if err := os.MkdirAll(*out, 0o755); err != nil {
		log.Fatal(err)
	}
	if err := writePage(*out, results, text); err != nil {
		log.Fatal(err)
	}
}

func simulateAll(ways []strategy, seed uint64) (results []*result) {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, l := range loads {
		for _, clients := range fleets {
			for _, s := range ways {
				r := &result{clients: clients, load: l, strategy: s}
				results = append(results, r)
				group.Go(func() error { r.run(seed); return nil })
			}
		}
	}
	_ = group.Wait() // none fails
	return results
}

// run simulates a strategy as often as the load asks for.
func (r *result) run(seed uint64) {
	n := float64(r.load.runs)
	for i := range r.load.runs {
		w := simulate(r.clients, r.load, r.strategy, seed+uint64(i))
		if r.first == nil {
			r.first = w
		}
		done := float64(len(w.doneAt))
		r.done += done / w.possible() / n
		r.wasted += (float64(w.sent) - done) / max(1, done) / n
		r.failed += float64(w.failed) / n
		r.slowest += w.quantile(0.99) / n
		r.recovery += w.recovery(r.load) / n
	}
}

// variants returns limiters that adapt in other ways.
func variants() (all []strategy) {
	for _, floor := range []float64{16, 32, 64, 256} {
		for _, recovery := range []float64{16, 32, 64, 256} {
			name := fmt.Sprintf("floor 1/%v, recovery 1/%v", floor, recovery)
			all = append(all, strategy{name, 3, true, each(adaptation{1 / floor, 1 / recovery})})
		}
	}
	return append(all, strategy{"shared", 3, true, shared(inForce)})
}
