//go:build !race

package connect_test

const raceDetector = false
