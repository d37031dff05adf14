package flow

import (
	"cmp"
	"slices"
)

// layout is where the actions of a flow stand when it is drawn from left to right: the layer is how many steps an action is
// from the start, on the longest path without a loop.
type layout struct {
	g     graph
	back  map[[2]int]bool // transitions that lead back
	spots []spot          // first those of the actions, then the bends of long transitions
	bends map[bend]int    // the spots of bends
	rows  [][]int         // the spots of each layer, from top to bottom
}

// spot is a place in a layer.
type spot struct {
	layer int
	y     float64 // in rows
	from  []int   // the spots before it that lead to it
	to    []int   // the spots after it that it leads to
}

// bend is where transitions to a target pass through a layer. They share it: many errors lead to the same end.
type bend struct {
	target, layer int
}

// maxBends bounds the memory for the drawing of a hostile flow. Beyond it, long transitions are drawn straight.
const maxBends = 20_000

func (f *Flow) layout() *layout {
	l := &layout{g: f.graph(), back: map[[2]int]bool{}, bends: map[bend]int{}}
	order := l.order()
	l.spots = make([]spot, len(f.actions))
	for _, from := range order {
		for _, to := range l.g.targets[from] {
			if !l.back[[2]int{from, to}] {
				l.spots[to].layer = max(l.spots[to].layer, l.spots[from].layer+1)
			}
		}
	}
	l.connect()
	l.fill(order)
	for range 4 {
		l.sort(func(s spot) []int { return s.from }, false)
		l.sort(func(s spot) []int { return s.to }, true)
	}
	l.place()
	return l
}

// order returns the actions so that each comes after all that lead to it, and notes what leads back on the way.
func (l *layout) order() []int {
	const (
		open = iota + 1
		done
	)
	state := make([]int, len(l.g.targets))
	var order []int
	// Actions that nothing leads to are drawn too, but do not push the rest away from the start.
	main := reached(l.g.targets, l.g.start)
	for from, targets := range l.g.targets {
		for _, to := range targets {
			if !main[from] && main[to] {
				l.back[[2]int{from, to}] = true
			}
		}
	}
	var visit func(at int)
	visit = func(at int) {
		state[at] = open
		// The last target is visited first, so that the first one comes first after the reversal.
		for _, to := range slices.Backward(l.g.targets[at]) {
			switch {
			case state[to] == open:
				l.back[[2]int{at, to}] = true
			case state[to] == 0 && main[at] == main[to]:
				visit(to)
			}
		}
		state[at] = done
		order = append(order, at)
	}
	// The start is visited last, so that it comes first after the reversal.
	for at := range slices.Backward(l.g.targets) {
		if !main[at] && state[at] == 0 {
			visit(at)
		}
	}
	if l.g.start >= 0 && state[l.g.start] == 0 {
		visit(l.g.start)
	}
	slices.Reverse(order)
	return order
}

// connect links the spots of neighbouring layers, with bends for transitions over several layers.
func (l *layout) connect() {
	for from, targets := range l.g.targets {
		for _, to := range targets {
			if l.back[[2]int{from, to}] {
				continue
			}
			l.span(from, to)
		}
	}
}

// span links an action with a target in a later layer.
func (l *layout) span(from, to int) {
	at := from
	for layer := l.spots[from].layer + 1; layer < l.spots[to].layer && len(l.bends) < maxBends; layer++ {
		next, shared := l.bends[bend{to, layer}]
		if shared {
			l.link(at, next) // the rest of the way is there
			return
		}
		next = len(l.spots)
		l.bends[bend{to, layer}] = next
		l.spots = append(l.spots, spot{layer: layer})
		l.link(at, next)
		at = next
	}
	l.link(at, to)
}

func (l *layout) link(from, to int) {
	if from != to && !slices.Contains(l.spots[from].to, to) {
		l.spots[from].to = append(l.spots[from].to, to)
		l.spots[to].from = append(l.spots[to].from, from)
	}
}

// fill puts the spots into rows: actions in their order, bends behind them.
func (l *layout) fill(order []int) {
	last := 0
	for i := range l.spots {
		last = max(last, l.spots[i].layer)
	}
	l.rows = make([][]int, last+1)
	for _, at := range order {
		l.rows[l.spots[at].layer] = append(l.rows[l.spots[at].layer], at)
	}
	for at := len(order); at < len(l.spots); at++ {
		l.rows[l.spots[at].layer] = append(l.rows[l.spots[at].layer], at)
	}
	l.count()
}

// count gives each spot the number of its row.
func (l *layout) count() {
	for _, row := range l.rows {
		for i, at := range row {
			l.spots[at].y = float64(i)
		}
	}
}

// sort orders each layer by where its neighbours stand, so that few transitions cross.
func (l *layout) sort(neighbours func(spot) []int, backward bool) {
	for i := range l.rows {
		if backward {
			i = len(l.rows) - 1 - i
		}
		slices.SortStableFunc(l.rows[i], func(a, b int) int {
			return cmp.Compare(l.mean(a, neighbours(l.spots[a])), l.mean(b, neighbours(l.spots[b])))
		})
		for j, at := range l.rows[i] {
			l.spots[at].y = float64(j)
		}
	}
}

// mean returns the middle of some spots, or where the spot itself stands if there are none.
func (l *layout) mean(at int, of []int) float64 {
	if len(of) == 0 {
		return l.spots[at].y
	}
	sum := 0.0
	for _, other := range of {
		sum += l.spots[other].y
	}
	return sum / float64(len(of))
}

// place moves the spots of each layer towards those that lead to them, without changing their order.
func (l *layout) place() {
	for _, row := range l.rows {
		previous := -1.0
		for _, at := range row {
			y := max(l.mean(at, l.spots[at].from), previous+1)
			l.spots[at].y, previous = y, y
		}
		// Where the row was pushed down, half of that is taken back.
		excess := 0.0
		for _, at := range row {
			excess += l.spots[at].y - l.mean(at, l.spots[at].from)
		}
		if len(row) > 0 {
			excess /= float64(len(row))
		}
		for _, at := range row {
			l.spots[at].y -= excess
		}
	}
	top := 0.0
	for i := range l.spots {
		top = min(top, l.spots[i].y)
	}
	for i := range l.spots {
		l.spots[i].y -= top
	}
}

// way returns the spots of a transition, from the action to its target.
func (l *layout) way(from, to int) []int {
	way := []int{from}
	if !l.back[[2]int{from, to}] {
		for layer := l.spots[from].layer + 1; layer < l.spots[to].layer; layer++ {
			if at, ok := l.bends[bend{to, layer}]; ok {
				way = append(way, at)
			}
		}
	}
	return append(way, to)
}
