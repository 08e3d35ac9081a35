pub fn price(zones :: Int) -> Int = zones * 4

pub fn share(total :: Int, people :: Int) -> Int = total / people
