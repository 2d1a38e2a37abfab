-- Confirms that a pending range is durable.
--   ARGV  epoch, first and last counter of the range
--   returns confirmed, sealed or lost
local page = valid_page()
if not page or page.epoch ~= ARGV[1] then
  return 'lost'
end
if page.phase == 'sealed' then
  return 'sealed'
end
if page['p:' .. ARGV[2]] ~= ARGV[3] then
  return 'lost'
end
redis.call('HDEL', KEYS[1], 'p:' .. ARGV[2])
return 'confirmed'
