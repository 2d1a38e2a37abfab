-- Runs the commands of counting and of publishing on keys of its own, so that it fails where
-- Redis would refuse a vote.
--   KEYS[4]  the lock, KEYS[5] and KEYS[6] the staged voters and cells
--   ARGV  a channel, the time in ms after which the keys expire
--   returns 1, or an error that names the cause
local run = run_id()
if not run then
  return redis.error_reply('ERR INFO server has no run_id')
end
-- The first write needs memory, as the first write of a vote does: once a script has written
-- anything, Redis lets it finish even without memory.
redis.call('HSET', KEYS[5], 'voter', cmsgpack.pack({1, 1, '{}', 'cell'}))
redis.call('UNLINK', KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[6])
redis.call('SET', KEYS[4], run, 'NX', 'PX', ARGV[2])
redis.call('PEXPIRE', KEYS[4], ARGV[2])
redis.call('GET', KEYS[4])
add_to_cells(KEYS[6], {cell = 1})
redis.call('RENAME', KEYS[5], KEYS[2])
if redis.call('EXISTS', KEYS[6]) == 1 then
  redis.call('RENAME', KEYS[6], KEYS[3])
end
redis.call('HSET', KEYS[2], '', '1')
redis.call('ZADD', KEYS[3], '1', '')
redis.call('HSET', KEYS[1], 'run', run, 'epoch', '1', 'maxCells', '1', 'at', whole(now_ms()))
redis.call('HINCRBY', KEYS[1], 'counter', 1)
local page = valid_page()
if not page or tally_of(page)[2] ~= 1 then
  return redis.error_reply('ERR what was written cannot be read')
end
cmsgpack.unpack(redis.call('HMGET', KEYS[2], 'voter')[1])
add_to_cells(KEYS[3], {cell = -1})
redis.call('HDEL', KEYS[2], 'voter')
for i = 1, 3 do
  redis.call('EXPIRE', KEYS[i], math.ceil(tonumber(ARGV[2]) / 1000))
end
redis.call('PUBLISH', ARGV[1], '')
return 1
