module Inner do
  pub fn open() -> Int = 1
end

pub fn n() -> Int = Inner.open()
