package flow

// targets returns the actions that transitions of an action lead to, each once, in the order of its edges.
func (f *Flow) targets(a *Action) []*Action {
	var targets []*Action
	seen := map[*Action]bool{}
	for _, e := range a.edges() {
		if target := f.byID[e.target.str()]; target != nil && !seen[target] {
			seen[target] = true
			targets = append(targets, target)
		}
	}
	return targets
}

// graph is a flow as numbers: targets has, for the index of each action, those that it leads to.
type graph struct {
	start   int // -1 if there is none
	targets [][]int
}

func (f *Flow) graph() graph {
	g := graph{start: -1, targets: make([][]int, len(f.actions))}
	for i, a := range f.actions {
		for _, target := range f.targets(a) {
			g.targets[i] = append(g.targets[i], target.index)
		}
	}
	if start := f.byID[f.StartAction()]; start != nil {
		g.start = start.index
	}
	return g
}

// reached reports for each action whether a contact can come to it from the actions given.
func reached(targets [][]int, from ...int) []bool {
	seen := make([]bool, len(targets))
	for len(from) > 0 {
		at := from[len(from)-1]
		from = from[:len(from)-1]
		if at >= 0 && !seen[at] {
			seen[at] = true
			from = append(from, targets[at]...)
		}
	}
	return seen
}

// reversed returns the graph with all arrows turned round.
func (g graph) reversed() [][]int {
	sources := make([][]int, len(g.targets))
	for from, targets := range g.targets {
		for _, to := range targets {
			sources[to] = append(sources[to], from)
		}
	}
	return sources
}
