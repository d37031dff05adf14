// Command cost measures what a client costs before it makes a call: the cold build of its package, the size of programs
// that use it, and the work of its packages at program start. It prints lines in the format of Go benchmarks.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
)

const (
	oursPath     = "github.com/seed-086a074d/chimeconnect/connect"
	officialPath = "github.com/aws/aws-sdk-go-v2/service/connect"
)

func main() {
	log.SetFlags(0)
	slow := flag.Bool("official-build", true, "measure the cold build of the official package too, which takes a minute")
	flag.Parse()
	dir, err := os.MkdirTemp("", "cost")
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()

	clients := []struct{ name, path string }{{"ours", oursPath}}
	if *slow {
		clients = append(clients, struct{ name, path string }{"official", officialPath})
	}
	for _, c := range clients {
		cost, err := coldBuild(c.path)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("BenchmarkColdBuild/client=%s 1 %d ns/op %.2f cpu-s %.0f peak-MB\n", c.name, cost.wall, cost.cpu.Seconds(), cost.peakMB)
	}
	for _, p := range []struct{ client, program, operations string }{
		{"floor", "floor", "1"}, {"aws-core", "awscore", "1"}, {"ours", "ours1", "1"}, {"ours", "ours20", "20"}, {"official", "official1", "1"}, {"official", "official20", "20"},
	} {
		binary, err := program(dir, p.program)
		if err != nil {
			log.Fatal(err)
		}
		start, err := initWork(binary.path)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("BenchmarkProgram/operations=%s/client=%s 1 %d bytes %.3f init-ms %d init-B %d init-allocs\n",
			p.operations, p.client, binary.size, start.ms, start.bytes, start.allocs)
	}
}
