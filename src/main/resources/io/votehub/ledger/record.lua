-- Counts a batch of ballots.
--   ARGV  the number of ballots; for each the place of its form; for each the place of its voter, or
--   nothing if each is of another voter, in their order; for each its mark, 22 characters or as many
--   spaces, or nothing if no ballot has one; the number of forms, then for each: run of the poll,
--   ballot, number of cells, cell, ...; then the voters. A place is three digits of base 64 that
--   begin with '0'
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

local byte, sub = string.byte, string.sub
local epoch = tonumber(page.epoch)
local before = tonumber(page.counter)
local change = page.change == '1'
local poll_run = page.pollRun
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
local places, whose, marks = ARGV[2], ARGV[3], ARGV[4]
local ZERO, BASE, MARK, COUNTER = 48, 64, 22, 206

local function place_at(digits, i)
  local a, b, c = byte(digits, 3 * i - 2, 3 * i)
  return ((a - ZERO) * BASE + b - ZERO) * BASE + c - ZERO + 1
end

-- A form as it is packed: {epoch, counter, ballot, cell, ...}. The counter is the one part in which
-- ballots of one form differ, so what stands before and after it is packed once. It is written as
-- 32 bits, also where fewer would do: so its place is known, and what was written so is read without
-- unpacking it.
local forms, by_tail = {}, {}
local epoch_bytes = #cmsgpack.pack(epoch)
local argument = 6
for i = 1, tonumber(ARGV[5]) do
  local cells = tonumber(ARGV[argument + 2])
  local form = {epoch, 0, ARGV[argument + 1]}
  for k = 1, cells do
    form[3 + k] = ARGV[argument + 2 + k]
  end
  local packed = cmsgpack.pack(form)
  local begin = (#form < 16 and 1 or #form < 65536 and 3 or 5) + epoch_bytes
  form.run, form.head, form.tail = ARGV[argument], sub(packed, 1, begin), sub(packed, begin + 2)
  forms[i], by_tail[form.tail] = form, form
  argument = argument + 3 + cells
end
local last_argument = argument - 1
local voters = #ARGV - last_argument
local short = 1 + epoch_bytes

local CHUNK = 1000
local kept = {}
for from = 1, voters, CHUNK do
  local last = math.min(voters, from + CHUNK - 1)
  local found = redis.call('HMGET', KEYS[2], unpack(ARGV, last_argument + from, last_argument + last))
  for i = from, last do
    kept[i] = found[i - from + 1]
  end
end

-- What was packed is a form with its counter; no other ballot is packed to the same bytes, because
-- the head tells how many parts follow. Returns nothing if it is none of the forms of this batch.
local function form_in(packed)
  local a, b, c, d, e = byte(packed, short + 1, short + 5)
  if a ~= COUNTER then
    return nil
  end
  local mark = nil
  local form = nil
  if byte(packed, -MARK - 1) == 160 + MARK then
    form = by_tail[sub(packed, short + 6, -MARK - 2)]
    mark = form and sub(packed, -MARK)
  end
  form = form or by_tail[sub(packed, short + 6)]
  if form and sub(packed, 1, short) == form.head then
    return form, ((b * 256 + c) * 256 + d) * 256 + e, mark
  end
  return nil
end

-- What stands for each voter: the form, the counter, its epoch, the mark; and whether that takes a
-- revision of this batch
local standing, counters, epochs, marked, written = {}, {}, {}, {}, {}

local codes, undecided, firsts, others = {}, {}, {}, {}
local sums = {}
local withdrawals = 0
local counter = before

local function refuse(i, code)
  codes[#codes + 1] = i - 1
  codes[#codes + 1] = code
end

for i = 1, size do
  local v = whose == '' and i or place_at(whose, i)
  local new = forms[place_at(places, i)]
  local old = standing[v]
  local packed = kept[v]
  if not old and packed then
    local at, mark
    old, at, mark = form_in(packed)
    if old then
      epochs[v] = epoch
    else
      old, mark = cmsgpack.unpack(packed)
      at, epochs[v] = old[2], old[1]
    end
    standing[v], counters[v], marked[v] = old, at, mark
  end
  local same = old and old[3] == new[3]
  if poll_run and new.run ~= poll_run then
    refuse(i, -2)
  elseif same and (written[v] or not is_pending(epochs[v], counters[v])) then
    refuse(i, revision(epochs[v], counters[v]))
    local mark = marks ~= '' and sub(marks, MARK * (i - 1) + 1, MARK * i) or ''
    mark = byte(mark) ~= 32 and mark or ''
    if mark ~= (marked[v] or '') then
      others[#others + 1] = i - 1
      others[#others + 1] = marked[v] or ''
    end
  elseif late >= 0 then
    refuse(i, -3 - late)
    if old and is_pending(epochs[v], counters[v]) then
      undecided[#undecided + 1] = i - 1
    end
  elseif old and not same and not change then
    refuse(i, -1)
    if not written[v] and is_pending(epochs[v], counters[v]) then
      counter = counter + 1
      counters[v], written[v] = counter, true
      firsts[#firsts + 1] = i - 1
      firsts[#firsts + 1] = old[3]
      firsts[#firsts + 1] = marked[v] or ''
    end
  else
    local weight = weight_of(ARGV[last_argument + v])
    if new[3] == '' then
      withdrawals = withdrawals + 1
    end
    if old then
      if old[3] == '' then
        withdrawals = withdrawals - 1
      end
      sums[old] = (sums[old] or 0) - weight
    end
    sums[new] = (sums[new] or 0) + weight
    counter = counter + 1
    standing[v], counters[v], epochs[v], written[v] = new, counter, epoch, true
    if marks ~= '' then
      local mark = sub(marks, MARK * (i - 1) + 1, MARK * i)
      marked[v] = byte(mark) ~= 32 and mark or nil
    else
      marked[v] = nil
    end
  end
end

local function packed_counter(at)
  local d = at % 256
  at = (at - d) / 256
  local c = at % 256
  at = (at - c) / 256
  local b = at % 256
  return string.char(COUNTER, (at - b) / 256, b, c, d)
end

if counter > before then
  local pairs_of, n = {}, 0
  for v = 1, voters do
    if written[v] then
      local form, mark = standing[v], marked[v]
      local packed
      if form.head then
        packed = form.head .. packed_counter(counters[v]) .. form.tail
      else
        form[2] = counters[v]
        packed = cmsgpack.pack(form)
      end
      pairs_of[n + 1] = ARGV[last_argument + v]
      pairs_of[n + 2] = mark and packed .. '\182' .. mark or packed
      n = n + 2
      if n == 2 * CHUNK then
        redis.call('HSET', KEYS[2], unpack(pairs_of))
        pairs_of, n = {}, 0
      end
    end
  end
  if n > 0 then
    redis.call('HSET', KEYS[2], unpack(pairs_of))
  end
  local changes = {}
  for form, sum in pairs(sums) do
    for k = 4, #form do
      changes[form[k]] = (changes[form[k]] or 0) + sum
    end
  end
  add_to_cells(KEYS[3], changes)
  if withdrawals ~= 0 then
    redis.call('HINCRBY', KEYS[1], 'takenBack', withdrawals)
  end
  redis.call('HSET', KEYS[1], 'counter', whole(counter), 'p:' .. whole(before + 1), whole(counter),
    'shown', whole(shown_at(page, time)))
end
return {epoch, before, codes, undecided, firsts, others}
