import Storage.UserQueries

fn main() do
  println("users: ${UserQueries.count()}")
end
