package flow

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the pictures in docs anew")

// supportFlow is the flow whose pictures are in docs.
func supportFlow(t *testing.T) *Flow {
	t.Helper()
	b := NewBuilder().Else("sorry")
	b.Add("log", UpdateFlowLoggingBehavior{FlowLoggingBehavior: "Enabled"})
	b.Add("lookup", InvokeLambdaFunction{LambdaFunctionARN: "arn:aws:lambda:us-east-1:111122223333:function:find-customer", InvocationTimeLimitSeconds: 4})
	b.Add("open?", CheckHoursOfOperation{}).When("True", "menu").When("False", "closed")
	b.Add("menu", GetParticipantInput{Text: "Press 1 for sales, 2 for support.", InputTimeLimitSeconds: 5}).
		When("1", "sales").When("2", "support").OnError("InputTimeLimitExceeded", "again").OnError("NoMatchingCondition", "again")
	b.Add("again", Loop{LoopCount: "2"}).When("ContinueLooping", "menu").When("DoneLooping", "sorry")
	b.Add("sales", UpdateContactTargetQueue{QueueId: testInstance + "/queue/sales"}).Next("transfer")
	b.Add("support", UpdateContactTargetQueue{QueueId: testInstance + "/queue/support"})
	b.Add("transfer", TransferContactToQueue{}).OnError("QueueAtCapacity", "closed").Next("bye")
	b.Add("closed", MessageParticipant{Text: "Please call again tomorrow."}).Next("bye")
	b.Add("sorry", MessageParticipant{Text: "Sorry, something went wrong."})
	b.Add("bye", DisconnectParticipant{})
	f, err := b.Build()
	require.NoError(t, err)
	require.Empty(t, Check(f, CheckOptions{FlowType: ContactFlow, Channel: Voice}).String())
	return f
}

func TestPictures(t *testing.T) {
	f := supportFlow(t)
	markdown := "# A flow, drawn\n\nThe same flow, as `Flow.SVG` and as `Flow.Mermaid` draw it. A test writes both.\n\n" +
		"![a menu with two queues](support.svg)\n\n```mermaid\n" + f.Mermaid() + "```\n"
	for file, text := range map[string]string{"docs/support.svg": f.SVG(), "docs/README.md": markdown} {
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, string(want), text, "%s is old: go test -update", file)
	}
}

func TestPicturesOfOddFlows(t *testing.T) {
	for _, content := range []string{
		`{}`,
		`{"Actions":[{}]}`,
		`{"StartAction":"<&\">","Actions":[{"Identifier":"<&\">","Type":"\u0001]]>","Parameters":{"Text":"` + strings.Repeat("x", 99) + `"},"Transitions":{"NextAction":"<&\">"}}]}`,
		`{"StartAction":"a","Actions":[{"Identifier":"a","Transitions":{"NextAction":"b"}},{"Identifier":"b","Transitions":{"NextAction":"a"}},{"Identifier":"a"}]}`,
	} {
		f := mustParse(t, content)
		decoder := xml.NewDecoder(strings.NewReader(f.SVG()))
		for {
			_, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			require.NoError(t, err, f.SVG())
		}
		for line := range strings.Lines(f.Mermaid()) {
			assert.NotContains(t, line, "]]>")
		}
	}
}

func TestLayersFollowTheWay(t *testing.T) {
	f := supportFlow(t)
	l := f.layout()
	for from, targets := range l.g.targets {
		for _, to := range targets {
			if !l.back[[2]int{from, to}] {
				assert.Less(t, l.spots[from].layer, l.spots[to].layer)
			}
		}
	}
	assert.Len(t, l.back, 1)
	for _, row := range l.rows {
		for i := 1; i < len(row); i++ {
			assert.GreaterOrEqual(t, l.spots[row[i]].y-l.spots[row[i-1]].y, 0.999, "boxes must not overlap")
		}
	}
}
