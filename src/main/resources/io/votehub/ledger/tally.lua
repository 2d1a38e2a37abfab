-- Answers the tally, or nothing without a page.
local page = believed_page()
if not page then
  return false
end
return tally_of(page)
