-- Extends the lock.
--   KEYS[4]  the lock
--   ARGV  token, the lock's lifetime in ms
--   returns 1 if the lock was still held under that token, else 0
if redis.call('GET', KEYS[4]) ~= ARGV[1] .. '@' .. run_id() then
  return 0
end
redis.call('PEXPIRE', KEYS[4], ARGV[2])
return 1
