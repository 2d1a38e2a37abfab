-- Returns the tally; nil if there is no page.
local page = valid_page()
if not page then
  return false
end
return tally_of(page)
