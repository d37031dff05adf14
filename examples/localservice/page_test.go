package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
)

var update = flag.Bool("update", false, "write docs/page.png anew")

// browser is a page in headless Chromium, controlled over its DevTools protocol.
type browser struct {
	t    *testing.T
	conn *websocket.Conn
	last int
}

// openBrowser starts Chromium with an empty page. The test is skipped where there is none.
func openBrowser(t *testing.T) *browser {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("there is no Chromium on this machine (Debian: apt-get install chromium)")
	}
	// Not t.TempDir: children of the browser may write for a moment after it has ended.
	profile, err := os.MkdirTemp("", "page") //nolint:usetesting // see above
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(profile) })
	command := exec.CommandContext(t.Context(), path, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
		"--remote-debugging-port=0", "--user-data-dir="+profile, "--window-size=1100,760", "about:blank")
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.WaitDelay = 5 * time.Second
	stderr, err := command.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	t.Cleanup(func() {
		_ = command.Process.Signal(os.Interrupt)
		_ = command.Wait()
	})
	lines := bufio.NewScanner(stderr)
	var address string
	for address == "" && lines.Scan() {
		if _, found, ok := strings.Cut(lines.Text(), "DevTools listening on "); ok {
			address = found
		}
	}
	require.NotEmpty(t, address, "Chromium does not start")
	conn, _, err := websocket.Dial(t.Context(), address, nil)
	require.NoError(t, err)
	conn.SetReadLimit(64 << 20)
	t.Cleanup(func() { _ = conn.CloseNow() })
	return &browser{t: t, conn: conn}
}

// call calls a method of the protocol, in a session with a page unless that is empty.
func (b *browser) call(session, method string, params, out any) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.t.Context(), 20*time.Second)
	defer cancel()
	b.last++
	request := map[string]any{"id": b.last, "method": method, "params": params}
	if session != "" {
		request["sessionId"] = session
	}
	text, err := json.Marshal(request)
	require.NoError(b.t, err)
	require.NoError(b.t, b.conn.Write(ctx, websocket.MessageText, text))
	for {
		_, text, err := b.conn.Read(ctx)
		require.NoError(b.t, err)
		var answer struct {
			ID     int             `json:"id"`
			Result json.RawMessage `json:"result"`
			Error  json.RawMessage `json:"error"`
		}
		require.NoError(b.t, json.Unmarshal(text, &answer))
		if answer.ID != b.last {
			continue // an event
		}
		require.Empty(b.t, string(answer.Error), method)
		require.NoError(b.t, json.Unmarshal(answer.Result, out))
		return
	}
}

// open opens a URL in a page of its own, and returns the session with it.
func (b *browser) open(url string) string {
	b.t.Helper()
	var target struct {
		ID string `json:"targetId"`
	}
	b.call("", "Target.createTarget", map[string]any{"url": url}, &target)
	var session struct {
		ID string `json:"sessionId"`
	}
	b.call("", "Target.attachToTarget", map[string]any{"targetId": target.ID, "flatten": true}, &session)
	return session.ID
}

// eval evaluates an expression in a page and returns it as text.
func (b *browser) eval(session, expression string) string {
	b.t.Helper()
	var out struct {
		Result struct {
			Value any `json:"value"`
		} `json:"result"`
	}
	b.call(session, "Runtime.evaluate", map[string]any{"expression": expression, "awaitPromise": true, "returnByValue": true}, &out)
	return fmt.Sprint(out.Result.Value)
}

// shows waits until the text of a page matches.
func (b *browser) shows(session, pattern string) {
	b.t.Helper()
	re, text := regexp.MustCompile(pattern), ""
	for deadline := time.Now().Add(15 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if text = b.eval(session, "document.body.innerText"); re.MatchString(text) {
			return
		}
	}
	require.Fail(b.t, "the page does not show "+pattern, text)
}

// TestPage looks at the page in a real browser while things happen.
func TestPage(t *testing.T) {
	b := openBrowser(t)
	p := start(t, "-seed", seedFile, "-processor", processorARN+"=hold", "-log", "off")
	cfg := p.config(t)
	page := b.open(p.url + "/")
	b.shows(page, `\blive\b`)
	b.shows(page, `support [0-9a-f-]{36}\n2 queues`)
	b.shows(page, `(?s)Messages in General.*Alice Welcome!`)

	_, err := connect.NewFromConfig(cfg).ListInstances(t.Context(), &connect.ListInstancesInput{})
	require.NoError(t, err)
	b.shows(page, `ListInstances\s+200`)

	user, channel := moderated(t, cfg)
	say(t, user, channel, "<b>May I?</b>")
	say(t, user, channel, "And this?")
	b.shows(page, `(?s)wait for a verdict.*<b>May I\?</b>`)
	b.eval(page, `document.querySelector("[data-channel='`+channel+`']").click()`)
	b.shows(page, `(?s)Messages in moderated.*May I\?.*PENDING`)
	b.eval(page, `[...document.querySelectorAll("#pending li")].find((li) => li.textContent.includes("May I?")).querySelector("button").click()`)
	b.shows(page, `ChannelFlowCallback\s+200`)
	require.Eventually(t, func() bool { return contents(t, user, channel)["<b>May I?</b>"] == "SENT" }, 10*time.Second, 10*time.Millisecond)
	b.shows(page, `And this\?`)
	assert.Equal(t, "false", b.eval(page, `document.querySelector("#messages b") !== null`), "texts are not HTML")
	if *update {
		b.picture(page)
	}
	require.NoError(t, p.stop())
	b.shows(page, `the service does not answer`)
}

// picture writes what a page shows to the docs.
func (b *browser) picture(session string) {
	b.t.Helper()
	var shot struct {
		Data string `json:"data"`
	}
	b.call(session, "Page.captureScreenshot", map[string]any{"format": "png"}, &shot)
	png, err := base64.StdEncoding.DecodeString(shot.Data)
	require.NoError(b.t, err)
	require.NoError(b.t, os.WriteFile("docs/page.png", png, 0o644))
}
