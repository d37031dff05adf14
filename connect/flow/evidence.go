package flow

import "strings"

// Source is somebody who tried a rule against the service and published the result.
type Source string

// The sources of the rules. The notes are single reports of real failures.
const (
	sourcePulumi     Source = "github.com/mgaffigan/pulumi-amazon-connect"
	sourceFlowAsCode Source = "github.com/flow-as-code/flow-as-code"
	sourceSamples    Source = "github.com/aws-samples/sample-aicc-builder-for-amazon-connect-ai-agent"
	sourceNote1      Source = "a public note (1)"
	sourceNote2      Source = "a public note (2)"
	sourceNote3      Source = "a public note (3)"
)

// Evidence is the evidence for a rule.
type Evidence struct {
	// Live are the sources that tried the rule against the service.
	Live []Source

	// Samples says that flows which the console exported, or which were published as samples, follow the rule.
	Samples bool

	// Docs says that the documentation of Amazon Connect has the rule.
	Docs bool
}

// Proved reports whether the evidence is enough to call a violation an error: two sources that tried it, or one and
// samples.
func (e Evidence) Proved() bool {
	return len(e.Live) > 1 || len(e.Live) == 1 && e.Samples
}

// Severity returns [SeverityError] for a rule that is proved, else [SeverityWarning].
func (e Evidence) Severity() Severity {
	if e.Proved() {
		return SeverityError
	}
	return SeverityWarning
}

func (e Evidence) String() string {
	var parts []string
	if len(e.Live) > 0 {
		names := make([]string, len(e.Live))
		for i, s := range e.Live {
			names[i] = string(s)
		}
		parts = append(parts, "tried by "+strings.Join(names, ", "))
	}
	if e.Samples {
		parts = append(parts, "seen in samples")
	}
	if e.Docs {
		parts = append(parts, "documented")
	}
	if len(parts) == 0 {
		return "inferred"
	}
	return strings.Join(parts, "; ")
}

func live(sources ...Source) Evidence {
	return Evidence{Live: sources}
}

func documented() Evidence {
	return Evidence{Docs: true}
}

func sampled() Evidence {
	return Evidence{Samples: true}
}

func (e Evidence) withSamples() Evidence {
	e.Samples = true
	return e
}

func (e Evidence) withDocs() Evidence {
	e.Docs = true
	return e
}
