package flow

import (
	"fmt"
	"strings"
)

// arrow is all transitions from one action to another.
type arrow struct {
	from, to int
	labels   []string
	kind     edgeKind // the first of next, condition and error that is among them
}

// arrows returns the transitions for a drawing, those of the same pair of actions together.
func (f *Flow) arrows() []arrow {
	var arrows []arrow
	for _, a := range f.actions {
		at := map[int]int{} // the arrow to each target
		first := len(arrows)
		failures := map[int][]string{}
		for _, e := range a.edges() {
			target := f.byID[e.target.str()]
			if target == nil {
				continue
			}
			i, ok := at[target.index]
			if !ok {
				i = len(arrows)
				at[target.index] = i
				arrows = append(arrows, arrow{from: a.index, to: target.index, kind: e.kind})
			}
			switch arrows[i].kind = min(arrows[i].kind, e.kind); e.kind {
			case edgeCondition:
				arrows[i].labels = append(arrows[i].labels, strings.TrimPrefix(e.label(), "= "))
			case edgeError:
				failures[i] = append(failures[i], e.label())
			}
		}
		for i := first; i < len(arrows); i++ {
			if names := failures[i]; len(names) == 1 {
				arrows[i].labels = append(arrows[i].labels, names[0])
			} else if len(names) > 1 {
				arrows[i].labels = append(arrows[i].labels, fmt.Sprintf("%d errors", len(names)))
			}
		}
	}
	return arrows
}

// caption is the text of an action in a drawing.
type caption struct {
	title, subtitle, detail string
}

func (a *Action) caption() caption {
	c := caption{title: a.Identifier(), subtitle: a.Type()}
	if isID(c.title) {
		c.title = c.title[:8] // the rest of a UUID says nothing
	}
	for _, path := range []string{
		"Text", "SSML", "ComparisonValue", "MetricType", "LoopCount", "TimeLimitSeconds", "FlowLoggingBehavior", "TextToSpeechVoice", "Result",
		"LambdaFunctionARN", "QueueId", "PromptId", "ContactFlowId", "FlowModuleId", "HoursOfOperationId", "ViewResource.Id", "LexV2Bot.AliasArn",
	} {
		text, ok := a.Parameter(path)
		if !ok {
			continue
		}
		if strings.HasPrefix(text, "arn:") {
			text = text[strings.LastIndexAny(text, "/:")+1:]
		}
		c.detail = shorten(strings.Join(strings.Fields(text), " "), 30)
		break
	}
	c.title, c.subtitle = shorten(c.title, 26), shorten(c.subtitle, 30)
	return c
}

// shorten cuts a text to a number of characters, the last of them an ellipsis.
func shorten(text string, characters int) string {
	if runes := []rune(text); len(runes) > characters {
		return string(runes[:characters-1]) + "…"
	}
	return text
}
