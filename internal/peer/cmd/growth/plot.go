package main

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

var colors = map[string]color.Color{
	"ours": color.RGBA{0x00, 0x6d, 0x77, 0xff}, "official": color.RGBA{0xd6, 0x5d, 0x0e, 0xff},
	"newest": color.RGBA{0x7b, 0x4b, 0x94, 0xff}, "floor": color.RGBA{0x88, 0x88, 0x88, 0xff},
	"encoding-json": color.RGBA{0xb0, 0x7d, 0x00, 0xff},
}

// plot draws the lines with both axes logarithmic.
func (s series) plot(file string, lines map[string][]point) error {
	p := plot.New()
	p.Title.Text, p.X.Label.Text, p.Y.Label.Text = s.title, s.x, "microseconds a call"
	p.X.Scale, p.Y.Scale = plot.LogScale{}, plot.LogScale{}
	p.X.Tick.Marker, p.Y.Tick.Marker = plot.LogTicks{Prec: -1}, plot.LogTicks{Prec: -1}
	p.Add(plotter.NewGrid())
	p.Legend.Top, p.Legend.Left, p.BackgroundColor = true, true, color.White
	for _, client := range s.clients {
		var xys plotter.XYs
		for _, point := range lines[client] {
			xys = append(xys, plotter.XY{X: point.n, Y: point.ns / 1e3})
		}
		if xys == nil {
			continue
		}
		line, dots, err := plotter.NewLinePoints(xys)
		if err != nil {
			return err
		}
		line.Color, line.Width, dots.Color, dots.Shape = colors[client], vg.Points(1.5), colors[client], draw.CircleGlyph{}
		p.Add(line, dots)
		p.Legend.Add(names[client], line, dots)
	}
	return p.Save(16*vg.Centimeter, 10*vg.Centimeter, file)
}
