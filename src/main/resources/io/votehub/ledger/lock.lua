-- Takes the right to rebuild the page; it is tied to the run of this server.
--   KEYS[4]  the lock
--   ARGV  token, for how many ms
--   answers 1 if it was taken
if redis.call('SET', KEYS[4], ARGV[1] .. '@' .. run_id(), 'NX', 'PX', ARGV[2]) then
  return 1
end
return 0
