-- Asks for pages behind random codes, one in ten of them on no goods. Seeded: two runs ask the same. The bare handler
-- has the same under another PREFIX for JSON.
local function lines(path)
  local all = {}
  for line in io.lines(path) do all[#all + 1] = line end
  return all
end
local codes, unknown = lines(os.getenv("CODES")), lines(os.getenv("UNKNOWN"))
local prefix = os.getenv("PREFIX") or "/v/"
math.randomseed(20190601)
request = function()
  local from = math.random(10) == 1 and unknown or codes
  return wrk.format("GET", prefix .. from[math.random(#from)])
end
