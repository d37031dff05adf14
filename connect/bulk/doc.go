// Package bulk does the same to many things: associates twenty thousand phone numbers with flows, adds ten thousand
// members to channels. It calls a function for each item, a few at a time, and keeps a journal on disk, so that a run that
// was stopped in any way goes on where it was and repeats nothing.
//
// It serves both Amazon Connect and Amazon Chime SDK messaging, or anything else: the function makes the call, with
// whatever client. [Run] has the details.
//
// # What a stopped run leaves
//
// The journal notes each item before it is called and again with its result, and is on the disk before anything goes on.
// An item whose start is noted and whose result is not is in doubt: the process died during the call, which may have come
// through. The next run reports it with [ErrInDoubt], or calls it again if [Options].RepeatInDoubt says that this does no
// harm. It does none if the call is idempotent, or carries [Item].Token as its idempotency token: that is derived from
// the run and the item's key, so it is the same in each run with the same journal. The service remembers tokens for a
// limited time only.
package bulk
