// Command growth shows how cost grows, from a benchmark run on standard input: pages of 1 to 10,000 users and calls from
// 1 to 1,000 goroutines. The tables go to standard output and, with SVG plots, to growth.md in the folder that -out names.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/seed-086a074d/chimeconnect/internal/peer/internal/benchtext"
)

// series is one question about growth.
type series struct {
	prefix, file, title, x string
	clients                []string
}

var all = []series{
	{"List/users=", "list.svg", "Listing a page of users", "users in the page", []string{"ours", "official"}},
	{"Decode/users=", "decode.svg", "Decoding a page of users", "users in the page", []string{"ours", "newest", "floor", "encoding-json"}},
	{"Parallel/goroutines=", "parallel.svg", "A call of DisassociateLexBot, in memory", "goroutines on one client", []string{"ours", "official", "newest", "floor"}},
}

var names = map[string]string{"ours": "this library", "official": "official client", "newest": "newest style", "floor": "floor", "encoding-json": "encoding/json"}

// point is the cost per unit at one size.
type point struct{ n, ns float64 }

func main() {
	log.SetFlags(0)
	out := flag.String("out", ".", "folder for growth.md and the plots")
	flag.Parse()
	results, err := benchtext.Read(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.MkdirAll(*out, 0o755); err != nil {
		log.Fatal(err)
	}
	var page strings.Builder
	fmt.Fprintf(&page, "# How cost grows\n\nWritten by `make growth`. [README.md](../README.md) says what is measured. Medians; processor: %s.\n", results.Machine)
	for _, s := range all {
		lines := map[string][]point{}
		for _, client := range s.clients {
			lines[client] = s.points(results, client)
		}
		if len(lines["ours"]) == 0 {
			log.Fatalf("no results of %s on standard input: make bench writes them", s.prefix)
		}
		table := s.table(lines)
		fmt.Printf("%s, microseconds\n\n%s\n", s.title, table)
		fmt.Fprintf(&page, "\n## %s\n\nMicroseconds. `go test -run - -bench '^Benchmark%s$' ./bench` measures them; `make bench growth` makes the table and the plot.\n\n%s\n![%s](%s)\n",
			s.title, s.work(), table, s.title, s.file)
		if err := s.plot(filepath.Join(*out, s.file), lines); err != nil {
			log.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(*out, "growth.md"), []byte(page.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// work is the name of the benchmark.
func (s series) work() string {
	name, _, _ := strings.Cut(s.prefix, "/")
	return name
}

func (s series) points(r *benchtext.Results, client string) []point {
	var points []point
	for _, work := range r.Works {
		size, ok := strings.CutPrefix(work, s.prefix)
		if !ok {
			continue
		}
		n, err := strconv.ParseFloat(size, 64)
		ns, found := r.Value(work, client, "ns/op")
		if err == nil && found {
			points = append(points, point{n, ns})
		}
	}
	return points
}

func (s series) table(lines map[string][]point) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s |", s.x)
	for _, client := range s.clients {
		fmt.Fprintf(&b, " %s |", names[client])
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(s.clients)) + "\n")
	for i, p := range lines[s.clients[0]] {
		fmt.Fprintf(&b, "| %.0f |", p.n)
		for _, client := range s.clients {
			if i < len(lines[client]) {
				fmt.Fprintf(&b, " %.1f |", lines[client][i].ns/1e3)
			} else {
				b.WriteString(" |")
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}
