-- Renews a running rehearsal and replaces what is known of it.
--   KEYS[1]  hash of the hub's latest rehearsal, see begin.lua
--   ARGV  its id, the code of the copy of the room (may be empty), state, the time in ms within which
--   it has to be renewed again
--   returns CONTINUE, STOP if someone asked for that, or LOST if it does not run any more
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local held = redis.call('HMGET', KEYS[1], 'id', 'running', 'stop')
if held[1] ~= ARGV[1] or held[2] ~= '1' then
  return 'LOST'
end
redis.call('HSET', KEYS[1], 'copy', ARGV[2], 'state', ARGV[3], 'until',
  string.format('%.0f', now + tonumber(ARGV[4])))
return held[3] == '1' and 'STOP' or 'CONTINUE'
