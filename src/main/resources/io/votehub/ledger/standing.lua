-- Answers the ballot that stands for a voter; nothing if there is none, or no page.
--   ARGV  voter
if not believed_page() then
  return false
end
local found = redis.call('HGET', KEYS[2], ARGV[1])
if not found then
  return false
end
return cmsgpack.unpack(found)[3]
