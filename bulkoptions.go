package chimeconnect

// BulkOptions are the options of [RunBulk]. The zero value works.
type BulkOptions struct {
	// Journal is the path of the journal, a file that is made if it does not exist. Without it, a run that stops cannot be
	// resumed. Only one run at a time may use a journal.
	Journal string

	// ID names the run: tokens are derived from it. The default is the journal's, or a new random one.
	ID string

	// Concurrency is how many items may be under way at once, 4 by default.
	Concurrency int

	// Limiter paces the items. It is for functions that do not call a client with a limiter of its own, which is better:
	// that paces each attempt.
	Limiter Limiter

	// Attempt is what the Limiter is told of each item.
	Attempt Attempt

	// StopOnError ends the run after the first item that fails. Items that are under way are finished. The default is to
	// carry on.
	StopOnError bool

	// RepeatInDoubt calls items again that an earlier run started without noting a result.
	RepeatInDoubt bool

	// RepeatFailed calls items again that failed in an earlier run. The default is to report them as they were.
	RepeatFailed bool

	// Progress is called after each item, never by two goroutines at once.
	Progress func(BulkProgress)
}

// BulkProgress says how far a run is.
type BulkProgress struct {
	// Total is the number of items.
	Total int

	// Done, Failed and InDoubt count items by their outcome, those of earlier runs included.
	Done, Failed, InDoubt int

	// Resumed is how many of these come from earlier runs.
	Resumed int

	// Key is the item that has just been finished, empty in the first report, which only counts what earlier runs did.
	Key string

	// Err is what that item failed with, nil if it is done.
	Err error
}
