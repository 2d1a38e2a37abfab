-- Begins a rehearsal, unless another one runs whose instance is alive.
--   KEYS[1]  hash of the hub's latest rehearsal: id, room, copy, running (1 or 0), until (ms), stop
--   (1 or 0), state (JSON)
--   ARGV  id, room, state, the time in ms within which it has to be renewed
--   returns 1 if it was begun, else 0
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local held = redis.call('HMGET', KEYS[1], 'running', 'until')
if held[1] == '1' and tonumber(held[2]) > now then
  return 0
end
redis.call('HSET', KEYS[1], 'id', ARGV[1], 'room', ARGV[2], 'copy', '', 'running', '1', 'until',
  string.format('%.0f', now + tonumber(ARGV[4])), 'stop', '0', 'state', ARGV[3])
redis.call('EXPIRE', KEYS[1], 86400)
return 1
