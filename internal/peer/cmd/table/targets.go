package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/seed-086a074d/chimeconnect/internal/peer/internal/benchtext"
)

// target is what a measurement must reach: at most times the value of a client plus an amount, or an amount alone.
type target struct {
	work, unit string
	client     string // "" for an amount alone
	base       string // the work that the client's value is taken from; "" for the same
	times      float64
	plus       float64
}

var targets = []target{
	{work: "Call/", unit: "ns/op", client: "floor", times: 1.3},
	{work: "Call/", unit: "allocs/op", plus: 80},
	{work: "Call/", unit: "B/op", plus: 8 << 10},
	{work: "List/users=1000", unit: "ns/op", client: "official", times: 0.22},
	{work: "List/users=1000", unit: "allocs/op", plus: 3100},
	{work: "Decode/users=1000", unit: "ns/op", client: "newest", times: 0.45},
	{work: "Encode/", unit: "ns/op", client: "official", times: 0.5},
	{work: "Loopback/", unit: "cpu-ns/op", client: "official", times: 0.6},
	{work: "ColdBuild", unit: "cpu-s", plus: 4},
	{work: "ColdBuild", unit: "peak-MB", plus: 300},
	{work: "Program/operations=1", unit: "bytes", client: "floor", times: 1, plus: 450_000},
	{work: "Program/operations=20", unit: "bytes", client: "ours", base: "Program/operations=1", times: 1, plus: 200_000},
	{work: "Program/", unit: "init-allocs", plus: 0},
}

// compareWithTargets returns the targets of a measurement and whether they are met.
func compareWithTargets(r *benchtext.Results, work, unit string, mine float64) (text, met string) {
	var texts []string
	met = "met"
	for _, t := range targets {
		if t.unit != unit || !applies(t.work, work) {
			continue
		}
		limit := t.plus
		label := "at most " + show(t.plus, unit)
		if t.client != "" {
			base, ok := r.Value(cmp.Or(t.base, work), t.client, unit)
			if !ok {
				continue
			}
			limit += t.times * base
			label = fmt.Sprintf("%.2fx %s", t.times, t.client)
			if t.plus != 0 {
				label = strings.TrimSpace(t.client+" "+t.base) + " + " + show(t.plus, unit)
			}
		}
		texts = append(texts, label)
		missed := mine > limit
		if t.client != "" && t.base == "" && t.plus == 0 {
			ratio, _ := r.Ratio(work, "ours", t.client, unit)
			missed = ratio > t.times
		}
		if missed {
			met = "MISSED"
		}
	}
	if texts == nil {
		return "", ""
	}
	return strings.Join(texts, ", "), met
}

func applies(pattern, work string) bool {
	return work == pattern || strings.HasSuffix(pattern, "/") && strings.HasPrefix(work, pattern)
}
