struct Box do
  n :: Int
end

pub fn open() -> Int = Box { n: 1 }.n
