package chimeconnect

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/aws/smithy-go/logging"
)

// NewSlogLogger returns a logger for Options.Logger that writes to l: warnings at that level, all else at debug level.
func NewSlogLogger(l *slog.Logger) logging.Logger { return slogLogger{l, context.Background()} }

// slogLogger writes to a *slog.Logger.
type slogLogger struct {
	to  *slog.Logger
	ctx context.Context //nolint:containedctx // the Logger interface of smithy has no other place for it
}

func (l slogLogger) Logf(class logging.Classification, format string, args ...any) {
	level := slog.LevelDebug
	if class == logging.Warn {
		level = slog.LevelWarn
	}
	if l.to.Enabled(l.ctx, level) {
		l.to.Log(l.ctx, level, fmt.Sprintf(format, args...))
	}
}

// WithContext passes the context of a call to the handler, which may find a trace there.
func (l slogLogger) WithContext(ctx context.Context) logging.Logger { return slogLogger{l.to, ctx} }
