-- Takes one permit of a sender.
--   KEYS  the sender's state
--   ARGV  window or bucket, take, anyway or peek, number, period in microseconds, burst, cap of what anyway returns in microseconds,
--         and optionally the time in microseconds in place of Redis's own
--   returns 0 if a permit was taken in time, else the microseconds until one is available (take: it was not taken; peek: none is taken)
local number, period, burst, cap = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local anyway, peek = ARGV[2] == 'anyway', ARGV[2] == 'peek'

local now
if ARGV[7] then
  now = tonumber(ARGV[7])
else
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000000 + tonumber(time[2])
end

local function keep(state, micros)
  redis.call('SET', KEYS[1], state, 'PX', string.format('%.0f', math.ceil(micros / 1000) + 1))
end

-- When in a window the permits of the window before it count at most so many.
local function faded_after(permits, at_most)
  if permits <= at_most then
    return 0
  end
  return period - math.floor(at_most * period / permits)
end

local state = redis.call('GET', KEYS[1])

if ARGV[1] == 'window' then
  local window = math.floor(now / period)
  local elapsed = now - window * period
  local current, previous = 0, 0
  if state then
    local of, c, p = string.match(state, '^(%d+):(%d+):(%d+)$')
    if of and tonumber(of) == window then
      current, previous = tonumber(c), tonumber(p)
    elseif of and tonumber(of) == window - 1 then
      previous = tonumber(c)
    end
  end
  local wait
  if current >= number then
    wait = period - elapsed + faded_after(current, number - 1)
  else
    wait = math.max(0, faded_after(previous, number - 1 - current) - elapsed)
  end
  if wait == 0 and not peek then
    keep(string.format('%.0f:%d:%d', window, current + 1, previous), 2 * period - elapsed)
  elseif anyway then
    wait = math.min(wait, cap)
  end
  return math.ceil(wait)
end

-- A token bucket: the state is when the sender's debt is paid off.
local every = math.max(1, period / number)
local tolerance = every * (burst - 1)
local debt = math.max(0, (tonumber(state or 0) or 0) - now)
if anyway then
  debt = math.min(debt, tolerance + cap)
end
local wait = math.max(0, debt - tolerance)
if (wait == 0 and not peek) or anyway then
  keep(string.format('%.0f', now + debt + every), debt + every)
end
return math.ceil(wait)
