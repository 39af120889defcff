-- Asks for pages behind random codes, one in ten of them unknown. Seeded: two runs ask the same.
local codes = {}
for line in io.lines(os.getenv("CODES")) do codes[#codes + 1] = line end
math.randomseed(20190601)
request = function()
  if math.random(10) == 1 then return wrk.format("GET", "/v/PZB-2222-2222") end
  return wrk.format("GET", "/v/" .. codes[math.random(#codes)])
end
