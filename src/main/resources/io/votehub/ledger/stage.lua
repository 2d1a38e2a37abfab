-- Stages some standing ballots for a page that is being rebuilt.
--   KEYS[4]  the lock, KEYS[5] and KEYS[6] the staged voters and cells
--   ARGV  token, the lock's lifetime in ms from now on, the number of ballots, then for each:
--   voter, epoch, counter, ballot, mark or empty, number of cells, cell, ...
--   returns 1 if the lock is still held, else 0
if redis.call('GET', KEYS[4]) ~= ARGV[1] .. '@' .. run_id() then
  return 0
end
redis.call('PEXPIRE', KEYS[4], ARGV[2])
local changes, flat = {}, {}
local at = 4
for _ = 1, tonumber(ARGV[3]) do
  local cells = tonumber(ARGV[at + 5])
  local weight = weight_of(ARGV[at])
  local packed = {tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), ARGV[at + 3]}
  for k = 1, cells do
    local cell = ARGV[at + 5 + k]
    packed[3 + k] = cell
    changes[cell] = (changes[cell] or 0) + weight
  end
  flat[#flat + 1] = ARGV[at]
  local mark = ARGV[at + 4]
  flat[#flat + 1] = mark ~= '' and cmsgpack.pack(packed, mark) or cmsgpack.pack(packed)
  at = at + 6 + cells
end
redis.call('HSET', KEYS[5], unpack(flat))
add_to_cells(KEYS[6], changes)
redis.call('EXPIRE', KEYS[5], 600)
redis.call('EXPIRE', KEYS[6], 600)
return 1
