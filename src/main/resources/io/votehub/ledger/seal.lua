-- Confirms nothing more.
if believed_page() then
  redis.call('HSET', KEYS[1], 'phase', 'sealed')
end
return 1
