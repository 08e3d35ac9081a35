##! The fields of an instant.

## From `DateTime.parts`, for clocks `offset` minutes east of UTC.
pub struct DateParts do
  year :: Int
  month :: Int
  day :: Int
  hour :: Int
  minute :: Int
  second :: Int
  ms :: Int
  weekday :: Int
  day_of_year :: Int
  offset :: Int
end deriving(Eq, Debug)
