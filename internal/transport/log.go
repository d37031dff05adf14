package transport

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/aws/smithy-go/logging"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// logger returns the caller's Logger, bound to the context of the call if possible.
func (core *Core) logger(ctx context.Context) logging.Logger {
	return logging.WithContext(ctx, core.opts.Logger)
}

// logRequest writes what is about to be sent, if the ClientLogMode asks for it.
func (c *call) logRequest(ctx context.Context, req *http.Request) {
	c.logged = true
	mode := c.core.opts.ClientLogMode
	if !mode.IsRequest() && !mode.IsRequestWithBody() {
		return
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Request: %s %s\n%s %s\n", c.core.service.ID(), c.op.Name, req.Method, c.shownURL(req.URL))
	c.writeHeader(&b, req.Header)
	if mode.IsRequestWithBody() {
		body := c.request.Body
		if !c.core.opts.LogSensitive {
			body = c.op.RedactRequest(body)
		}
		b.Write(body)
	}
	c.core.logger(ctx).Logf(logging.Debug, "%s", b.String())
}

// logResponse writes the response, as far as it arrived.
func (c *call) logResponse(ctx context.Context, resp *http.Response, body []byte) {
	mode := c.core.opts.ClientLogMode
	if !c.logged || !mode.IsResponse() && !mode.IsResponseWithBody() {
		return
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Response: %s %s\n%s %d\n", c.core.service.ID(), c.op.Name, resp.Proto, resp.StatusCode)
	c.writeHeader(&b, resp.Header)
	if mode.IsResponseWithBody() {
		if !c.core.opts.LogSensitive && !isFailure(resp) { // errors have no sensitive members
			body = wire.RedactResponse(body, c.out)
		}
		b.Write(body)
	}
	text := b.String()
	if !c.core.opts.LogSensitive { // that the service quotes
		text = c.withoutSecrets(text)
	}
	c.core.logger(ctx).Logf(logging.Debug, "%s", text)
}

func (c *call) shownURL(u *url.URL) string {
	if c.op.SensitiveURL() && !c.core.opts.LogSensitive {
		return u.Scheme + "://" + u.Host + "/" + wire.Redacted
	}
	return u.Redacted()
}

func (c *call) writeHeader(b *strings.Builder, h http.Header) {
	for _, name := range slices.Sorted(maps.Keys(h)) {
		for _, value := range h[name] {
			if isSecretHeader(name) && !c.core.opts.LogSensitive {
				value = wire.Redacted
			}
			fmt.Fprintf(b, "%s: %s\n", name, value)
		}
	}
	b.WriteByte('\n')
}

// signingLogger returns the Logger of the signer.
func (c *call) signingLogger() logging.Logger {
	if c.core.opts.LogSensitive {
		return c.core.opts.Logger
	}
	return redactingLogger{next: c.core.opts.Logger, hideURL: c.op.SensitiveURL()}
}

// redactingLogger keeps secrets out of a canonical request: the session token has a line there, as have the path and
// the query, right after the method.
type redactingLogger struct {
	next    logging.Logger
	hideURL bool
}

func (l redactingLogger) Logf(class logging.Classification, format string, args ...any) {
	lines := strings.Split(fmt.Sprintf(format, args...), "\n")
	for i, line := range lines {
		if name, _, ok := strings.Cut(line, ":"); ok && isSecretHeader(strings.TrimSpace(name)) {
			lines[i] = name + ":" + wire.Redacted
		}
		if l.hideURL && strings.HasPrefix(line, "---[ CANONICAL STRING") && i+3 < len(lines) {
			lines[i+2], lines[i+3] = wire.Redacted, wire.Redacted
		}
	}
	l.next.Logf(class, "%s", strings.Join(lines, "\n"))
}

// WithContext binds the Logger behind it to a context.
func (l redactingLogger) WithContext(ctx context.Context) logging.Logger {
	return redactingLogger{next: logging.WithContext(ctx, l.next), hideURL: l.hideURL}
}
