-- Moves the time of the close and takes a revision for it.
--   ARGV  the new time
--   returns the revision; nil if there is no open page
local page = valid_page()
if not page or page.phase ~= 'open' then
  return false
end
redis.call('HSET', KEYS[1], 'closesAt', ARGV[1], 'shown', whole(shown_at(page, now_ms())))
return revision(page.epoch, redis.call('HINCRBY', KEYS[1], 'counter', 1))
