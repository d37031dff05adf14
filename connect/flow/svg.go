package flow

import (
	"fmt"
	"html"
	"strings"
)

// The sizes of a drawing, in pixels.
const (
	boxWidth    = 200.0
	boxHeight   = 62.0
	layerWidth  = 330.0
	rowHeight   = 92.0
	margin      = 40.0
	startRadius = 9.0
)

// SVG returns the flow as a self-contained picture, without scripts or external fonts. Actions stand in layers from left to
// right, in the order in which a contact comes to them, wherever the console has put them. Branches for errors are dashed
// and grey; transitions that lead back run below.
func (f *Flow) SVG() string {
	d := drawing{flow: f, layout: f.layout()}
	for _, one := range f.arrows() {
		d.arrow(one)
	}
	for i, a := range f.actions {
		d.box(i, a)
	}
	d.start()
	width, height := margin+startRadius*4+float64(len(d.layout.rows))*layerWidth-(layerWidth-boxWidth)+margin, d.bottom+margin
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]s %[2]s" width="%[1]s" height="%[2]s" font-family="sans-serif" font-size="12">
<style>
.box{fill:#f6f8fa;stroke:#57606a}.end{fill:#ffebe9;stroke:#a40e26}.title{font-weight:bold;fill:#1f2328}.type{fill:#57606a}
.detail{fill:#0550ae;font-style:italic}.arrow{fill:none;stroke:#1f2328}.failure{stroke:#8c959f;stroke-dasharray:4 3}
.label{fill:#1f2328;paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#57606a"/></marker></defs>
<rect width="100%%" height="100%%" fill="#fff"/>
%s%s</svg>
`, number(width), number(height), d.lines.String(), d.boxes.String())
}

// drawing collects the parts of a picture: lines lie below boxes.
type drawing struct {
	flow         *Flow
	layout       *layout
	lines, boxes strings.Builder
	bottom       float64
	loops        int
}

// corner returns the upper left corner of a spot.
func (d *drawing) corner(at int) (x, y float64) {
	s := d.layout.spots[at]
	return margin + startRadius*4 + float64(s.layer)*layerWidth, margin + s.y*rowHeight
}

func (d *drawing) box(i int, a *Action) {
	x, y := d.corner(i)
	d.bottom = max(d.bottom, y+boxHeight)
	class := "box"
	if len(a.edges()) == 0 {
		class = "box end"
	}
	c := a.caption()
	fmt.Fprintf(&d.boxes, `<g><title>%s</title><rect class="%s" x="%s" y="%s" width="%s" height="%s" rx="6"/>`,
		svgText(a.Identifier()), class, number(x), number(y), number(boxWidth), number(boxHeight))
	for line, text := range []struct{ class, text string }{{"title", c.title}, {"type", c.subtitle}, {"detail", c.detail}} {
		if text.text != "" {
			fmt.Fprintf(&d.boxes, `<text class="%s" x="%s" y="%s">%s</text>`, text.class, number(x+10), number(y+19+float64(line)*17), svgText(text.text))
		}
	}
	d.boxes.WriteString("</g>\n")
}

// start draws the dot that leads to the first action.
func (d *drawing) start() {
	if d.layout.g.start < 0 {
		return
	}
	x, y := d.corner(d.layout.g.start)
	y += boxHeight / 2
	fmt.Fprintf(&d.boxes, `<circle cx="%s" cy="%s" r="%s"/><path class="arrow" marker-end="url(#tip)" d="M%s,%s H%s"/>`+"\n",
		number(x-startRadius*4), number(y), number(startRadius), number(x-startRadius*3), number(y), number(x))
}

func (d *drawing) arrow(one arrow) {
	class := "arrow"
	if one.kind == edgeError {
		class = "arrow failure"
	}
	var path string
	var labelX, labelY float64
	if one.from == one.to || d.layout.back[[2]int{one.from, one.to}] {
		path, labelX, labelY = d.loop(one)
	} else {
		path, labelX, labelY = d.forward(one)
	}
	fmt.Fprintf(&d.lines, `<path class="%s" marker-end="url(#tip)" d="%s"/>`+"\n", class, path)
	if len(one.labels) > 0 {
		fmt.Fprintf(&d.boxes, `<text class="label" x="%s" y="%s">%s</text>`+"\n", number(labelX), number(labelY), svgText(shorten(strings.Join(one.labels, ", "), 22)))
	}
}

// forward draws a transition to a later layer, through its bends. The arrows of an action leave it one below the other.
func (d *drawing) forward(one arrow) (path string, labelX, labelY float64) {
	way := d.layout.way(one.from, one.to)
	x, y := d.corner(one.from)
	x, y = x+boxWidth, y+d.exit(one)
	var b strings.Builder
	fmt.Fprintf(&b, "M%s,%s", number(x), number(y))
	labelX, labelY = x+8, y-4
	for i, at := range way[1:] {
		toX, toY := d.corner(at)
		toY += boxHeight / 2
		half := (toX - x) / 2
		fmt.Fprintf(&b, " C%s,%s %s,%s %s,%s", number(x+half), number(y), number(toX-half), number(toY), number(toX), number(toY))
		if i < len(way)-2 { // a bend: straight through the layer
			fmt.Fprintf(&b, " H%s", number(toX+boxWidth))
			toX += boxWidth
			d.bottom = max(d.bottom, toY)
		}
		x, y = toX, toY
	}
	return b.String(), labelX, labelY
}

// exit returns how far below the upper edge of its box an arrow leaves: those that go up above those that go down.
func (d *drawing) exit(one arrow) float64 {
	towards := func(to int) float64 {
		return d.layout.spots[d.layout.way(one.from, to)[1]].y
	}
	targets := d.layout.g.targets[one.from]
	above, self := 0, towards(one.to)
	for _, to := range targets {
		if y := towards(to); y < self || y == self && to < one.to {
			above++
		}
	}
	return boxHeight * (float64(above) + 1) / (float64(len(targets)) + 1)
}

// loop draws a transition that leads back, below both actions. Each loop goes a little deeper than the one before.
func (d *drawing) loop(one arrow) (path string, labelX, labelY float64) {
	x, y := d.corner(one.from)
	toX, toY := d.corner(one.to)
	deep := max(y, toY) + boxHeight + 12 + float64(d.loops%5)*5
	d.loops++
	d.bottom = max(d.bottom, deep)
	x += boxWidth - 24
	toX += 24
	path = fmt.Sprintf("M%s,%s C%s,%s %s,%s %s,%s", number(x), number(y+boxHeight), number(x), number(deep+20), number(toX), number(deep+20), number(toX), number(toY+boxHeight))
	return path, x + 8, y + boxHeight + 14
}

// number returns a coordinate with at most one decimal.
func number(f float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", f), ".0")
}

// svgText escapes a text, and leaves out what XML does not allow.
func svgText(s string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0xfffe || r == 0xffff {
			return ' '
		}
		return r
	}, s))
}
