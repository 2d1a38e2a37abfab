-- Holds the lock for longer.
--   KEYS[4]  the lock
--   ARGV  token, for how many ms
--   answers 1 if it was still held under that token
if redis.call('GET', KEYS[4]) ~= ARGV[1] .. '@' .. run_id() then
  return 0
end
redis.call('PEXPIRE', KEYS[4], ARGV[2])
return 1
