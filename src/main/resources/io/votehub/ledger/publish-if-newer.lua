-- Gives the right to publish the tally, once an interval over the whole cluster.
--   ARGV  the interval in ms
--   answers the tally if the caller is to publish it; how many ms are left where it is too early;
--   nothing if it has not grown since, or without a page
local page = believed_page()
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
