package chimemessaging

import (
	"log/slog"

	"github.com/aws/smithy-go/logging"

	"github.com/seed-086a074d/chimeconnect/internal/transport"
)

// NewSlogLogger returns a logger for Options.Logger that writes to l: warnings as such, all else at debug level.
func NewSlogLogger(l *slog.Logger) logging.Logger { return transport.NewSlogLogger(l) }
