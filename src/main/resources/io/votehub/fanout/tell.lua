-- Sends the heartbeat of an instance, unless another live process uses the same name.
--   KEYS[1]  hash of the cluster: instance -> time in ms, a space, the token of its process, a space,
--   its description
--   ARGV  instance, its description (empty when it leaves), the token of its process, the time in ms
--   after which a silent process counts as gone, the token of a process that is known to have ended
--   returns nil if the heartbeat was stored; else the time of the other process's last heartbeat, a
--   space, and its token
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local held = redis.call('HGET', KEYS[1], ARGV[1])
if held then
  local at, token = string.match(held, '^(%d+) (%S+) ')
  local other = token ~= ARGV[3] and token ~= ARGV[5]
  if at and other and now - tonumber(at) < tonumber(ARGV[4]) then
    return at .. ' ' .. token
  end
end
if ARGV[2] == '' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now) .. ' ' .. ARGV[3] .. ' ' .. ARGV[2])
end
return false
