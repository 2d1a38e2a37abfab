-- Reads the latest rehearsal.
--   KEYS[1]  hash of the hub's latest rehearsal, see begin.lua
--   returns id, room, copy, whether it runs, whether it was renewed in time (1 or 0 each), state; an
--   empty list if there is none
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local held = redis.call('HMGET', KEYS[1], 'id', 'room', 'copy', 'running', 'until', 'state')
if not held[1] then
  return {}
end
return {held[1], held[2], held[3], tonumber(held[4]), tonumber(held[5]) > now and 1 or 0, held[6]}
