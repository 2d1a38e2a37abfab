-- Removes the page if it is of that epoch or an earlier one.
--   ARGV  epoch
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if epoch and tonumber(epoch) <= tonumber(ARGV[1]) then
  redis.call('UNLINK', KEYS[1], KEYS[2], KEYS[3])
end
return 1
