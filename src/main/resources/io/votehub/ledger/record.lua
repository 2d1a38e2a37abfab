-- Counts a batch of ballots.
--   ARGV  the number of ballots; for each the place of its form, three digits of base 64 that begin
--   with '0'; for each its mark, 22 characters or as many spaces, or nothing if no ballot has one;
--   the number of forms, then for each: run of the poll, ballot, number of cells, cell, ...; then
--   for each ballot its voter
--   returns nil if there is no page; else
--   {epoch, counter before the batch, {index, code, ...}, {index, ...}, {index, ballot, mark, ...},
--   {index, mark, ...}}:
--   the indices of ballots that are not counted under the next revision, each with a code (more
--   than 0: a repeat of the ballot under that revision; -1: already voted; -2: cast for another run;
--   -3 - L: refused as L ms late);
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

local function is_pending(of_epoch, at)
  if of_epoch ~= epoch then
    return false
  end
  for _, range in ipairs(pending) do
    if range[1] <= at and at <= range[2] then
      return true
    end
  end
  return false
end

local size = tonumber(ARGV[1])
local places, marks = ARGV[2], ARGV[3]
local DIGITS, ZERO, BASE, MARK = 3, 48, 64, 22

-- A form as it is packed: {epoch, counter, ballot, cell, ...}. The counter is the one part in which
-- ballots of one form differ, so what stands before and after it is packed once.
local forms, runs, heads, tails = {}, {}, {}, {}
local epoch_bytes = #cmsgpack.pack(epoch)
local at = 5
for i = 1, tonumber(ARGV[4]) do
  local cells = tonumber(ARGV[at + 2])
  local form = {epoch, 0, ARGV[at + 1]}
  for k = 1, cells do
    form[3 + k] = ARGV[at + 2 + k]
  end
  local packed = cmsgpack.pack(form)
  local begin = (#form < 16 and 1 or #form < 65536 and 3 or 5) + epoch_bytes
  forms[i], runs[i] = form, ARGV[at]
  heads[i], tails[i] = string.sub(packed, 1, begin), string.sub(packed, begin + 2)
  at = at + 3 + cells
end
local voters = at - 1

local function form_of(i)
  local a, b, c = string.byte(places, DIGITS * i - 2, DIGITS * i)
  return ((a - ZERO) * BASE + b - ZERO) * BASE + c - ZERO + 1
end

local function mark_of(i)
  if marks == '' then
    return nil
  end
  local mark = string.sub(marks, MARK * (i - 1) + 1, MARK * i)
  return string.byte(mark) ~= 32 and mark or nil
end

local CHUNK = 1000
local kept = {}
for from = 1, size, CHUNK do
  local last = math.min(size, from + CHUNK - 1)
  local found = redis.call('HMGET', KEYS[2], unpack(ARGV, voters + from, voters + last))
  for i = from, last do
    kept[i] = found[i - from + 1]
  end
end

-- What stands for a voter: {the ballot as it was packed, its counter, its mark, whether it takes a
-- revision of this batch}
local standing = {}
local function standing_of(voter, i)
  local known = standing[voter]
  if not known and kept[i] then
    local ballot, mark = cmsgpack.unpack(kept[i])
    known = {ballot, ballot[2], mark, false}
    standing[voter] = known
  end
  return known
end

local codes, undecided, firsts, others = {}, {}, {}, {}
local changes, written = {}, {}
local withdrawals = 0
local counter = before

local function refuse(i, code)
  codes[#codes + 1] = i - 1
  codes[#codes + 1] = code
end

for i = 1, size do
  local voter, place = ARGV[voters + i], form_of(i)
  local new = forms[place]
  local old = standing_of(voter, i)
  local same = old and old[1][3] == new[3]
  local of_batch = old and old[4]
  if page.pollRun and runs[place] ~= page.pollRun then
    refuse(i, -2)
  elseif same and (of_batch or not is_pending(old[1][1], old[2])) then
    refuse(i, revision(old[1][1], old[2]))
    local mark = old[3] or ''
    if mark ~= (mark_of(i) or '') then
      others[#others + 1] = i - 1
      others[#others + 1] = mark
    end
  elseif late >= 0 then
    refuse(i, -3 - late)
    if old and is_pending(old[1][1], old[2]) then
      undecided[#undecided + 1] = i - 1
    end
  elseif old and not same and not change then
    refuse(i, -1)
    if not of_batch and is_pending(old[1][1], old[2]) then
      counter = counter + 1
      old[1][2], old[2], old[4] = counter, counter, true
      written[voter] = old[3] and cmsgpack.pack(old[1], old[3]) or cmsgpack.pack(old[1])
      firsts[#firsts + 1] = i - 1
      firsts[#firsts + 1] = old[1][3]
      firsts[#firsts + 1] = old[3] or ''
    end
  else
    local weight = weight_of(voter)
    withdrawals = withdrawals + (new[3] == '' and 1 or 0) - (old and old[1][3] == '' and 1 or 0)
    if old then
      for k = 4, #old[1] do
        changes[old[1][k]] = (changes[old[1][k]] or 0) - weight
      end
    end
    for k = 4, #new do
      changes[new[k]] = (changes[new[k]] or 0) + weight
    end
    counter = counter + 1
    local mark = mark_of(i)
    standing[voter] = {new, counter, mark, true}
    local packed = heads[place] .. cmsgpack.pack(counter) .. tails[place]
    written[voter] = mark and packed .. cmsgpack.pack(mark) or packed
  end
end

if counter > before then
  local pairs_of = {}
  for voter, packed in pairs(written) do
    pairs_of[#pairs_of + 1] = voter
    pairs_of[#pairs_of + 1] = packed
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
