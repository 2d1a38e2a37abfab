-- Ends the voting, unless the page is of a later epoch.
--   ARGV  epoch
--   returns the number of pending ranges; nil if there is no page
local page = valid_page()
if not page then
  return false
end
if page.phase == 'open' and tonumber(page.epoch) <= tonumber(ARGV[1]) then
  local at = now_ms()
  if page.closesAt then
    at = math.min(at, tonumber(page.closesAt))
  end
  redis.call('HSET', KEYS[1], 'phase', 'closing', 'closedAt', whole(at))
end
local pending = 0
for field in pairs(page) do
  if string.sub(field, 1, 2) == 'p:' then
    pending = pending + 1
  end
end
return pending
