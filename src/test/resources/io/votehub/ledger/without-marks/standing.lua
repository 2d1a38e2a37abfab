-- Returns the ballot that stands for a voter; an empty string if none stands or the voter took it
-- back; nil if there is no page.
--   ARGV  voter
if not valid_page() then
  return false
end
local found = redis.call('HGET', KEYS[2], ARGV[1])
return found and cmsgpack.unpack(found)[3] or ''
