-- Acquires the permit to publish the tally: once an interval over the whole cluster.
--   ARGV  the interval in ms
--   returns the tally if the permit is granted; the remaining ms if the interval is not over;
--   nil if the tally has not grown since the last permit, or there is no page
local page = valid_page()
if not page or page.published == page.counter then
  return false
end
local time = now_ms()
if page.publishedAt then
  local wait = tonumber(page.publishedAt) + tonumber(ARGV[1]) - time
  if wait > 0 and wait <= tonumber(ARGV[1]) then
    return wait
  end
end
redis.call('HSET', KEYS[1], 'published', page.counter, 'publishedAt', whole(time))
return tally_of(page)
