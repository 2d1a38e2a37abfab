-- An instance tells of itself.
--   KEYS[1]  hash of the cluster: instance -> JSON, with the time before it
--   ARGV  instance, JSON
redis.call('HSET', KEYS[1], ARGV[1], redis.call('TIME')[1] .. ' ' .. ARGV[2])
return 1
