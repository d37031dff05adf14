// Package telemetry tests the clients with OpenTelemetry, which the library itself does not depend on.
package telemetry
