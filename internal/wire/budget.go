package wire

import "fmt"

// Decoding a body can take far more memory than the body itself: {} is two bytes, and a struct hundreds. So decoding
// may allocate what any real answer needs and no more. The sparsest pages of the services take six times the size of
// their body.
const (
	budgetFactor = 16
	budgetBase   = 1 << 20

	perString = 64 // a string and what it takes while it waits to be assigned
	perEntry  = 64 // a map's entry without its value
)

func budget(body int) int { return budgetBase + budgetFactor*body }

// BudgetError is the error for an answer that would take far more memory than its body.
type BudgetError struct {
	// Limit is how many bytes decoding may allocate.
	Limit int
}

func (e *BudgetError) Error() string {
	return fmt.Sprintf("decoding it takes more than %d bytes of memory, many times the size of the body", e.Limit)
}

// spend counts bytes that are about to be allocated.
func (d *decoder) spend(bytes int) error {
	if d.left -= bytes; d.left < 0 {
		return &BudgetError{budget(len(d.data))}
	}
	return nil
}
