-- Answers the ballot that stands for a voter; nothing if there is none, if it was
-- taken back, or without a page.
--   ARGV  voter
if not believed_page() then
  return false
end
local found = redis.call('HGET', KEYS[2], ARGV[1])
if not found then
  return false
end
local ballot = cmsgpack.unpack(found)[3]
return ballot ~= '' and ballot
