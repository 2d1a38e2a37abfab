-- Takes one revision and returns it; nil if there is no page.
local page = valid_page()
if not page then
  return false
end
redis.call('HSET', KEYS[1], 'shown', whole(shown_at(page, now_ms())))
return revision(page.epoch, redis.call('HINCRBY', KEYS[1], 'counter', 1))
