package main

import (
	"sync"
	"time"
)

// clock is the time of all fakes. The zero value is the time of day.
type clock struct {
	mu      sync.Mutex
	setting clockSetting
}

// clockSetting is the difference of the clock from the time of day.
type clockSetting struct {
	offset time.Duration
	frozen time.Time // stands still there, unless it is zero
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.setting.now()
}

func (s clockSetting) now() time.Time {
	if !s.frozen.IsZero() {
		return s.frozen
	}
	return time.Now().Add(s.offset)
}

func (c *clock) set(s clockSetting) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.setting = s
}

// clockChange is a change of the clock by the control API.
type clockChange struct {
	Now     *time.Time `json:"now"`
	Advance string     `json:"advance"` // a duration such as 90m
	Frozen  *bool      `json:"frozen"`
}

// change applies a change. Members that it leaves out stay.
func (c *clock) change(ch clockChange) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	now, frozen := c.setting.now(), !c.setting.frozen.IsZero()
	if ch.Now != nil {
		now = *ch.Now
	}
	if ch.Advance != "" {
		by, err := time.ParseDuration(ch.Advance)
		if err != nil {
			return err
		}
		now = now.Add(by)
	}
	if ch.Frozen != nil {
		frozen = *ch.Frozen
	}
	if frozen {
		c.setting = clockSetting{frozen: now}
	} else {
		c.setting = clockSetting{offset: time.Until(now)}
	}
	return nil
}

// show returns the clock as the control API shows it.
func (c *clock) show() map[string]any {
	c.mu.Lock()
	defer c.mu.Unlock()
	return map[string]any{"now": c.setting.now().UTC(), "frozen": !c.setting.frozen.IsZero()}
}
