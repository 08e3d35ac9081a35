fn connect(host :: String, opts :: Map<String, Int>) -> String do
  "${host}:${Map.get(opts, "port")}/${Map.get(opts, "retries")}"
end

fn main() do
  println(connect("db", port: 5432))
  println(connect("db", retries: 3, port: 9))
end
