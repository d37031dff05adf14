// Package bench measures this library side by side with the official Connect client, with a client of the newest
// official style (schema-based), and with the floor: net/http and the AWS signer for calls, the bare JSON lexer for
// decoding.
//
// Benchmarks are named Work/param=value/client=name, so that benchstat -col /client compares the clients. The program
// cmd/table makes one table of a run, cmd/growth the growth tables and plots.
package bench
