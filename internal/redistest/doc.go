// Package redistest runs a Redis or Valkey server for tests: on a free port of the loopback interface, with its data in a
// temporary folder. It can be killed, started again and suspended. It needs a Unix system.
package redistest
