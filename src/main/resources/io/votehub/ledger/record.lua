-- Counts a batch of ballots.
--   ARGV  the number of ballots, then for each: voter, run of the poll, ballot, mark or empty,
--   number of cells, cell, ...
--   returns nil if there is no page; else
--   {epoch, counter before the batch, {code, ...}, {index, ...}, {index, ballot, mark, ...},
--   {index, mark, ...}}:
--   a code for each ballot (0: counted under the next revision; more than 0: a repeat of the ballot
--   under that revision; -1: already voted; -2: cast for another run; -3 - L: refused as L ms late);
--   the indices of ballots refused as late whose voter has a pending ballot; the indices of ballots
--   refused because of a first ballot that is pending, each with that first ballot, which takes the
--   next revision instead; the indices of repeats of a ballot with another mark, each with that mark
local page = valid_page()
if not page then
  return false
end

local epoch = tonumber(page.epoch)
local before = tonumber(page.counter)
local change = page.change == '1'
local time = now_ms()

local late = -1
if page.phase ~= 'open' then
  late = math.max(0, time - tonumber(page.closedAt))
elseif page.closesAt and time > tonumber(page.closesAt) + tonumber(page.graceMs) then
  late = time - tonumber(page.closesAt)
end

local pending = {}
for field, last in pairs(page) do
  local first = string.match(field, '^p:(%d+)$')
  if first then
    pending[#pending + 1] = {tonumber(first), tonumber(last)}
  end
end

local function is_pending(ballot)
  if ballot[1] ~= epoch then
    return false
  end
  for _, range in ipairs(pending) do
    if range[1] <= ballot[2] and ballot[2] <= range[2] then
      return true
    end
  end
  return false
end

local casts = {}
local at = 2
for i = 1, tonumber(ARGV[1]) do
  local cells = tonumber(ARGV[at + 4])
  local packed = {epoch, 0, ARGV[at + 2]}
  for k = 1, cells do
    packed[3 + k] = ARGV[at + 4 + k]
  end
  casts[i] = {ARGV[at], packed, ARGV[at + 1], ARGV[at + 3]}
  at = at + 5 + cells
end

local CHUNK = 1000
local standing, marks = {}, {}
for from = 1, #casts, CHUNK do
  local voters = {}
  for i = from, math.min(#casts, from + CHUNK - 1) do
    voters[#voters + 1] = casts[i][1]
  end
  local found = redis.call('HMGET', KEYS[2], unpack(voters))
  for i, voter in ipairs(voters) do
    if found[i] then
      standing[voter], marks[voter] = cmsgpack.unpack(found[i])
    end
  end
end

local codes, undecided, firsts, others = {}, {}, {}, {}
local changes, written = {}, {}
local withdrawals = 0
local counter = before
for i, cast in ipairs(casts) do
  local voter, new = cast[1], cast[2]
  local old = standing[voter]
  local same = old and old[3] == new[3]
  local of_batch = old and old[1] == epoch and old[2] > before
  if page.pollRun and cast[3] ~= page.pollRun then
    codes[i] = -2
  elseif same and (of_batch or not is_pending(old)) then
    codes[i] = revision(old[1], old[2])
    local mark = marks[voter] or ''
    if mark ~= cast[4] then
      others[#others + 1] = i - 1
      others[#others + 1] = mark
    end
  elseif late >= 0 then
    codes[i] = -3 - late
    if old and is_pending(old) then
      undecided[#undecided + 1] = i - 1
    end
  elseif old and not same and not change then
    codes[i] = -1
    if not of_batch and is_pending(old) then
      counter = counter + 1
      old[2] = counter
      written[voter] = old
      firsts[#firsts + 1] = i - 1
      firsts[#firsts + 1] = old[3]
      firsts[#firsts + 1] = marks[voter] or ''
    end
  else
    local weight = weight_of(voter)
    withdrawals = withdrawals + (new[3] == '' and 1 or 0) - (old and old[3] == '' and 1 or 0)
    if old then
      for k = 4, #old do
        changes[old[k]] = (changes[old[k]] or 0) - weight
      end
    end
    for k = 4, #new do
      changes[new[k]] = (changes[new[k]] or 0) + weight
    end
    counter = counter + 1
    new[2] = counter
    standing[voter] = new
    marks[voter] = cast[4] ~= '' and cast[4] or nil
    written[voter] = new
    codes[i] = 0
  end
end

if counter > before then
  local pairs_of = {}
  for voter, ballot in pairs(written) do
    pairs_of[#pairs_of + 1] = voter
    pairs_of[#pairs_of + 1] = marks[voter] and cmsgpack.pack(ballot, marks[voter]) or cmsgpack.pack(ballot)
    if #pairs_of == 2 * CHUNK then
      redis.call('HSET', KEYS[2], unpack(pairs_of))
      pairs_of = {}
    end
  end
  if #pairs_of > 0 then
    redis.call('HSET', KEYS[2], unpack(pairs_of))
  end
  add_to_cells(KEYS[3], changes)
  if withdrawals ~= 0 then
    redis.call('HINCRBY', KEYS[1], 'takenBack', withdrawals)
  end
  redis.call('HSET', KEYS[1], 'counter', whole(counter), 'p:' .. whole(before + 1), whole(counter),
    'shown', whole(shown_at(page, time)))
end
return {epoch, before, codes, undecided, firsts, others}
