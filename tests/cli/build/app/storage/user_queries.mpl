pub fn count() -> Int = 3
