// Command table prints one table of a benchmark run: this library, the official client, the newest official style and the
// floor, with ratios and the targets.
package main

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/seed-086a074d/chimeconnect/internal/peer/internal/benchtext"
)

func main() {
	log.SetFlags(0)
	results, err := benchtext.Read(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("| work | this library | official | newest style | floor | of official | of newest | of floor | target | |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|")
	for _, work := range results.Works {
		for _, unit := range units(work) {
			if _, ok := results.Value(work, "ours", unit); ok {
				fmt.Println(row(results, work, unit))
			}
		}
	}
	if size, ok := results.Value("Program/operations=1", "aws-core", "bytes"); ok {
		fmt.Printf("\nProgram: the floor with the parts of the AWS core that Options promise, and nothing of this library: %s\n", show(size, "bytes"))
	}
}

// units are the measurements worth a row.
func units(work string) []string {
	switch {
	case strings.HasPrefix(work, "ColdBuild"):
		return []string{"cpu-s", "peak-MB"}
	case strings.HasPrefix(work, "Program"):
		return []string{"bytes", "init-allocs"}
	case strings.HasPrefix(work, "Loopback"):
		return []string{"cpu-ns/op"}
	case strings.HasPrefix(work, "Call"):
		return []string{"ns/op", "allocs/op", "B/op"}
	default:
		return []string{"ns/op", "allocs/op"}
	}
}

func row(r *benchtext.Results, work, unit string) string {
	cells := []string{work}
	mine, _ := r.Value(work, "ours", unit)
	var ratios []string
	cells = append(cells, show(mine, unit))
	for _, client := range []string{"official", "newest", "floor"} {
		value, ok := r.Value(work, client, unit)
		if !ok {
			cells, ratios = append(cells, ""), append(ratios, "")
			continue
		}
		cells = append(cells, show(value, unit))
		ratios = append(ratios, ratio(r, work, client, unit))
	}
	cells = append(cells, ratios...)
	text, met := compareWithTargets(r, work, unit, mine)
	return "| " + strings.Join(append(cells, text, met), " | ") + " |"
}

func ratio(r *benchtext.Results, work, client, unit string) string {
	if value, ok := r.Ratio(work, "ours", client, unit); ok {
		return fmt.Sprintf("%.2fx", value)
	}
	return ""
}

// show formats a value with a readable unit.
func show(v float64, unit string) string {
	switch unit {
	case "ns/op", "cpu-ns/op":
		prefix := ""
		if unit == "cpu-ns/op" {
			prefix = " CPU"
		}
		if v >= 1e6 {
			return fmt.Sprintf("%.2f ms%s", v/1e6, prefix)
		}
		return fmt.Sprintf("%.1f us%s", v/1e3, prefix)
	case "bytes":
		return fmt.Sprintf("%.2f MB", v/1e6)
	case "B/op":
		return fmt.Sprintf("%.1f KB", v/1e3)
	case "cpu-s":
		return fmt.Sprintf("%.1f s CPU", v)
	case "peak-MB":
		return fmt.Sprintf("%.0f MB peak", v)
	case "init-allocs":
		return fmt.Sprintf("%.0f allocs at start", v)
	}
	return fmt.Sprintf("%.0f %s", v, strings.TrimSuffix(unit, "/op"))
}
