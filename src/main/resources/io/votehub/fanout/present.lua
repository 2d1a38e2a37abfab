-- Stores and publishes how many voters an instance has in a room.
--   KEYS[1]  hash of the room: instance -> voters:time
--   ARGV  instance, voters, the room's channel, the message for it, the lifetime in seconds
local time = redis.call('TIME')
if ARGV[2] == '0' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ':' .. time[1])
  redis.call('EXPIRE', KEYS[1], ARGV[5])
end
redis.call('PUBLISH', ARGV[3], ARGV[4])
return 1
