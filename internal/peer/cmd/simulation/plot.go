package main

import (
	"image/color"
	"path/filepath"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

var colors = []color.Color{
	color.RGBA{0x88, 0x88, 0x88, 0xff}, color.RGBA{0xb0, 0x7d, 0x00, 0xff}, color.RGBA{0xd6, 0x5d, 0x0e, 0xff},
	color.RGBA{0x7b, 0x4b, 0x94, 0xff}, color.RGBA{0x3a, 0x7d, 0x44, 0xff}, color.RGBA{0x00, 0x6d, 0x77, 0xff},
}

// figure is a plot of a value over time, one line for each strategy.
type figure struct {
	file, title, y string
	load, clients  int // the indexes of the load and the fleet
	value          func(w *world, second int) float64
}

const plotStep = 10 // seconds

var plots = []figure{
	{"simulation-steady.svg", "80 % of the quota, 50 clients, an outage from 300 to 360 s", "things to do that are not done", 0, 1,
		func(w *world, second int) float64 { return float64(w.waiting[second]) }},
	{"simulation-burst.svg", "10,000 things at once, 50 clients: attempts per second", "attempts per second", 1, 1, attemptsPerSecond},
	{"simulation-fleet.svg", "10,000 things at once, 10,000 clients: attempts per second", "attempts per second", 1, 2, attemptsPerSecond},
}

// attemptsPerSecond is the mean of a step, at least 0.1 so that a logarithm shows it.
func attemptsPerSecond(w *world, second int) float64 {
	sum := 0.0
	for _, n := range w.sentIn[second : second+plotStep] {
		sum += float64(n)
	}
	return max(0.1, sum/plotStep)
}

// draw writes the plot of the results that it is about.
func (f figure) draw(folder string, results []*result) error {
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = f.title, "seconds", f.y
	p.Legend.Top, p.BackgroundColor = true, color.White
	if loads[f.load].burst > 0 {
		p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
		p.Y.Max = 5000
	}
	p.Add(plotter.NewGrid())
	n := 0
	for _, r := range results {
		if r.load.name != loads[f.load].name || r.clients != fleets[f.clients] {
			continue
		}
		var points plotter.XYs
		for second := 0; second+plotStep <= int(duration); second += plotStep {
			points = append(points, plotter.XY{X: float64(second), Y: f.value(r.first, second)})
		}
		line, err := plotter.NewLine(points)
		if err != nil {
			return err
		}
		line.Color, line.Width = colors[n%len(colors)], vg.Points(1.2)
		n++
		p.Add(line)
		p.Legend.Add(r.name, line)
	}
	return p.Save(18*vg.Centimeter, 11*vg.Centimeter, filepath.Join(folder, f.file))
}
