-- Returns {now, "time token description", ...} of all instances; removes those that have been
-- silent for long.
--   KEYS[1]  hash of the cluster, as in tell.lua
--   ARGV  the time in ms after which a silent instance is removed
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local flat = redis.call('HGETALL', KEYS[1])
local seen = {now}
for i = 1, #flat, 2 do
  local at = tonumber(string.match(flat[i + 1], '^%d+'))
  if now - at > tonumber(ARGV[1]) then
    redis.call('HDEL', KEYS[1], flat[i])
  else
    seen[#seen + 1] = flat[i + 1]
  end
end
return seen
