-- Acquires the lock for rebuilding the page; the lock is bound to the run of this server.
--   KEYS[4]  the lock
--   ARGV  token, the lock's lifetime in ms
--   returns 1 if the lock was acquired, else 0
if redis.call('SET', KEYS[4], ARGV[1] .. '@' .. run_id(), 'NX', 'PX', ARGV[2]) then
  return 1
end
return 0
