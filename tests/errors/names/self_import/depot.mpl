import Depot

pub fn open() -> Int = 1
