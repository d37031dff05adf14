package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// table returns the results as a table in Markdown.
func table(results []*result) string {
	var text strings.Builder
	text.WriteString("| to do | clients | way | done, % of possible | wasted attempts for each thing done | failed calls | 99 % took at most, s | recovery, s |\n")
	text.WriteString("|---|---|---|---|---|---|---|---|\n")
	for _, r := range results {
		fmt.Fprintf(&text, "| %s | %d | %s | %.1f | %.2f | %.0f | %.0f | %.0f |\n",
			r.load.name, r.clients, r.name, 100*r.done, r.wasted, r.failed, r.slowest, r.recovery)
	}
	return text.String()
}

// writePage writes the table, what it says and the plots.
func writePage(folder string, results []*result, table string) error {
	var text strings.Builder
	text.WriteString(pageStart + table + pageEnd)
	for _, p := range plots {
		if err := p.draw(folder, results); err != nil {
			return err
		}
		fmt.Fprintf(&text, "\n![%s](%s)\n", p.title, p.file)
	}
	return os.WriteFile(filepath.Join(folder, "simulation.md"), []byte(text.String()), 0o644)
}
