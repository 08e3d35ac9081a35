extern "app_scaled" fn scaled(n :: Int) -> Int
extern "app_greeting" fn greeting(name :: String) -> String
extern "app_counter" type Counter
extern "app_counter_new" fn counter(start :: Int) -> Counter
extern "app_counter_value" fn value(c :: Counter) -> Int

fn main() do
  println("${scaled(21)} ${greeting("Ida")}")
  let c = counter(7)
  println("${value(c)}")
end
