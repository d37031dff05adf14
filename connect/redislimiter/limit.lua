-- One limit of the fleet. KEYS[1] is its state, KEYS[2] holds the places that were given back.
--
-- Places in the queue are numbered in virtual time, which advances by the rate per second: a place is due when virtual
-- time reaches its number. A new rate therefore moves all places that are taken, without touching any of them.
--
-- ARGV: verb, rate of the quota, burst of the quota, a new name for the state in case it does not exist, and
--   take: the longest wait in seconds (negative: any), the server's time after which nobody waits for the answer (0: none)
--   look: the name of the state as the caller knows it, and the highest place that the caller holds (-1: none)
--   free: the name of the state, and the place to give back
--   throttled, succeeded: nothing
-- Result: what happened, place, virtual time, rate, name of the state, next place at the end of the queue, server's time.

local verb, quota, burst = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local clock = redis.call('TIME')
local now = tonumber(clock[1]) + tonumber(clock[2]) / 1e6

local function text(number) return string.format('%.17g', number) end

local names = { 'name', 'quota', 'rate', 'virtual', 'at', 'tail', 'slowed', 'changed' }
local stored = redis.call('HMGET', KEYS[1], unpack(names))
local state, dirty = {}, false
if stored[1] then
  state.name = stored[1]
  for i = 2, #names do state[names[i]] = tonumber(stored[i]) end
else
  -- No burst: the store may have lost what was let through a moment ago.
  state = { name = ARGV[4], quota = quota, rate = quota, virtual = 0, at = now, tail = 0, slowed = 0, changed = now }
  dirty = true
end

now = math.max(now, state.at) -- a replica that took over may be behind
local virtual = state.virtual + (now - state.at) * state.rate

local function set_rate(rate)
  state.virtual, state.at, state.rate, dirty = virtual, now, rate, true
end

if state.quota ~= quota then -- the program has new quotas
  state.quota, state.slowed, state.changed = quota, 0, now
  set_rate(quota)
end
if state.rate < quota then burst = 1 end

-- The place that was due longest ago and may still be used.
local oldest = virtual - (burst - 1)
local what, place = 'ok', -1

if verb == 'take' then
  local longest, expires = tonumber(ARGV[5]), tonumber(ARGV[6])
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', '(' .. text(oldest))
  local free = redis.call('ZRANGE', KEYS[2], 0, 0)[1]
  place = free and tonumber(free) or math.max(state.tail, oldest)
  if expires > 0 and now > expires then
    what = 'expired'
  elseif longest >= 0 and (place - virtual) / state.rate > longest then
    what = 'late'
  elseif free then
    redis.call('ZREM', KEYS[2], free)
  else
    state.tail, dirty = place + 1, true
  end
elseif verb == 'look' then
  local highest = tonumber(ARGV[6])
  if ARGV[5] == state.name and state.tail < highest + 1 then -- the store lost its last writes
    state.tail, dirty = highest + 1, true
  end
elseif verb == 'free' then
  place = tonumber(ARGV[6])
  if ARGV[5] == state.name and place >= oldest then
    if place == state.tail - 1 then
      state.tail, dirty = place, true
    else
      redis.call('ZADD', KEYS[2], text(place), text(place))
      redis.call('EXPIRE', KEYS[2], 3600 + math.ceil((state.tail - virtual) / state.rate))
    end
  end
elseif verb == 'throttled' then
  if now - state.slowed >= 1 then -- what was on its way when the rate was set may still be refused
    set_rate(math.max(state.rate / 2, quota / 16))
    state.slowed, state.changed = now, now
  end
elseif verb == 'succeeded' then
  if state.rate < quota then
    set_rate(math.min(quota, state.rate + (now - state.changed) * quota / 16))
    state.changed = now
  end
end

if dirty then
  local fields = { 'name', state.name }
  for i = 2, #names do
    table.insert(fields, names[i])
    table.insert(fields, text(state[names[i]]))
  end
  redis.call('HSET', KEYS[1], unpack(fields))
  -- What is forgotten is at rest: its queue is empty, and its burst and its rate have come back.
  redis.call('EXPIRE', KEYS[1], 3600 + math.ceil((burst + math.max(0, state.tail - virtual)) / state.rate))
end
return { what, text(place), text(virtual), text(state.rate), state.name, text(state.tail), text(now) }
