import Prices
import Stock.Shelf
from Stock.Shelf import Item, shelf
from Prices import (total, tax)

fn main() do
  let items = [Item { name: "pump", price: 1250 }, Item { name: "hose", price: 300 }]
  println("${Shelf.names(items)} ${total(items)} ${tax(total(items))}")
  println("${Prices.rate} ${Shelf.limit} ${List.length(shelf(3))} ${Shelf.describe(items[0])}")
  println("${items[0].label()}")
end
