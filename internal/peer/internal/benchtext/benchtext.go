// Package benchtext reads the output of Go benchmarks whose names end in client=name.
package benchtext

import (
	"bufio"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Results are the measurements of a run: by work, client and unit.
type Results struct {
	// Works are the names without client, in the order of the run.
	Works []string
	// Machine is the machine that the run names.
	Machine string
	values  map[key][]float64
}

type key struct{ work, client, unit string }

var procs = regexp.MustCompile(`-\d+$`)

// Read reads benchmark lines and skips all others.
func Read(r io.Reader) (*Results, error) {
	res := &Results{values: map[key][]float64{}}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if cpu, ok := strings.CutPrefix(lines.Text(), "cpu: "); ok {
			res.Machine = cpu
		}
		fields := strings.Fields(lines.Text())
		if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		name := procs.ReplaceAllString(strings.TrimPrefix(fields[0], "Benchmark"), "")
		work, client, ok := strings.Cut(name, "/client=")
		if !ok {
			continue
		}
		if !slices.Contains(res.Works, work) {
			res.Works = append(res.Works, work)
		}
		for i := 2; i+1 < len(fields); i += 2 {
			value, err := strconv.ParseFloat(fields[i], 64)
			if err != nil {
				return nil, err
			}
			k := key{work, client, fields[i+1]}
			res.values[k] = append(res.values[k], value)
		}
	}
	return res, lines.Err()
}

// Value returns the median of all rounds.
func (r *Results) Value(work, client, unit string) (float64, bool) {
	return median(r.values[key{work, client, unit}])
}

// Ratio compares a client with another: it returns the median of the ratios of each round, in which both ran one after
// the other. It is not affected by a machine that was slow for whole rounds.
func (r *Results) Ratio(work, client, other, unit string) (float64, bool) {
	a, b := r.values[key{work, client, unit}], r.values[key{work, other, unit}]
	var ratios []float64
	for i := range min(len(a), len(b)) {
		if b[i] != 0 {
			ratios = append(ratios, a[i]/b[i])
		}
	}
	return median(ratios)
}

func median(values []float64) (float64, bool) {
	if len(values) == 0 {
		return 0, false
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 0 {
		return (sorted[middle-1] + sorted[middle]) / 2, true
	}
	return sorted[middle], true
}
