package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// ledger is the record of a run in the store: its items, which worker started which, and their outcomes.
type ledger struct {
	store *redis.Client
	keys  []string // items, verdicts, starts, state
}

func newLedger(store *redis.Client, run string) *ledger {
	prefix := "{fleet:" + run + "}:"
	return &ledger{store: store, keys: []string{prefix + "items", prefix + "verdicts", prefix + "starts", prefix + "state"}}
}

// The outcomes of items.
const (
	done   = "done"
	failed = "failed" // for good: the input is wrong, the resource is not there
	denied = "denied" // the next run may do better
)

// verdict is the outcome of an item.
type verdict struct {
	Outcome string `json:"outcome"`
	Error   string `json:"error,omitempty"`
	InDoubt bool   `json:"in_doubt,omitempty"` // an earlier worker may have done it
}

// progress is the progress of a run.
type progress struct {
	total, done, failed, denied, inDoubt int
	stopped                              string // why the run stopped, empty while it goes on
}

func (p progress) left() int { return p.total - p.done - p.failed - p.denied }

// add makes items part of the run and returns those that have no verdict yet.
func (l *ledger) add(ctx context.Context, items []item) (left []item, err error) {
	for len(items) > 0 {
		some := items[:min(1000, len(items))]
		items = items[len(some):]
		fields := make([]any, 0, 2*len(some))
		keys := make([]string, 0, len(some))
		for _, it := range some {
			fields, keys = append(fields, it.key(), it.encode()), append(keys, it.key())
		}
		if err := l.store.HSet(ctx, l.keys[0], fields...).Err(); err != nil {
			return nil, err
		}
		verdicts, err := l.store.HMGet(ctx, l.keys[1], keys...).Result()
		if err != nil {
			return nil, err
		}
		for i, v := range verdicts {
			if v == nil {
				left = append(left, some[i])
			}
		}
	}
	return left, nil
}

// all returns the items of the run by their keys.
func (l *ledger) all(ctx context.Context) (map[string]item, error) {
	texts, err := l.store.HGetAll(ctx, l.keys[0]).Result()
	if err != nil {
		return nil, err
	}
	return decodeAll[item](texts)
}

// verdicts returns the outcomes of the items by their keys.
func (l *ledger) verdicts(ctx context.Context) (map[string]verdict, error) {
	texts, err := l.store.HGetAll(ctx, l.keys[1]).Result()
	if err != nil {
		return nil, err
	}
	return decodeAll[verdict](texts)
}

func decodeAll[T any](texts map[string]string) (map[string]T, error) {
	values := make(map[string]T, len(texts))
	for key, text := range texts {
		var value T
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			return nil, fmt.Errorf("the store's entry of %q: %w", key, err)
		}
		values[key] = value
	}
	return values, nil
}

// start is the answer to a worker that wants to begin an item.
type start string

const (
	fresh   start = "fresh"   // nobody began it
	inDoubt start = "doubt"   // somebody did and noted no verdict
	over    start = "over"    // it has a verdict
	halted  start = "stopped" // the run has stopped
)

// beginScript returns the state of an item, and records which worker begins it if none did.
var beginScript = redis.NewScript( //nolint:gochecknoglobals // a constant
	`
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then return 'over' end
if redis.call('HEXISTS', KEYS[4], 'stopped') == 1 then return 'stopped' end
if redis.call('HEXISTS', KEYS[3], ARGV[1]) == 1 then return 'doubt' end
if ARGV[2] ~= '' then redis.call('HSET', KEYS[3], ARGV[1], ARGV[2]) end
return 'fresh'`)

// begin records that a worker begins an item, if none did before. Without a worker it only reads the state.
func (l *ledger) begin(ctx context.Context, it item, worker string) (start, error) {
	answer, err := beginScript.Run(ctx, l.store, l.keys, it.key(), worker).Text()
	return start(answer), err
}

// forget takes back a start whose request was certainly not carried out.
func (l *ledger) forget(ctx context.Context, it item) error {
	return l.persist(ctx, func(ctx context.Context) error { return l.store.HDel(ctx, l.keys[2], it.key()).Err() })
}

// finishScript notes the verdict that comes first, and stops the run after too many denials in a row.
var finishScript = redis.NewScript( //nolint:gochecknoglobals // a constant
	`
if redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[2]) == 0 then return 0 end
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('HINCRBY', KEYS[4], ARGV[3], 1)
if ARGV[4] == '1' then redis.call('HINCRBY', KEYS[4], 'doubt', 1) end
if ARGV[3] ~= 'denied' then
  redis.call('HSET', KEYS[4], 'row', 0)
elseif redis.call('HINCRBY', KEYS[4], 'row', 1) >= tonumber(ARGV[5]) then
  redis.call('HSETNX', KEYS[4], 'stopped', ARGV[6])
end
return 1`)

// finish records a verdict. It keeps trying while the store is away: what was done must be recorded.
func (l *ledger) finish(ctx context.Context, it item, v verdict, denials int) error {
	text, _ := json.Marshal(v) //nolint:errchkjson // strings only
	doubt := 0
	if v.InDoubt {
		doubt = 1
	}
	return l.persist(ctx, func(ctx context.Context) error {
		return finishScript.Run(ctx, l.store, l.keys, it.key(), text, v.Outcome, doubt, denials, v.Error).Err()
	})
}

const (
	writeTime  = 2 * time.Second // for one try
	persistFor = 5 * time.Minute
)

// persist repeats a write, which must be harmless to repeat, until the store accepts it. The end of ctx does not stop it.
func (*ledger) persist(ctx context.Context, write func(context.Context) error) (err error) {
	ctx = context.WithoutCancel(ctx)
	for end := time.Now().Add(persistFor); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		one, cancel := context.WithTimeout(ctx, writeTime)
		err = write(one)
		cancel()
		if err == nil {
			return nil
		}
	}
	return fmt.Errorf("the store was away for %v: %w", persistFor, err)
}

// progress reads the progress of the run.
func (l *ledger) progress(ctx context.Context) (p progress, err error) {
	read := l.store.Pipeline()
	total, state := read.HLen(ctx, l.keys[0]), read.HGetAll(ctx, l.keys[3])
	if _, err := read.Exec(ctx); err != nil {
		return p, err
	}
	p.total, p.stopped = int(total.Val()), state.Val()["stopped"]
	for name, to := range map[string]*int{done: &p.done, failed: &p.failed, denied: &p.denied, "doubt": &p.inDoubt} {
		*to, _ = strconv.Atoi(state.Val()[name]) // nothing is 0
	}
	return p, nil
}

// reopenScript takes back the verdict of an item that was denied.
var reopenScript = redis.NewScript( //nolint:gochecknoglobals // a constant
	`
if redis.call('HDEL', KEYS[2], ARGV[1]) == 1 then redis.call('HINCRBY', KEYS[4], 'denied', -1) end
return 0`)

// reopen continues a run that has stopped, including the items that were denied. It returns all items without a
// verdict.
func (l *ledger) reopen(ctx context.Context) (left []item, err error) {
	items, err := l.all(ctx)
	if err != nil {
		return nil, err
	}
	verdicts, err := l.verdicts(ctx)
	if err != nil {
		return nil, err
	}
	for key, it := range items {
		v, finished := verdicts[key]
		if v.Outcome == denied {
			err = errors.Join(err, reopenScript.Run(ctx, l.store, l.keys, key).Err())
		}
		if !finished || v.Outcome == denied {
			left = append(left, it)
		}
	}
	return left, errors.Join(err, l.store.HDel(ctx, l.keys[3], "stopped", "row").Err())
}
