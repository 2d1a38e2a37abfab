-- Whether there is a page that is believed.
if believed_page() then
  return 1
end
return 0
