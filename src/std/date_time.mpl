##! Instants of time, to the millisecond, on the proleptic Gregorian calendar without leap seconds.
##!
##! Days are counted from 1970-01-01 with years that begin in March, so that the day of a leap year is the last of its year.

extern "mesh_clock_unix_ms" fn wall_clock() -> Int
extern "mesh_clock_local_offset" fn zone_minutes(unix_secs :: Int) -> Int

## An instant between 0000-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z.
pub struct DateTime do
  unix_ms :: Int
end deriving(Eq, Ord, Hash)

fn first_ms() -> Int = -62167219200000

fn last_ms() -> Int = 253402300799999

fn day_ms() -> Int = 86400000

## The time of the wall clock.
pub fn utc_now() -> DateTime = clamped(wall_clock())

# The instant nearest to a time that may be out of range.
fn clamped(ms :: Int) -> DateTime do
  if ms < first_ms() do
    DateTime { unix_ms: first_ms() }
  else if ms > last_ms() do
    DateTime { unix_ms: last_ms() }
  else
    DateTime { unix_ms: ms }
  end
end

fn in_range(ms :: Int) -> DateTime? do
  if ms < first_ms() or ms > last_ms() do
    None
  else
    Some(DateTime { unix_ms: ms })
  end
end

## The instant so many milliseconds after 1970-01-01T00:00:00Z.
##
##     DateTime.from_unix_ms(0)  # => Ok(1970-01-01T00:00:00.000Z)
pub fn from_unix_ms(n :: Int) -> DateTime!String do
  case in_range(n) do
    Some(dt) -> Ok(dt)
    None -> Err("unix timestamp out of range")
  end
end

## Milliseconds since 1970-01-01T00:00:00Z.
##
##     Result.map(DateTime.from_unix_ms(1500), DateTime.to_unix_ms)  # => Ok(1500)
pub fn to_unix_ms(dt :: DateTime) -> Int = dt.unix_ms

## The instant so many seconds after 1970-01-01T00:00:00Z.
##
##     DateTime.from_unix_secs(99999999999999)  # => Err(unix timestamp out of range)
pub fn from_unix_secs(n :: Int) -> DateTime!String = from_unix_ms(Int.saturating_mul(n, 1000))

## Seconds since 1970-01-01T00:00:00Z, rounded down.
##
##     Result.map(DateTime.from_unix_ms(-500), DateTime.to_unix_secs)  # => Ok(-1)
pub fn to_unix_secs(dt :: DateTime) -> Int = Int.div_floor(dt.unix_ms, 1000)

## Is `a` earlier than `b`?
pub fn is_before(a :: DateTime, b :: DateTime) -> Bool = a.unix_ms < b.unix_ms

## Is `a` later than `b`?
pub fn is_after(a :: DateTime, b :: DateTime) -> Bool = a.unix_ms > b.unix_ms

## a − b in milliseconds.
pub fn diff_ms(a :: DateTime, b :: DateTime) -> Int = a.unix_ms - b.unix_ms

# Milliseconds of a unit of fixed length.
fn unit_ms(unit :: Atom) -> Int? do
  case unit do
    :ms -> Some(1)
    :second -> Some(1000)
    :minute -> Some(60000)
    :hour -> Some(3600000)
    :day -> Some(day_ms())
    :week -> Some(7 * day_ms())
    _ -> None
  end
end

## a − b in a unit: `:ms :second :minute :hour :day :week`.
pub fn diff(a :: DateTime, b :: DateTime, unit :: Atom) -> Float do
  case unit_ms(unit) do
    Some(size) -> Int.to_float(a.unix_ms - b.unix_ms) / Int.to_float(size)
    None -> panic("DateTime.diff: unknown unit :${unit}")
  end
end

## The instant n units later: `:ms :second :minute :hour :day :week`, or `:month :year` of the calendar with the day clamped
## to the last of its month.
pub fn add(dt :: DateTime, n :: Int, unit :: Atom) -> DateTime do
  let moved = case unit do
    :month -> add_months(dt, n)
    :year -> add_months(dt, Int.saturating_mul(n, 12))
    _ ->
      case unit_ms(unit) do
        Some(size) -> in_range(Int.saturating_add(dt.unix_ms, Int.saturating_mul(n, size)))
        None -> panic("DateTime.add: unknown unit :${unit}")
      end
  end
  case moved do
    Some(at) -> at
    None -> panic("DateTime.add: out of range")
  end
end

fn add_months(dt :: DateTime, n :: Int) -> DateTime? do
  let (y, mo, d) = civil(Int.div_floor(dt.unix_ms, day_ms()))
  let months = Int.saturating_add(y * 12 + mo - 1, n)
  if months < 0 or months >= 120000 do
    return None
  end
  let year = months / 12
  let month = months % 12 + 1
  let day = Math.min(d, days_in_month(year, month))
  in_range(days_from_civil(year, month, day) * day_ms() + Int.mod_floor(dt.unix_ms, day_ms()))
end

# ---- the calendar ------------------------------------------------------------------------------------------------------

## Has the year a 29th of February?
##
##     DateTime.is_leap_year(2100)  # => false
pub fn is_leap_year(y :: Int) -> Bool = y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)

## The number of days of a month.
##
##     DateTime.days_in_month(2032, 2)  # => 29
pub fn days_in_month(y :: Int, mo :: Int) -> Int do
  case mo do
    2 ->
      if is_leap_year(y) do
        29
      else
        28
      end
    4 | 6 | 9 | 11 -> 30
    _ ->
      if mo < 1 or mo > 12 do
        panic("DateTime.days_in_month: invalid month ${mo}")
      end
      31
  end
end

# Days from 1970-01-01 to a date. The months from March on have 153 days in every five.
fn days_from_civil(y :: Int, mo :: Int, d :: Int) -> Int do
  let (year, month) = if mo < 3 do
    (y - 1, mo + 9)
  else
    (y, mo - 3)
  end
  let leaps = Int.div_floor(year, 4) - Int.div_floor(year, 100) + Int.div_floor(year, 400)
  year * 365 + leaps + (153 * month + 2) / 5 + d - 719469
end

# Year, month and day of a day counted from 1970-01-01: the inverse of `days_from_civil`.
fn civil(days :: Int) -> (Int, Int, Int) do
  let shifted = days + 719468
  let era = Int.div_floor(shifted, 146097)
  let of_era = Int.mod_floor(shifted, 146097)
  let year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365
  let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100)
  let month = (5 * of_year + 2) / 153
  let day = of_year - (153 * month + 2) / 5 + 1
  let year = year_of_era + era * 400
  if month < 10 do
    (year, month + 3, day)
  else
    (year + 1, month - 9, day)
  end
end

# 1 = Monday … 7 = Sunday; 1970-01-01 was a Thursday.
fn weekday_of(days :: Int) -> Int = Int.mod_floor(days + 3, 7) + 1

fn valid_date(y :: Int, mo :: Int, d :: Int) -> Bool do
  y >= 0 and y <= 9999 and mo >= 1 and mo <= 12 and d >= 1 and d <= days_in_month(y, mo)
end

fn valid_time(h :: Int, mi :: Int, s :: Int, ms :: Int) -> Bool do
  h >= 0 and h < 24 and mi >= 0 and mi < 60 and s >= 0 and s < 60 and ms >= 0 and ms < 1000
end

fn time_ms(h :: Int, mi :: Int, s :: Int, ms :: Int) -> Int = ((h * 60 + mi) * 60 + s) * 1000 + ms

fn padded(n :: Int, width :: Int) -> String = String.pad_start(Int.to_string(n), width, "0")

fn date_text(y :: Int, mo :: Int, d :: Int) -> String = "${padded(y, 4)}-${padded(mo, 2)}-${padded(d, 2)}"

## Midnight UTC of a date.
##
##     DateTime.date(2031, 2, 30)  # => Err(invalid date: 2031-02-30)
pub fn date(y :: Int, mo :: Int, d :: Int) -> DateTime!String do
  if valid_date(y, mo, d) do
    Ok(DateTime { unix_ms: days_from_civil(y, mo, d) * day_ms() })
  else
    Err("invalid date: ${date_text(y, mo, d)}")
  end
end

## The instant of a date and a time of day, UTC.
##
##     DateTime.new(2031, 5, 6, 7, 8, 9)  # => Ok(2031-05-06T07:08:09.000Z)
pub fn new(y :: Int, mo :: Int, d :: Int, h :: Int, mi :: Int, s :: Int) -> DateTime!String = new(y, mo, d, h, mi, s, 0)

## The same with milliseconds.
##
##     DateTime.new(2031, 2, 30, 0, 0, 0, 0)  # => Err(invalid date: 2031-02-30 00:00:00.000)
pub fn new(y :: Int, mo :: Int, d :: Int, h :: Int, mi :: Int, s :: Int, ms :: Int) -> DateTime!String do
  if valid_date(y, mo, d) and valid_time(h, mi, s, ms) do
    Ok(DateTime { unix_ms: days_from_civil(y, mo, d) * day_ms() + time_ms(h, mi, s, ms) })
  else
    Err("invalid date: ${date_text(y, mo, d)} ${padded(h, 2)}:${padded(mi, 2)}:${padded(s, 2)}.${padded(ms, 3)}")
  end
end

# ---- fields ------------------------------------------------------------------------------------------------------------

# Milliseconds of the local clock; `name` is the function that was asked.
fn local(dt :: DateTime, offset :: Int, name :: String) -> Int do
  if offset < -1439 or offset > 1439 do
    panic("DateTime.${name}: invalid offset ${offset}")
  end
  dt.unix_ms + offset * 60000
end

fn local_day(dt :: DateTime, offset :: Int, name :: String) -> Int = Int.div_floor(local(dt, offset, name), day_ms())

# A part of the time of day: how many times `unit` fits, modulo `count`.
fn of_day(dt :: DateTime, offset :: Int, name :: String, unit :: Int, count :: Int) -> Int do
  Int.mod_floor(Int.div_floor(local(dt, offset, name), unit), count)
end

## The year, UTC.
pub fn year(dt :: DateTime) -> Int = year(dt, 0)

## The year so many minutes east of UTC.
pub fn year(dt :: DateTime, offset :: Int) -> Int do
  let (y, _, _) = civil(local_day(dt, offset, "year"))
  y
end

## The month, 1 to 12, UTC.
pub fn month(dt :: DateTime) -> Int = month(dt, 0)

## The month so many minutes east of UTC.
pub fn month(dt :: DateTime, offset :: Int) -> Int do
  let (_, mo, _) = civil(local_day(dt, offset, "month"))
  mo
end

## The day of the month, UTC.
pub fn day(dt :: DateTime) -> Int = day(dt, 0)

## The day of the month so many minutes east of UTC.
pub fn day(dt :: DateTime, offset :: Int) -> Int do
  let (_, _, d) = civil(local_day(dt, offset, "day"))
  d
end

## The hour, 0 to 23, UTC.
pub fn hour(dt :: DateTime) -> Int = hour(dt, 0)

## The hour so many minutes east of UTC.
pub fn hour(dt :: DateTime, offset :: Int) -> Int = of_day(dt, offset, "hour", 3600000, 24)

## The minute, UTC.
pub fn minute(dt :: DateTime) -> Int = minute(dt, 0)

## The minute so many minutes east of UTC.
pub fn minute(dt :: DateTime, offset :: Int) -> Int = of_day(dt, offset, "minute", 60000, 60)

## The second, UTC.
pub fn second(dt :: DateTime) -> Int = second(dt, 0)

## The second so many minutes east of UTC.
pub fn second(dt :: DateTime, offset :: Int) -> Int = of_day(dt, offset, "second", 1000, 60)

## The millisecond, UTC.
pub fn ms(dt :: DateTime) -> Int = ms(dt, 0)

## The millisecond so many minutes east of UTC.
pub fn ms(dt :: DateTime, offset :: Int) -> Int = of_day(dt, offset, "ms", 1, 1000)

## 1 = Monday … 7 = Sunday, UTC.
pub fn weekday(dt :: DateTime) -> Int = weekday(dt, 0)

## The weekday so many minutes east of UTC.
pub fn weekday(dt :: DateTime, offset :: Int) -> Int = weekday_of(local_day(dt, offset, "weekday"))

## 1 to 366, UTC.
pub fn day_of_year(dt :: DateTime) -> Int = day_of_year(dt, 0)

## The day of the year so many minutes east of UTC.
pub fn day_of_year(dt :: DateTime, offset :: Int) -> Int = year_day(local_day(dt, offset, "day_of_year"))

fn year_day(days :: Int) -> Int do
  let (y, _, _) = civil(days)
  days - days_from_civil(y, 1, 1) + 1
end

## Year and week, 1 to 53, of ISO 8601, UTC.
pub fn iso_week(dt :: DateTime) -> (Int, Int) = iso_week(dt, 0)

## Year and week of ISO 8601 so many minutes east of UTC. A week belongs to the year of its Thursday.
pub fn iso_week(dt :: DateTime, offset :: Int) -> (Int, Int) do
  let days = local_day(dt, offset, "iso_week")
  let thursday = days - weekday_of(days) + 4
  let (y, _, _) = civil(thursday)
  (y, (year_day(thursday) - 1) / 7 + 1)
end

## All fields, UTC.
pub fn parts(dt :: DateTime) -> DateParts = parts(dt, 0)

## All fields so many minutes east of UTC.
pub fn parts(dt :: DateTime, offset :: Int) -> DateParts do
  let days = local_day(dt, offset, "parts")
  let (y, mo, d) = civil(days)
  DateParts {
    year: y,
    month: mo,
    day: d,
    hour: hour(dt, offset),
    minute: minute(dt, offset),
    second: second(dt, offset),
    ms: ms(dt, offset),
    weekday: weekday_of(days),
    day_of_year: year_day(days),
    offset: offset
  }
end

## The instant of year … ms and offset; weekday and day_of_year are ignored.
pub fn from_parts(p :: DateParts) -> DateTime!String do
  let here = new(p.year, p.month, p.day, p.hour, p.minute, p.second, p.ms)?
  let at = local(here, 0 - p.offset, "from_parts")
  from_unix_ms(at)
end

## The start of its `:second :minute :hour :day :week :month :year`, UTC. Weeks start on Monday.
pub fn truncate(dt :: DateTime, unit :: Atom) -> DateTime = truncate(dt, unit, 0)

## The same for clocks so many minutes east of UTC.
pub fn truncate(dt :: DateTime, unit :: Atom, offset :: Int) -> DateTime do
  let at = local(dt, offset, "truncate")
  let days = Int.div_floor(at, day_ms())
  let (y, mo, _) = civil(days)
  let start = case unit do
    :second | :minute | :hour | :day -> at - Int.mod_floor(at, Option.unwrap_or(unit_ms(unit), 1))
    :week -> (days - weekday_of(days) + 1) * day_ms()
    :month -> days_from_civil(y, mo, 1) * day_ms()
    :year -> days_from_civil(y, 1, 1) * day_ms()
    _ -> panic("DateTime.truncate: unknown unit :${unit}")
  end
  case in_range(start - offset * 60000) do
    Some(result) -> result
    None -> panic("DateTime.truncate: out of range")
  end
end

## Minutes east of UTC of the system's zone at that instant; 0 if unknown.
pub fn local_offset(dt :: DateTime) -> Int = zone_minutes(to_unix_secs(dt))

# ---- texts -------------------------------------------------------------------------------------------------------------

## The text of RFC 3339, UTC, with three decimals.
##
##     Result.map(DateTime.date(2031, 5, 6), DateTime.to_iso8601)  # => Ok(2031-05-06T00:00:00.000Z)
pub fn to_iso8601(dt :: DateTime) -> String = to_iso8601(dt, 0)

## The same with the fields and the offset of clocks so many minutes east of UTC.
pub fn to_iso8601(dt :: DateTime, offset :: Int) -> String do
  let (y, mo, d) = civil(local_day(dt, offset, "to_iso8601"))
  let time = "${padded(hour(dt, offset), 2)}:${padded(minute(dt, offset), 2)}:${padded(second(dt, offset), 2)}"
  "${date_text(y, mo, d)}T${time}.${padded(ms(dt, offset), 3)}${offset_text(offset)}"
end

fn offset_text(offset :: Int) -> String do
  if offset == 0 do
    return "Z"
  end
  let sign = if offset < 0 do
    "-"
  else
    "+"
  end
  let size = Math.abs(offset)
  "${sign}${padded(size / 60, 2)}:${padded(size % 60, 2)}"
end

## The date, UTC.
##
##     Result.map(DateTime.from_unix_ms(0), DateTime.to_date)  # => Ok(1970-01-01)
pub fn to_date(dt :: DateTime) -> String do
  let (y, mo, d) = civil(local_day(dt, 0, "to_date"))
  date_text(y, mo, d)
end

## Reads a text of RFC 3339. The fraction is cut to milliseconds; a leap second is the last millisecond before it.
##
##     DateTime.from_iso8601("2031-05-06T07:08:09+02:00")  # => Ok(2031-05-06T05:08:09.000Z)
pub fn from_iso8601(s :: String) -> DateTime!String do
  case read_iso8601(s) do
    Some(dt) -> Ok(dt)
    None -> Err("invalid ISO 8601 datetime")
  end
end

fn read_iso8601(s :: String) -> DateTime? do
  let y = digits(s, 0, 4)?
  let mo = digits(s, 5, 2)?
  let d = digits(s, 8, 2)?
  let h = digits(s, 11, 2)?
  let mi = digits(s, 14, 2)?
  let sec = digits(s, 17, 2)?
  let gap = String.slice(s, 10, 11)
  let marks = String.slice(s, 4, 5) <> String.slice(s, 7, 8) <> String.slice(s, 13, 14) <> String.slice(s, 16, 17)
  if marks != "--::" or (gap != "T" and gap != "t" and gap != " ") do
    return None
  end
  let end_of_fraction = fraction_end(s, 19)?
  let fraction = read_fraction(s, end_of_fraction)?
  let offset = zone(String.drop(s, end_of_fraction))?
  let leap = sec == 60
  if not valid_date(y, mo, d) or not valid_time(h, mi, sec - bit(leap), fraction) do
    return None
  end
  let shown = days_from_civil(y, mo, d) * day_ms() + time_ms(h, mi, sec, fraction) - offset * 60000
  if leap do
    let next_day = shown - fraction
    if Int.mod_floor(next_day, day_ms()) == 0 do
      in_range(next_day - 1)
    else
      None
    end
  else
    in_range(shown)
  end
end

fn bit(b :: Bool) -> Int do
  if b do
    1
  else
    0
  end
end

# The value of exactly `count` ASCII digits at a position.
fn digits(s :: String, from :: Int, count :: Int) -> Int? = digits_from(s, from, count, 0)

fn digits_from(s :: String, from :: Int, count :: Int, value :: Int) -> Int? do
  if count == 0 do
    Some(value)
  else
    let c = String.codepoint_at(s, from)?
    if c < 48 or c > 57 do
      None
    else
      digits_from(s, from + 1, count - 1, value * 10 + c - 48)
    end
  end
end

# Where the optional fraction that begins at `from` ends; a point without a digit is none.
fn fraction_end(s :: String, from :: Int) -> Int? do
  if String.slice(s, from, from + 1) != "." do
    Some(from)
  else
    let stop = digits_end(s, from + 1)
    if stop == from + 1 do
      None
    else
      Some(stop)
    end
  end
end

fn digits_end(s :: String, from :: Int) -> Int do
  case digits(s, from, 1) do
    Some(_) -> digits_end(s, from + 1)
    None -> from
  end
end

# Milliseconds of the fraction between the seconds and `stop`.
fn read_fraction(s :: String, stop :: Int) -> Int? do
  digits(String.pad_end(String.slice(s, 20, Math.min(stop, 23)), 3, "0"), 0, 3)
end

# `Z`, or the sign, hours and minutes of an offset: in minutes.
fn zone(s :: String) -> Int? do
  if s == "Z" or s == "z" do
    return Some(0)
  end
  let h = digits(s, 1, 2)?
  let mi = digits(s, 4, 2)?
  if String.length(s) != 6 or String.slice(s, 3, 4) != ":" or h > 23 or mi > 59 do
    return None
  end
  case String.take(s, 1) do
    "+" -> Some(h * 60 + mi)
    "-" -> Some(0 - h * 60 - mi)
    _ -> None
  end
end

## Reads an offset: `Z`, `+02:00`, `+0200` or `-05`; in minutes east of UTC.
##
##     DateTime.parse_offset("-05")  # => Ok(-300)
pub fn parse_offset(s :: String) -> Int!String do
  let full = case String.length(s) do
    3 -> s <> ":00"
    5 -> String.take(s, 3) <> ":" <> String.drop(s, 3)
    _ -> s
  end
  case zone(full) do
    Some(minutes) -> Ok(minutes)
    None -> Err("invalid offset: ${s}")
  end
end

impl Display for DateTime do
  fn to_string(self) -> String = to_iso8601(self)
end

impl Debug for DateTime do
  fn inspect(self) -> String = to_iso8601(self)
end
