-- Ends a rehearsal; does nothing if another one has begun.
--   KEYS[1]  hash of the hub's latest rehearsal, see begin.lua
--   ARGV  its id, state
--   returns 1
if redis.call('HGET', KEYS[1], 'id') == ARGV[1] then
  redis.call('HSET', KEYS[1], 'running', '0', 'copy', '', 'state', ARGV[2])
end
return 1
