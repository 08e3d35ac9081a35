##! Instants of time, to the millisecond.

## An instant.
pub struct DateTime do
  unix_ms :: Int
end deriving(Eq, Ord, Hash, Debug)

## The instant so many milliseconds after 1970-01-01T00:00:00Z.
##
##     DateTime.to_unix_ms(DateTime.from_unix_ms(1500))  # => 1500
pub fn from_unix_ms(ms :: Int) -> DateTime = DateTime { unix_ms: ms }

## Milliseconds since 1970-01-01T00:00:00Z.
##
##     DateTime.to_unix_ms(DateTime.from_unix_ms(0))  # => 0
pub fn to_unix_ms(t :: DateTime) -> Int = t.unix_ms
