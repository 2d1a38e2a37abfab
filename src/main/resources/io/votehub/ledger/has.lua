-- Returns 1 if there is a valid page, else 0.
if valid_page() then
  return 1
end
return 0
