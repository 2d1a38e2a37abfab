-- Seals the page: no range is confirmed any more.
if valid_page() then
  redis.call('HSET', KEYS[1], 'phase', 'sealed')
end
return 1
