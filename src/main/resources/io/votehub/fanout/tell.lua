-- An instance tells of itself, unless another process tells so under its name.
--   KEYS[1]  hash of the cluster: instance -> the time in ms, a space, the token of the process, a
--   space, what it told
--   ARGV  instance, what it tells (empty when it leaves), the token of its process, after how many
--   ms of silence a process counts as gone, the token of a process that is known to have ended
--   answers nothing if it was told; else the time at which the other last told of itself, a space,
--   and its token
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
