-- The common part of all scripts. A ledger page is three keys of one hash tag:
--   KEYS[1]  hash    the poll's epoch, counter, phase and terms; when the page was installed (upAt) and
--                    the counter under which its tally is shown; the pending ranges, as fields
--                    p:FIRST = LAST
--   KEYS[2]  hash    voter -> packed {epoch, counter, ballot, cell, ...}, followed by the packed mark
--                    where the ballot has one, which earlier versions pass over; the ballot is empty
--                    after a withdrawal; the field takenBack of the page counts the withdrawals
--   KEYS[3]  sorted set  cell -> minus its sum, so that the greatest sums come first, and equal sums
--                    in the order of their cells' names
-- In the second and third key the empty name holds the page's epoch: if Redis has evicted or expired
-- one of the keys, the page is incomplete and not valid.

local function now_ms()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

-- The run of this server; it changes with a restart or a fail-over.
local function run_id()
  return string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
end

-- The page's fields; nil if there is no page, or it is of another run or incomplete.
local function valid_page()
  local flat = redis.call('HGETALL', KEYS[1])
  if #flat == 0 then
    return nil
  end
  local page = {}
  for i = 1, #flat, 2 do
    page[flat[i]] = flat[i + 1]
  end
  if page.run ~= run_id() or redis.call('HGET', KEYS[2], '') ~= page.epoch
      or tonumber(redis.call('ZSCORE', KEYS[3], '') or -1) ~= tonumber(page.epoch) then
    return nil
  end
  return page
end

local function revision(epoch, counter)
  return tonumber(epoch) * 4294967296 + tonumber(counter)
end

-- The counter under which the grown tally is shown, as in Revision.shown: it follows time, because
-- the real counter would reveal how often votes were changed. A page without upAt is of an earlier
-- version.
local function shown_at(page, time)
  local ticks = math.min(math.floor((time - tonumber(page.upAt or time)) / 4), 3221225472)
  return math.max(tonumber(page.shown or page.counter) + 1, ticks)
end

local function whole(number)
  return string.format('%.0f', number)
end

-- How much a ballot of the voter adds to each of its cells, as in VoterId.
local function weight_of(voter)
  return string.byte(voter) == 119 and tonumber(string.match(voter, '^w(%d+)~') or 1) or 1
end

-- The reserved cells, as in Tally; they are part of every tally.
local RESERVED = {'\1abstained', '\1weight'}

-- {revision, ballots, cells beyond these, cell, sum, cell, sum, ...}
local function tally_of(page)
  local most = tonumber(page.maxCells)
  local reserved = {}
  for _, cell in ipairs(RESERVED) do
    local sum = redis.call('ZSCORE', KEYS[3], cell)
    if sum then
      reserved[#reserved + 1] = cell
      reserved[#reserved + 1] = -tonumber(sum)
    end
  end
  local top = redis.call('ZRANGE', KEYS[3], 0, most + #reserved / 2, 'WITHSCORES')
  local shown = {0, 0, 0}
  for i = 1, #top, 2 do
    if string.byte(top[i]) ~= 1 and top[i] ~= '' and #shown < 3 + 2 * most then
      shown[#shown + 1] = top[i]
      shown[#shown + 1] = -tonumber(top[i + 1])
    end
  end
  shown[1] = revision(page.epoch, page.shown or page.counter)
  shown[2] = redis.call('HLEN', KEYS[2]) - 1 - tonumber(page.takenBack or 0)
  shown[3] = redis.call('ZCARD', KEYS[3]) - 1 - #reserved / 2 - (#shown - 3) / 2
  for i = 1, #reserved do
    shown[#shown + 1] = reserved[i]
  end
  return shown
end

-- Adds to the sums of cells; removes those that become 0.
local function add_to_cells(key, changes)
  for cell, change in pairs(changes) do
    if change ~= 0 then
      local sum = redis.call('ZINCRBY', key, whole(-change), cell)
      if tonumber(sum) == 0 then
        redis.call('ZREM', key, cell)
      end
    end
  end
end
