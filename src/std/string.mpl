##! Text: immutable UTF-8. Lengths and positions count code points.
##!
##! Used by the compiler: `concat_own`, `equals`. Functions that speak of offsets count bytes, always at boundaries between
##! code points; they are the kernel on which the rest stands.

## Text.
pub extern "mesh_string" type String

## The version of the Unicode data.
pub let unicode_version :: String = "17.0.0"

extern "mesh_string_concat_own" fn concat_own(a :: String, b :: String) -> String
extern "mesh_string_equals" fn equals(a :: String, b :: String) -> Bool
extern "mesh_string_compare" fn order(a :: String, b :: String) -> Int
extern "mesh_string_less" fn less_than(a :: String, b :: String) -> Bool
extern "mesh_string_hash" fn fnv(s :: String) -> Int
extern "mesh_string_inspect" fn quoted(s :: String) -> String
extern "mesh_string_byte_unchecked" fn byte_unchecked(s :: String, offset :: Int) -> Int
extern "mesh_string_codepoint" fn codepoint(s :: String, offset :: Int) -> Int
extern "mesh_string_step" fn step(s :: String, offset :: Int) -> Int
extern "mesh_string_offset" fn offset(s :: String, position :: Int) -> Int
extern "mesh_string_position" fn position(s :: String, offset :: Int) -> Int
extern "mesh_string_matches" fn matches_at(s :: String, sub :: String, offset :: Int) -> Bool
extern "mesh_string_find" fn find_offset(s :: String, sub :: String, from :: Int) -> Int
extern "mesh_string_find_last" fn find_last_offset(s :: String, sub :: String) -> Int
extern "mesh_string_next_space" fn next_space(s :: String, from :: Int) -> Int
extern "mesh_string_skip_space" fn skip_space(s :: String, from :: Int) -> Int
extern "mesh_string_trim_left" fn trim_left(s :: String) -> Int
extern "mesh_string_trim_right" fn trim_right(s :: String, from :: Int) -> Int
extern "mesh_string_trim_left_of" fn trim_left_of(s :: String, chars :: String) -> Int
extern "mesh_string_trim_right_of" fn trim_right_of(s :: String, chars :: String, from :: Int) -> Int
extern "mesh_string_grapheme_end" fn grapheme_end(s :: String, start :: Int) -> Int
extern "mesh_string_slice_bytes" fn slice_bytes(s :: String, from :: Int, to :: Int) -> String
extern "mesh_string_with_capacity" fn with_capacity(bytes :: Int) -> String
extern "mesh_string_append_slice_own" fn append_slice(s :: String, part :: String, from :: Int, to :: Int) -> String
extern "mesh_string_append_codepoint_own" fn append_codepoint(s :: String, c :: Int) -> String
extern "mesh_string_from_codepoint" fn from_codepoint(c :: Int) -> String

## The number of code points.
##
##     String.length("naïve")  # => 5
pub extern "mesh_string_length" fn length(s :: String) -> Int

## The number of bytes in UTF-8.
##
##     String.byte_length("naïve")  # => 6
pub extern "mesh_string_byte_length" fn byte_length(s :: String) -> Int

## Is it the empty text?
##
##     String.is_empty("")  # => true
pub fn is_empty(s :: String) -> Bool = byte_length(s) == 0

## Is it empty or white space only?
##
##     String.is_blank(" \t\n")  # => true
pub fn is_blank(s :: String) -> Bool = trim_left(s) == byte_length(s)

## The character at a position; a negative position counts from the end.
##
##     String.at("naïve", -3)  # => Some(ï)
pub fn at(s :: String, i :: Int) -> String? do
  let n = length(s)
  let k = if i < 0 do i + n else i end
  if k < 0 or k >= n do
    None
  else
    let start = offset(s, k)
    Some(slice_bytes(s, start, step(s, start)))
  end
end

## The code point at a position; a negative position counts from the end.
##
##     String.codepoint_at("naïve", 2)  # => Some(239)
pub fn codepoint_at(s :: String, i :: Int) -> Int? do
  let n = length(s)
  let k = if i < 0 do i + n else i end
  if k < 0 or k >= n do
    None
  else
    Some(codepoint(s, offset(s, k)))
  end
end

## The characters from `start` to before `stop`, both clamped.
##
##     String.slice("harbour", 1, 4)  # => arb
pub fn slice(s :: String, start :: Int, stop :: Int) -> String do
  if stop <= start do
    ""
  else
    slice_bytes(s, offset(s, start), offset(s, stop))
  end
end

## The first n characters.
##
##     String.take("harbour", 3)  # => har
pub fn take(s :: String, n :: Int) -> String = slice_bytes(s, 0, offset(s, n))

## All but the first n characters.
##
##     String.drop("harbour", 4)  # => our
pub fn drop(s :: String, n :: Int) -> String = slice_bytes(s, offset(s, n), byte_length(s))

## The last n characters.
##
##     String.take_end("harbour", 3)  # => our
pub fn take_end(s :: String, n :: Int) -> String = slice_bytes(s, end_offset(s, n), byte_length(s))

## All but the last n characters.
##
##     String.drop_end("harbour", 3)  # => harb
pub fn drop_end(s :: String, n :: Int) -> String = slice_bytes(s, 0, end_offset(s, n))

# The offset n characters before the end.
fn end_offset(s :: String, n :: Int) -> Int do
  if n <= 0 do
    byte_length(s)
  else
    offset(s, length(s) - n)
  end
end

## `(take(s, i), drop(s, i))`.
##
##     String.split_at("harbour", 3)  # => (har, bour)
pub fn split_at(s :: String, i :: Int) -> (String, String) do
  let middle = offset(s, i)
  (slice_bytes(s, 0, middle), slice_bytes(s, middle, byte_length(s)))
end

## One text for each code point.
##
##     String.chars("añ☃")  # => [a, ñ, ☃]
pub fn chars(s :: String) -> List<String> = chars_from(s, 0, List.with_capacity(length(s)))

fn chars_from(s :: String, from :: Int, acc :: List<String>) -> List<String> do
  if from < byte_length(s) do
    let next = step(s, from)
    chars_from(s, next, List.append(acc, slice_bytes(s, from, next)))
  else
    acc
  end
end

## The code points as numbers.
##
##     String.codepoints("añ☃")  # => [97, 241, 9731]
pub fn codepoints(s :: String) -> List<Int> = codepoints_from(s, 0, List.with_capacity(length(s)))

fn codepoints_from(s :: String, from :: Int, acc :: List<Int>) -> List<Int> do
  if from < byte_length(s) do
    codepoints_from(s, step(s, from), List.append(acc, codepoint(s, from)))
  else
    acc
  end
end

## The text of these code points, or `None` if one is not a scalar value.
##
##     String.from_codepoints([72, 105])  # => Some(Hi)
pub fn from_codepoints(cs :: List<Int>) -> String? do
  points_text(cs, 0, with_capacity(List.length(cs)))
end

fn points_text(cs :: List<Int>, i :: Int, acc :: String) -> String? do
  if i < List.length(cs) do
    let c = List.get_unchecked(cs, i)
    if Char.is_valid(c) do
      points_text(cs, i + 1, append_codepoint(acc, c))
    else
      None
    end
  else
    Some(acc)
  end
end

## The extended grapheme clusters: what a reader calls characters.
##
##     String.graphemes("e\u{301}a") |> List.length()  # => 2
pub fn graphemes(s :: String) -> List<String> = graphemes_from(s, 0, [])

fn graphemes_from(s :: String, from :: Int, acc :: List<String>) -> List<String> do
  if from < byte_length(s) do
    let next = grapheme_end(s, from)
    graphemes_from(s, next, List.append(acc, slice_bytes(s, from, next)))
  else
    acc
  end
end

## The number of extended grapheme clusters.
##
##     String.grapheme_length("🇫🇷🇩🇪")  # => 2
pub fn grapheme_length(s :: String) -> Int = graphemes_counted(s, 0, 0)

fn graphemes_counted(s :: String, from :: Int, count :: Int) -> Int do
  if from < byte_length(s) do
    graphemes_counted(s, grapheme_end(s, from), count + 1)
  else
    count
  end
end

## Does `sub` occur in it?
##
##     String.contains("lantern", "ter")  # => true
pub extern "mesh_string_contains" fn contains(s :: String, sub :: String) -> Bool

## Does it begin with `prefix`?
##
##     String.starts_with("a.mpl", "a.")  # => true
pub extern "mesh_string_starts_with" fn starts_with(s :: String, prefix :: String) -> Bool

## Does it end with `suffix`?
##
##     String.ends_with("a.mpl", ".mpl")  # => true
pub extern "mesh_string_ends_with" fn ends_with(s :: String, suffix :: String) -> Bool

## The position of the first occurrence.
##
##     String.index_of("ananas", "na")  # => Some(1)
pub fn index_of(s :: String, sub :: String) -> Int? = index_from(s, sub, 0)

## The position of the first occurrence at or after `from`, which is clamped.
##
##     String.index_of("ananas", "na", 2)  # => Some(3)
pub fn index_of(s :: String, sub :: String, from :: Int) -> Int? = index_from(s, sub, offset(s, from))

fn index_from(s :: String, sub :: String, from :: Int) -> Int? do
  let found = find_offset(s, sub, from)
  if found < 0 do
    None
  else
    Some(position(s, found))
  end
end

## The position of the last occurrence.
##
##     String.last_index_of("ananas", "a")  # => Some(4)
pub fn last_index_of(s :: String, sub :: String) -> Int? do
  let found = find_last_offset(s, sub)
  if found < 0 do
    None
  else
    Some(position(s, found))
  end
end

## The number of occurrences that do not overlap.
##
##     String.count("aaaa", "aa")  # => 2
pub extern "mesh_string_count" fn count(s :: String, sub :: String) -> Int

## The parts between separators: n separators give n + 1 parts. An empty separator gives the characters.
##
##     String.split("a,,b", ",").inspect()  # => ["a", "", "b"]
pub fn split(s :: String, sep :: String) -> List<String> do
  if byte_length(sep) == 0 do
    chars(s)
  else
    split_from(s, sep, 0, [])
  end
end

fn split_from(s :: String, sep :: String, from :: Int, acc :: List<String>) -> List<String> do
  let found = find_offset(s, sep, from)
  if found < 0 do
    List.append(acc, slice_bytes(s, from, byte_length(s)))
  else
    split_from(s, sep, found + byte_length(sep), List.append(acc, slice_bytes(s, from, found)))
  end
end

## At most `limit` parts (at least 1), the last of which takes the rest.
##
##     String.split("k=v=w", "=", 2)  # => [k, v=w]
pub fn split(s :: String, sep :: String, limit :: Int) -> List<String> do
  if byte_length(sep) == 0 do
    chars_limited(s, 0, limit, [])
  else
    split_limited(s, sep, 0, limit, [])
  end
end

fn split_limited(s :: String, sep :: String, from :: Int, left :: Int, acc :: List<String>) -> List<String> do
  let found = if left <= 1 do -1 else find_offset(s, sep, from) end
  if found < 0 do
    List.append(acc, slice_bytes(s, from, byte_length(s)))
  else
    split_limited(s, sep, found + byte_length(sep), left - 1, List.append(acc, slice_bytes(s, from, found)))
  end
end

fn chars_limited(s :: String, from :: Int, left :: Int, acc :: List<String>) -> List<String> do
  if from == byte_length(s) do
    acc
  else if left <= 1 do
    List.append(acc, slice_bytes(s, from, byte_length(s)))
  else
    let next = step(s, from)
    chars_limited(s, next, left - 1, List.append(acc, slice_bytes(s, from, next)))
  end
end

## The texts before and after the first separator.
##
##     String.split_once("k=v=w", "=")  # => Some((k, v=w))
pub fn split_once(s :: String, sep :: String) -> Option<(String, String)> do
  split_around(s, find_offset(s, sep, 0), byte_length(sep))
end

## The texts before and after the last separator.
##
##     String.split_once_end("a/b/c", "/")  # => Some((a/b, c))
pub fn split_once_end(s :: String, sep :: String) -> Option<(String, String)> do
  split_around(s, find_last_offset(s, sep), byte_length(sep))
end

fn split_around(s :: String, found :: Int, width :: Int) -> Option<(String, String)> do
  if found < 0 do
    None
  else
    Some((slice_bytes(s, 0, found), slice_bytes(s, found + width, byte_length(s))))
  end
end

## The parts between runs of white space, no empty ones.
##
##     String.words("  to  be ")  # => [to, be]
pub fn words(s :: String) -> List<String> = words_from(s, skip_space(s, 0), [])

fn words_from(s :: String, from :: Int, acc :: List<String>) -> List<String> do
  if from < byte_length(s) do
    let stop = next_space(s, from)
    words_from(s, skip_space(s, stop), List.append(acc, slice_bytes(s, from, stop)))
  else
    acc
  end
end

## The lines, without their ends `\n` or `\r\n`; a final line end adds no line.
##
##     String.lines("a\r\n\nb\n").inspect()  # => ["a", "", "b"]
pub fn lines(s :: String) -> List<String> = lines_from(s, 0, [])

fn lines_from(s :: String, from :: Int, acc :: List<String>) -> List<String> do
  if from < byte_length(s) do
    let found = find_offset(s, "\n", from)
    if found < 0 do
      List.append(acc, slice_bytes(s, from, byte_length(s)))
    else
      let stop = if found > from and byte_unchecked(s, found - 1) == 13 do found - 1 else found end
      lines_from(s, found + 1, List.append(acc, slice_bytes(s, from, stop)))
    end
  else
    acc
  end
end

## What follows the prefix, or `None` if it is not there.
##
##     String.strip_prefix("v1.2", "v")  # => Some(1.2)
pub fn strip_prefix(s :: String, prefix :: String) -> String? do
  if starts_with(s, prefix) do
    Some(slice_bytes(s, byte_length(prefix), byte_length(s)))
  else
    None
  end
end

## What stands before the suffix, or `None` if it is not there.
##
##     String.strip_suffix("a.mpl", ".mpl")  # => Some(a)
pub fn strip_suffix(s :: String, suffix :: String) -> String? do
  if ends_with(s, suffix) do
    Some(slice_bytes(s, 0, byte_length(s) - byte_length(suffix)))
  else
    None
  end
end

## The parts with `sep` between them, in one allocation.
##
##     String.join(["x", "y"], " - ")  # => x - y
pub fn join(parts :: List<String>, sep :: String) -> String do
  let n = List.length(parts)
  if n == 0 do
    ""
  else
    let size = total_bytes(parts, 0, byte_length(sep) * (n - 1))
    join_rest(parts, sep, 1, with_capacity(size) <> List.get_unchecked(parts, 0))
  end
end

fn total_bytes(parts :: List<String>, i :: Int, acc :: Int) -> Int do
  if i < List.length(parts) do
    total_bytes(parts, i + 1, acc + byte_length(List.get_unchecked(parts, i)))
  else
    acc
  end
end

fn join_rest(parts :: List<String>, sep :: String, i :: Int, acc :: String) -> String do
  if i < List.length(parts) do
    join_rest(parts, sep, i + 1, acc <> sep <> List.get_unchecked(parts, i))
  else
    acc
  end
end

## The parts one after the other: `join(parts, "")`.
##
##     String.concat(["ab", "c"])  # => abc
pub fn concat(parts :: List<String>) -> String = concat_from(parts, 0, with_capacity(total_bytes(parts, 0, 0)))

fn concat_from(parts :: List<String>, i :: Int, acc :: String) -> String do
  if i < List.length(parts) do
    concat_from(parts, i + 1, acc <> List.get_unchecked(parts, i))
  else
    acc
  end
end

## The elements one after the other.
##
##     Iter.from(["a", "b"]) |> String.collect()  # => ab
pub fn collect(it :: Iter<String>) -> String = collect_onto(it, "")

fn collect_onto(it :: Iter<String>, acc :: String) -> String do
  case Iter.pull(it) do
    Some((s, rest)) -> collect_onto(rest, acc <> s)
    None -> acc
  end
end

## The text n times.
##
##     String.repeat("ab", 3)  # => ababab
pub extern "mesh_string_repeat" fn repeat(s :: String, n :: Int) -> String

## The code points in the opposite order.
##
##     String.reverse("stroh")  # => horts
pub extern "mesh_string_reverse" fn reverse(s :: String) -> String

## Every occurrence of `from` replaced, left to right.
##
##     String.replace("a-b-c", "-", "+")  # => a+b+c
pub extern "mesh_string_replace" fn replace(s :: String, from :: String, to :: String) -> String

## The first occurrence of `from` replaced.
##
##     String.replace_first("a-b-c", "-", "")  # => ab-c
pub fn replace_first(s :: String, from :: String, to :: String) -> String do
  let found = find_offset(s, from, 0)
  if found < 0 do
    s
  else
    let size = byte_length(s) - byte_length(from) + byte_length(to)
    let head = append_slice(with_capacity(size), s, 0, found) <> to
    append_slice(head, s, found + byte_length(from), byte_length(s))
  end
end

## Without white space at both ends.
##
##     "[" <> String.trim(" \n x ") <> "]"  # => [x]
pub fn trim(s :: String) -> String do
  let start = trim_left(s)
  slice_bytes(s, start, trim_right(s, start))
end

## Without the characters that occur in `chars` at both ends.
##
##     String.trim("--=a-b=-", "-=")  # => a-b
pub fn trim(s :: String, chars :: String) -> String do
  let start = trim_left_of(s, chars)
  slice_bytes(s, start, trim_right_of(s, chars, start))
end

## Without white space at the start.
##
##     String.trim_start("  a")  # => a
pub fn trim_start(s :: String) -> String = slice_bytes(s, trim_left(s), byte_length(s))

## Without the characters that occur in `chars` at the start.
##
##     String.trim_start("007", "0")  # => 7
pub fn trim_start(s :: String, chars :: String) -> String = slice_bytes(s, trim_left_of(s, chars), byte_length(s))

## Without white space at the end.
##
##     String.trim_end("a  ")  # => a
pub fn trim_end(s :: String) -> String = slice_bytes(s, 0, trim_right(s, 0))

## Without the characters that occur in `chars` at the end.
##
##     String.trim_end("3.500", "0")  # => 3.5
pub fn trim_end(s :: String, chars :: String) -> String = slice_bytes(s, 0, trim_right_of(s, chars, 0))

## In upper case: the full Unicode mapping, so the length may change.
##
##     String.to_upper("straße")  # => STRASSE
pub extern "mesh_string_to_upper" fn to_upper(s :: String) -> String

## In lower case: the full Unicode mapping.
##
##     String.to_lower("ÉTÉ")  # => été
pub extern "mesh_string_to_lower" fn to_lower(s :: String) -> String

## The first character in title case, the rest in lower case.
##
##     String.capitalize("éTÉ")  # => Été
pub extern "mesh_string_capitalize" fn capitalize(s :: String) -> String

## Blanks before it, so that its length is `width`.
##
##     String.pad_start("7", 3)  # =>   7
pub fn pad_start(s :: String, width :: Int) -> String = pad_start(s, width, " ")

## `fill` before it, repeated and cut, so that its length is `width`.
##
##     String.pad_start("7", 3, "0")  # => 007
pub fn pad_start(s :: String, width :: Int, fill :: String) -> String do
  let missing = width - length(s)
  if missing <= 0 do
    s
  else
    filling(fill, missing) <> s
  end
end

## Blanks after it, so that its length is `width`.
##
##     String.pad_end("ab", 3) <> "|"  # => ab |
pub fn pad_end(s :: String, width :: Int) -> String = pad_end(s, width, " ")

## `fill` after it, repeated and cut, so that its length is `width`.
##
##     String.pad_end("ab", 5, "xyz")  # => abxyz
pub fn pad_end(s :: String, width :: Int, fill :: String) -> String do
  let missing = width - length(s)
  if missing <= 0 do
    s
  else
    s <> filling(fill, missing)
  end
end

## Blanks on both sides, the smaller half before it.
##
##     "[" <> String.pad_both("ab", 5) <> "]"  # => [ ab  ]
pub fn pad_both(s :: String, width :: Int) -> String = pad_both(s, width, " ")

## `fill` on both sides, the smaller half before it, each half filled from its own start.
##
##     String.pad_both("ab", 5, "*")  # => *ab**
pub fn pad_both(s :: String, width :: Int, fill :: String) -> String do
  let missing = width - length(s)
  if missing <= 0 do
    s
  else
    let left = missing / 2
    filling(fill, left) <> s <> filling(fill, missing - left)
  end
end

# n characters of `fill` repeated; nothing if it is empty.
fn filling(fill :: String, n :: Int) -> String do
  let width = length(fill)
  if width == 0 do
    ""
  else
    take(repeat(fill, (n - 1) / width + 1), n)
  end
end

## The text, if it has at most `max` characters, else cut so that it ends in `suffix` and has exactly `max`.
##
##     String.truncate("long title", 6, "…")  # => long …
pub fn truncate(s :: String, max :: Int, suffix :: String) -> String do
  if length(s) <= max do
    s
  else
    let width = length(suffix)
    if width >= max do
      take(suffix, max)
    else
      take(s, max - width) <> suffix
    end
  end
end

## A template with its placeholders filled: `{}` is the next argument, `{2}` argument 2, `{{` and `}}` are braces.
##
##     String.format("{1}/{0} {{}}", ["a", "b"])  # => b/a {}
pub fn format(template :: String, args :: List<String>) -> String do
  format_from(template, args, 0, 0, 0, with_capacity(byte_length(template)))
end

# `start`: the first byte that is not written yet; `i`: the byte to look at; `next`: the argument that `{}` takes.
fn format_from(t :: String, args :: List<String>, start :: Int, i :: Int, next :: Int, acc :: String) -> String do
  if i == byte_length(t) do
    return append_slice(acc, t, start, i)
  end
  let byte = byte_unchecked(t, i)
  if byte != 123 and byte != 125 do
    return format_from(t, args, start, i + 1, next, acc)
  end
  let before = append_slice(acc, t, start, i)
  let after = if i + 1 < byte_length(t) do byte_unchecked(t, i + 1) else -1 end
  if after == byte do
    return format_from(t, args, i + 1, i + 2, next, before)
  end
  if byte == 125 do
    bad_placeholder(t, i)
  else if after == 125 do
    format_from(t, args, i + 2, i + 2, next + 1, before <> argument(args, next))
  else
    let stop = digits_end(t, i + 1)
    if stop == i + 1 or stop == byte_length(t) or byte_unchecked(t, stop) != 125 do
      bad_placeholder(t, i)
    else
      let number = slice_bytes(t, i + 1, stop)
      case to_int(number) do
        Some(k) -> format_from(t, args, stop + 1, stop + 1, next, before <> argument(args, k))
        None -> panic("String.format: no argument ${number}")
      end
    end
  end
end

fn bad_placeholder(t :: String, at :: Int) -> Never do
  panic("String.format: bad placeholder at ${position(t, at)}")
end

fn argument(args :: List<String>, i :: Int) -> String do
  if i >= List.length(args) do
    panic("String.format: no argument ${i}")
  end
  List.get_unchecked(args, i)
end

fn digits_end(s :: String, from :: Int) -> Int do
  if from < byte_length(s) and Char.is_digit(byte_unchecked(s, from)) do
    digits_end(s, from + 1)
  else
    from
  end
end

## The Int that it shows in decimal, white space around it not counted.
##
##     String.to_int(" -12\n")  # => Some(-12)
pub fn to_int(s :: String) -> Int? = Int.parse(s)

## The Float that it shows, white space around it not counted; too large gives an infinity.
##
##     String.to_float("-.5e1")  # => Some(-5)
pub fn to_float(s :: String) -> Float? = Float.parse(s)

## The Bool that it names, white space around it not counted.
##
##     String.to_bool("True")  # => None
pub fn to_bool(s :: String) -> Bool? = Bool.parse(s)

## Its UTF-8.
##
##     String.to_bytes("é")  # => c3a9
pub fn to_bytes(s :: String) -> Bytes = Bytes.from_string(s)

## Are all code points ASCII?
##
##     String.is_ascii("naïve")  # => false
pub fn is_ascii(s :: String) -> Bool = length(s) == byte_length(s)

## Not empty, and all Alphabetic?
##
##     String.is_alpha("naïve")  # => true
pub extern "mesh_string_is_alpha" fn is_alpha(s :: String) -> Bool

## Not empty, and all `0` to `9`?
##
##     String.is_digit("2049")  # => true
pub extern "mesh_string_is_digit" fn is_digit(s :: String) -> Bool

## Not empty, and all Alphabetic or of category Nd?
##
##     String.is_alphanumeric("a1")  # => true
pub extern "mesh_string_is_alphanumeric" fn is_alphanumeric(s :: String) -> Bool

## Not empty, and all Uppercase?
##
##     String.is_upper("ÑU")  # => true
pub extern "mesh_string_is_upper" fn is_upper(s :: String) -> Bool

## Not empty, and all Lowercase?
##
##     String.is_lower("ñu")  # => true
pub extern "mesh_string_is_lower" fn is_lower(s :: String) -> Bool

## Not empty, and all white space?
##
##     String.is_whitespace(" \t")  # => true
pub extern "mesh_string_is_whitespace" fn is_whitespace(s :: String) -> Bool

## Are they equal after full case folding?
##
##     String.equals_ignore_case("STRASSE", "straße")  # => true
pub extern "mesh_string_equals_ignore_case" fn equals_ignore_case(a :: String, b :: String) -> Bool

impl Eq for String do
  fn eq(self, other :: String) -> Bool = equals(self, other)
end

impl Ord for String do
  fn lt(self, other :: String) -> Bool = less_than(self, other)
  fn compare(self, other :: String) -> Ordering = Ordering.from_int(order(self, other))
end

impl Hash for String do
  fn hash(self) -> Int = fnv(self)
end

impl Display for String do
  fn to_string(self) -> String = self
end

impl Debug for String do
  fn inspect(self) -> String = quoted(self)
end

impl Default for String do
  fn default() -> String = ""
end
