package chimeconnect

import "errors"

// BulkOptions are the options of [RunBulk] for values of type T. The zero value works.
type BulkOptions[T any] struct {
	// Journal is the path of the journal, a file that is created if it does not exist. Without it, a run that stops cannot
	// be resumed. A second run with the same journal at the same time fails with [ErrJournalInUse]. This is detected on
	// Windows and on Unix systems with flock, but not on Solaris, AIX and WebAssembly.
	Journal string

	// ID names the run: tokens are derived from it. The default is the journal's, or a new random one.
	ID string

	// Concurrency is how many items of an account and Region may be under way at once, 4 by default.
	Concurrency int

	// Limiter paces the items and, if it is an [AttemptObserver], is told their outcome. It is for functions that do not
	// call a client with a limiter. The limiter of a client is better, because it paces each attempt.
	Limiter Limiter

	// Attempt describes the call of an item. It is passed to the Limiter, and its account and Region are the item's. The
	// default is one account and Region for all items, and an empty Attempt for the Limiter.
	Attempt func(value T) Attempt

	// Digest returns a text that differs if the value has changed since an earlier run, which makes the item a new one.
	// The default is the value as JSON: fields that JSON leaves out do not count, and a field that is added to the type
	// counts unless it is omitted while it is empty. If it always returns the same text, items are compared by their
	// keys alone.
	Digest func(value T) string

	// StopOnError ends the run after the first item that fails. Items that are under way are finished. The default is to
	// carry on.
	StopOnError bool

	// MaxDenials is how many items of an account and Region may be denied in a row before no more of them are started:
	// 10 by default, without a limit if it is negative. An item is denied if it fails with [ErrAccessDenied] or with a
	// [*SigningError]: the next will fare no better.
	MaxDenials int

	// RepeatInDoubt calls items again that an earlier run started without noting a result.
	RepeatInDoubt bool

	// RepeatFailed reports whether an item that failed in an earlier run is called again, given its error, a
	// [*BulkPastError]. By default these are the items that were denied, as MaxDenials counts them, or throttled with
	// [ErrThrottled]: such an error says nothing about the item. The others keep their old result.
	RepeatFailed func(err error) bool

	// Progress is called after each item, never by two goroutines at once.
	Progress func(BulkProgress)
}

func (o *BulkOptions[T]) setDefaults() {
	if o.Concurrency <= 0 {
		o.Concurrency = defaultConcurrency
	}
	if o.MaxDenials == 0 {
		o.MaxDenials = defaultMaxDenials
	}
	if o.Attempt == nil {
		o.Attempt = func(T) Attempt { return Attempt{} }
	}
	if o.RepeatFailed == nil {
		o.RepeatFailed = func(err error) bool { return errors.Is(err, ErrAccessDenied) || errors.Is(err, ErrThrottled) }
	}
	if o.Progress == nil {
		o.Progress = func(BulkProgress) {}
	}
}

// BulkProgress is the progress of a run.
type BulkProgress struct {
	// Total is the number of items.
	Total int

	// Done, Failed and InDoubt count items by their outcome, those of earlier runs included.
	Done, Failed, InDoubt int

	// Resumed is how many of these come from earlier runs.
	Resumed int

	// Key is the item that has just been finished, empty in the first report, which only counts what earlier runs did.
	Key string

	// Err is why that item failed, nil if it is done.
	Err error
}

func (p *BulkProgress) count(o BulkOutcome) {
	switch o {
	case BulkDone:
		p.Done++
	case BulkFailed:
		p.Failed++
	case BulkInDoubt:
		p.InDoubt++
	}
}
