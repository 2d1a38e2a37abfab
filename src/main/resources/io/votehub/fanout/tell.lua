-- An instance tells of itself.
--   KEYS[1]  hash of the cluster: instance -> the time in ms, a space, what it told
--   ARGV  instance, what it tells; empty when it leaves
if ARGV[2] == '' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  local time = redis.call('TIME')
  local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now) .. ' ' .. ARGV[2])
end
return 1
