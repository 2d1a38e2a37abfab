-- Asks the instance that holds a rehearsal to stop it.
--   KEYS[1]  hash of the hub's latest rehearsal, see begin.lua
--   ARGV  its id
--   returns 1
if redis.call('HGET', KEYS[1], 'id') == ARGV[1] then
  redis.call('HSET', KEYS[1], 'stop', '1')
end
return 1
