package main

import (
	"fmt"
	"html"
	"regexp"
	"strings"
)

// The picture is drawn by a test, so that it shows what the program prints, and nothing else.

// Measures of the picture, in pixels, and of its lines, in seconds.
const (
	charWidth, lineHeight = 8.4, 22
	margin, titleBar      = 20, 44
	lineTime              = 0.6
)

// fills are the colors of the styles.
var fills = map[string]string{
	plain: "#d8dee9", bold: "#ffffff", dim: "#7b8494", red: "#ff7b72", green: "#7ee787", yellow: "#f2cc60", cyan: "#79c0ff",
}

var (
	styledText = regexp.MustCompile("(?:\x1b\\[(\\d+)m)([^\x1b]*)\x1b\\[0m")
	blanks     = regexp.MustCompile(`^ *`)
)

// drawing draws a terminal that runs a command. The lines appear one after the other, unless the reader prefers reduced
// motion.
func drawing(command, output string) string {
	lines := strings.Split(strings.TrimRight(output, "\n"), "\n")
	columns := 2*width + 6
	w, h := float64(columns)*charWidth+2*margin, titleBar+len(lines)*lineHeight+2*margin+lineHeight
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%d" viewBox="0 0 %.0f %d" role="img">
<title>What the users of examples/moderation see</title>
<style>
text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre }
@media (prefers-reduced-motion: no-preference) { .line { animation: appear 0.2s both } }
@keyframes appear { from { opacity: 0 } to { opacity: 1 } }
</style>
<rect width="100%%" height="100%%" rx="8" fill="#161b22"/>
<circle cx="22" cy="22" r="6" fill="#ff5f57"/><circle cx="42" cy="22" r="6" fill="#febc2e"/><circle cx="62" cy="22" r="6" fill="#28c840"/>
`, w, h, w, h)
	fmt.Fprintf(&b, `<text x="%d" y="%d" fill="#7b8494">$ <tspan fill="#d8dee9">%s</tspan></text>`+"\n", margin, titleBar+margin, command)
	for i, line := range lines {
		if line != "" {
			fmt.Fprintf(&b, `<g class="line" style="animation-delay:%.1fs">%s</g>`+"\n", lineTime*float64(i), texts(line, titleBar+margin+(i+1)*lineHeight))
		}
	}
	return b.String() + "</svg>\n"
}

// texts draws the parts of a line that have styles. All of the program's texts have one.
func texts(line string, y int) string {
	var b strings.Builder
	column, end := 0, 0
	for _, found := range styledText.FindAllStringSubmatchIndex(line, -1) {
		column += len([]rune(line[end:found[0]]))
		text := line[found[4]:found[5]]
		shift := len(blanks.FindString(text)) // a viewer may drop blanks at the start of a text
		x, length := margin+float64(column+shift)*charWidth, float64(len([]rune(text))-shift)*charWidth
		fmt.Fprintf(&b, `<text x="%.1f" y="%d" fill="%s" textLength="%.1f">%s</text>`, x, y, fills[line[found[2]:found[3]]], length, html.EscapeString(text[shift:]))
		column += len([]rune(text))
		end = found[1]
	}
	return b.String()
}
