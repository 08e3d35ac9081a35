from Stock.Shelf import Item

pub let rate = 8

pub fn total(items :: List<Item>) -> Int = List.sum(List.map(items, fn i -> i.price end))

pub fn tax(amount :: Int) -> Int = amount * rate / 100
