-- Answers the revision that the poll has reached, or nothing without a page.
local page = believed_page()
if not page then
  return false
end
return revision(page.epoch, page.counter)
