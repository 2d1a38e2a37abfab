-- Returns the ballot that stands for a voter as {revision, ballot, mark or empty}; an empty list if
-- none stands or the voter took it back; nil if there is no page.
--   ARGV  voter
if not valid_page() then
  return false
end
local found = redis.call('HGET', KEYS[2], ARGV[1])
if not found then
  return {}
end
local ballot, mark = cmsgpack.unpack(found)
if ballot[3] == '' then
  return {}
end
return {revision(ballot[1], ballot[2]), ballot[3], mark or ''}
