// Package pace keeps calls below a rate, and learns a lower one when the service refuses some.
package pace

// Quota is how often an operation may be called: Rate times a second, and Burst times at once after a pause.
type Quota struct {
	Rate  float64
	Burst int
}
