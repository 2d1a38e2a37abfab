-- Returns {instance, voters, ...} of the instances that have reported lately.
--   KEYS[1]  hash of the room: instance -> voters:time
--   ARGV  the time in seconds for which a report is valid
local now = tonumber(redis.call('TIME')[1])
local flat = redis.call('HGETALL', KEYS[1])
local fresh = {}
for i = 1, #flat, 2 do
  local voters, time = string.match(flat[i + 1], '^(%d+):(%d+)$')
  if now - tonumber(time) <= tonumber(ARGV[1]) then
    fresh[#fresh + 1] = flat[i]
    fresh[#fresh + 1] = tonumber(voters)
  end
end
return fresh
