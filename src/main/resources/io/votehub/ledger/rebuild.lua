-- Installs the page from the staged ballots, if there is none and the lock is still held; releases
-- the lock.
--   KEYS[4]  the lock, KEYS[5] and KEYS[6] the staged voters and cells
--   ARGV  token, epoch, phase, change, graceMs, maxCells, closesAt or empty, the page's lifetime in
--   seconds, the number of staged ballots, the run of the poll
--   returns 1 if the page was installed, else 0
if redis.call('GET', KEYS[4]) ~= ARGV[1] .. '@' .. run_id() then
  redis.call('UNLINK', KEYS[5], KEYS[6])
  return 0
end
redis.call('UNLINK', KEYS[4])
if valid_page() or redis.call('HLEN', KEYS[5]) ~= tonumber(ARGV[9]) then
  redis.call('UNLINK', KEYS[5], KEYS[6])
  return 0
end
redis.call('UNLINK', KEYS[1], KEYS[2], KEYS[3])
if tonumber(ARGV[9]) > 0 then
  redis.call('RENAME', KEYS[5], KEYS[2])
  if redis.call('EXISTS', KEYS[6]) == 1 then
    redis.call('RENAME', KEYS[6], KEYS[3])
  end
end
redis.call('HSET', KEYS[2], '', ARGV[2])
redis.call('ZADD', KEYS[3], ARGV[2], '')
local now = whole(now_ms())
redis.call('HSET', KEYS[1], 'run', run_id(), 'epoch', ARGV[2], 'counter', '0', 'phase', ARGV[3],
  'change', ARGV[4], 'graceMs', ARGV[5], 'maxCells', ARGV[6], 'pollRun', ARGV[10],
  'closedAt', now, 'upAt', now, 'shown', '0')
if ARGV[7] ~= '' then
  redis.call('HSET', KEYS[1], 'closesAt', ARGV[7])
end
for i = 1, 3 do
  redis.call('EXPIRE', KEYS[i], ARGV[8])
end
return 1
