-- For wrk: sends what the environment says, counts wrong answers, prints one line of figures.
local body = os.getenv("BENCH_BODY")
local key = os.getenv("BENCH_FORM_KEY")
local run = os.getenv("BENCH_RUN")
local expected = tonumber(os.getenv("BENCH_STATUS"))
local sent = 0
local threads = {}
wrong = 0

wrk.method = os.getenv("BENCH_METHOD")
wrk.headers["Cookie"] = os.getenv("BENCH_COOKIE")
if body ~= "" then
   wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end

function setup(thread)
   table.insert(threads, thread)
end

function request()
   if body == "" then
      return wrk.format()
   end
   sent = sent + 1
   return wrk.format(nil, nil, nil, (body:gsub(key, run .. string.format("%08x", sent))))
end

function response(status)
   if status ~= expected then
      wrong = wrong + 1
   end
end

function done(summary, latency, requests)
   local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
   for _, thread in ipairs(threads) do
      failed = failed + thread:get("wrong")
   end
   print(string.format("figures %d %f %f %f %f %d", summary.requests, summary.duration / 1e6,
      latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3, failed))
end
