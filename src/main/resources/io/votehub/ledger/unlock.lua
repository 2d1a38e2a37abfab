-- Releases the lock and what was staged under it.
--   KEYS[4]  the lock, KEYS[5] and KEYS[6] the staged voters and cells
--   ARGV  token
if redis.call('GET', KEYS[4]) == ARGV[1] .. '@' .. run_id() then
  redis.call('UNLINK', KEYS[4])
end
redis.call('UNLINK', KEYS[5], KEYS[6])
return 1
