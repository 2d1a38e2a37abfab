-- Answers {now, "time JSON", ...} of all instances; those unseen for long are forgotten.
--   KEYS[1]  hash of the cluster: instance -> JSON, with the time before it
--   ARGV  after how many seconds an instance is forgotten
local now = tonumber(redis.call('TIME')[1])
local flat = redis.call('HGETALL', KEYS[1])
local seen = {now}
for i = 1, #flat, 2 do
  local time = tonumber(string.match(flat[i + 1], '^%d+'))
  if now - time > tonumber(ARGV[1]) then
    redis.call('HDEL', KEYS[1], flat[i])
  else
    seen[#seen + 1] = flat[i + 1]
  end
end
return seen
