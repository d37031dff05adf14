package main

// clock runs functions in the order of their time, which passes at no cost. Times are seconds since the start.
type clock struct {
	now    float64
	events []event // a heap
	count  int
}

type event struct {
	at     float64
	number int // of events at the same time, the one that was set first comes first
	run    func()
}

func (e event) before(other event) bool {
	return e.at < other.at || e.at == other.at && e.number < other.number
}

// after runs a function when that many seconds have passed.
func (c *clock) after(seconds float64, run func()) {
	c.count++
	e := event{c.now + max(0, seconds), c.count, run}
	i := len(c.events)
	c.events = append(c.events, e)
	for i > 0 && e.before(c.events[(i-1)/2]) {
		c.events[i] = c.events[(i-1)/2]
		i = (i - 1) / 2
	}
	c.events[i] = e
}

// runUntil runs all events before the end.
func (c *clock) runUntil(end float64) {
	for len(c.events) > 0 && c.events[0].at < end {
		e := c.pop()
		c.now = e.at
		e.run()
	}
	c.now = end
}

// pop removes the first event and returns it.
func (c *clock) pop() event {
	first, size := c.events[0], len(c.events)-1
	last := c.events[size]
	c.events[size] = event{}
	c.events = c.events[:size]
	i := 0
	for child := 1; child < size; child = 2*i + 1 {
		if child+1 < size && c.events[child+1].before(c.events[child]) {
			child++
		}
		if last.before(c.events[child]) {
			break
		}
		c.events[i] = c.events[child]
		i = child
	}
	if size > 0 {
		c.events[i] = last
	}
	return first
}
