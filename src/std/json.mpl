##! JSON values and texts, after RFC 8259.
##!
##! Used by the compiler: `of_map`, `of_list`, `of_variant`, `expect_object`, `decode_field`, `decode_tag`, `decode_payload`,
##! `decode_items_of`, `decode_item`, `unknown_variant`.

# What a value is.
type Node do
  Null
  Truth(Bool)
  Whole(Int)
  Number(Float)
  Text(String)
  Items(List<Json>)
  Members(Map<String, Json>)
end deriving()

## A JSON value. Objects keep the order in which their keys first appeared.
pub struct Json do
  node :: Node
end deriving()

# ---- Parsing ----------------------------------------------------------------------------------------------------------

# A value and the offset after it. If the offset is negative, -1 - it is where the text is wrong, and the value is the reason.
struct Step do
  value :: Json
  next :: Int
end deriving()

# The same for the contents of a string.
struct Piece do
  text :: String
  next :: Int
end deriving()

# How deep arrays and objects may lie in one another.
let deepest :: Int = 512

fn wrong(reason :: String, at :: Int) -> Step = Step { value: of_string(reason), next: -1 - at }

fn bad(reason :: String, at :: Int) -> Piece = Piece { text: reason, next: -1 - at }

fn good(node :: Node, next :: Int) -> Step = Step { value: Json { node: node }, next: next }

fn ends(s :: String, i :: Int) -> Bool = i >= String.byte_length(s)

# The error for something unexpected: the end of the text has precedence.
fn unless_end(s :: String, i :: Int, reason :: String) -> Step do
  if ends(s, i) do
    wrong("unexpected end of input", i)
  else
    wrong(reason, i)
  end
end

# The offset of the first byte from i on that is not white space; texts end with a NUL byte.
fn after_blanks(s :: String, i :: Int) -> Int do
  let c = String.byte_unchecked(s, i)
  if c == 32 or c == 10 or c == 13 or c == 9 do
    after_blanks(s, i + 1)
  else
    i
  end
end

fn value_at(s :: String, from :: Int, depth :: Int, lenient :: Bool) -> Step do
  let i = after_blanks(s, from)
  let c = String.byte_unchecked(s, i)
  if c == 34 do
    let piece = string_at(s, i + 1, lenient)
    good(Text(piece.text), piece.next)
  else if c == 123 do
    object_at(s, i, depth, lenient)
  else if c == 91 do
    array_at(s, i, depth, lenient)
  else if is_digit(c) or c == 45 do
    number_at(s, i)
  else if c == 43 or c == 46 do
    wrong("invalid number", i)
  else if String.matches_at(s, "true", i) do
    good(Truth(true), i + 4)
  else if String.matches_at(s, "false", i) do
    good(Truth(false), i + 5)
  else if String.matches_at(s, "null", i) do
    good(Null, i + 4)
  else
    unless_end(s, i, "unexpected character")
  end
end

fn array_at(s :: String, i :: Int, depth :: Int, lenient :: Bool) -> Step do
  if depth >= deepest do
    return wrong("nesting too deep", i)
  end
  let first = after_blanks(s, i + 1)
  if String.byte_unchecked(s, first) == 93 do
    good(Items([]), first + 1)
  else
    items_at(s, first, depth + 1, lenient, [])
  end
end

fn items_at(s :: String, from :: Int, depth :: Int, lenient :: Bool, acc :: List<Json>) -> Step do
  let step = value_at(s, from, depth, lenient)
  if step.next < 0 do
    return step
  end
  let after = after_blanks(s, step.next)
  let c = String.byte_unchecked(s, after)
  let more = List.append(acc, step.value)
  if c == 44 do
    items_at(s, after + 1, depth, lenient, more)
  else if c == 93 do
    good(Items(more), after + 1)
  else
    unless_end(s, after, "expected ',' or ']'")
  end
end

fn object_at(s :: String, i :: Int, depth :: Int, lenient :: Bool) -> Step do
  if depth >= deepest do
    return wrong("nesting too deep", i)
  end
  let first = after_blanks(s, i + 1)
  if String.byte_unchecked(s, first) == 125 do
    good(Members(Map.new()), first + 1)
  else
    members_at(s, first, depth + 1, lenient, Map.new())
  end
end

fn members_at(s :: String, from :: Int, depth :: Int, lenient :: Bool, acc :: Map<String, Json>) -> Step do
  let start = after_blanks(s, from)
  if String.byte_unchecked(s, start) != 34 do
    return unless_end(s, start, "expected a string key")
  end
  let key = string_at(s, start + 1, lenient)
  if key.next < 0 do
    return good(Text(key.text), key.next)
  end
  let colon = after_blanks(s, key.next)
  if String.byte_unchecked(s, colon) != 58 do
    return unless_end(s, colon, "expected ':'")
  end
  let step = value_at(s, colon + 1, depth, lenient)
  if step.next < 0 do
    return step
  end
  let after = after_blanks(s, step.next)
  let c = String.byte_unchecked(s, after)
  let more = Map.put(acc, key.text, step.value)
  if c == 44 do
    members_at(s, after + 1, depth, lenient, more)
  else if c == 125 do
    good(Members(more), after + 1)
  else
    unless_end(s, after, "expected ',' or '}'")
  end
end

fn is_digit(c :: Int) -> Bool = c >= 48 and c <= 57

fn after_digits(s :: String, i :: Int) -> Int do
  if is_digit(String.byte_unchecked(s, i)) do
    after_digits(s, i + 1)
  else
    i
  end
end

fn number_at(s :: String, start :: Int) -> Step do
  let first = if String.byte_unchecked(s, start) == 45 do start + 1 else start end
  let whole = after_digits(s, first)
  if whole == first or (whole > first + 1 and String.byte_unchecked(s, first) == 48) do
    return wrong("invalid number", start)
  end
  let dot = String.byte_unchecked(s, whole) == 46
  let fraction = if dot do after_digits(s, whole + 1) else whole end
  if dot and fraction == whole + 1 do
    return wrong("invalid number", start)
  end
  let letter = String.byte_unchecked(s, fraction)
  let exponent = letter == 101 or letter == 69
  let sign = String.byte_unchecked(s, fraction + (if exponent do 1 else 0 end))
  let digits = if not exponent do fraction else if sign == 43 or sign == 45 do fraction + 2 else fraction + 1 end
  let stop = if exponent do after_digits(s, digits) else fraction end
  if exponent and stop == digits do
    return wrong("invalid number", start)
  end
  let text = String.slice_bytes(s, start, stop)
  if not dot and not exponent do
    case Int.parse(text) do
      Some(n) -> return good(Whole(n), stop)
      None -> ()
    end
  end
  case Float.parse(text) do
    Some(x) ->
      if Float.is_finite(x) do
        good(Number(x), stop)
      else
        wrong("number out of range", start)
      end
    None -> wrong("number out of range", start)
  end
end

# The offset of the first byte from i on that ends a run of plain characters: a quote, a backslash, a control character.
fn after_plain(s :: String, i :: Int) -> Int do
  let c = String.byte_unchecked(s, i)
  if c == 34 or c == 92 or c < 32 do
    i
  else
    after_plain(s, i + 1)
  end
end

# The string whose contents begin at i.
fn string_at(s :: String, i :: Int, lenient :: Bool) -> Piece do
  let stop = after_plain(s, i)
  if String.byte_unchecked(s, stop) == 34 do
    Piece { text: String.slice_bytes(s, i, stop), next: stop + 1 }
  else
    string_from(s, i, stop, lenient, "")
  end
end

fn string_from(s :: String, i :: Int, stop :: Int, lenient :: Bool, acc :: String) -> Piece do
  let c = String.byte_unchecked(s, stop)
  if ends(s, stop) do
    return bad("unexpected end of input", stop)
  end
  let sofar = String.append_slice(acc, s, i, stop)
  if c == 34 do
    return Piece { text: sofar, next: stop + 1 }
  end
  if c != 92 do
    return bad("control character in string", stop)
  end
  if ends(s, stop + 1) do
    return bad("unexpected end of input", stop + 1)
  end
  let letter = String.byte_unchecked(s, stop + 1)
  if letter != 117 do
    let meant = escaped(letter)
    if meant < 0 do
      return bad("invalid escape", stop)
    end
    return string_from(s, stop + 2, after_plain(s, stop + 2), lenient, String.append_codepoint(sofar, meant))
  end
  let unit = hex_at(s, stop + 2, 0, 0)
  if unit == -1 do
    return bad("invalid escape", stop)
  end
  if unit == -2 do
    return bad("unexpected end of input", String.byte_length(s))
  end
  let low = if unit >= 55296 and unit < 56320 do low_half(s, stop + 6) else 0 end
  if low != 0 do
    let c = 65536 + (unit - 55296) * 1024 + (low - 56320)
    string_from(s, stop + 12, after_plain(s, stop + 12), lenient, String.append_codepoint(sofar, c))
  else if unit >= 55296 and unit < 57344 and not lenient do
    bad("lone surrogate", stop)
  else
    let replaced = lenient and (unit == 0 or (unit >= 55296 and unit < 57344))
    let c = if replaced do 65533 else unit end
    string_from(s, stop + 6, after_plain(s, stop + 6), lenient, String.append_codepoint(sofar, c))
  end
end

# The code point that a letter stands for after a backslash; -1 if there is none.
fn escaped(letter :: Int) -> Int do
  case letter do
    34 | 47 | 92 -> letter
    98 -> 8
    102 -> 12
    110 -> 10
    114 -> 13
    116 -> 9
    _ -> -1
  end
end

# The number that four hexadecimal digits stand for; -1 if they are not, -2 if the text ends before.
fn hex_at(s :: String, i :: Int, count :: Int, acc :: Int) -> Int do
  if count == 4 do
    return acc
  end
  if ends(s, i) do
    return -2
  end
  let c = String.byte_unchecked(s, i)
  let digit = if is_digit(c) do
    c - 48
  else if c >= 97 and c <= 102 do
    c - 87
  else if c >= 65 and c <= 70 do
    c - 55
  else
    -1
  end
  if digit < 0 do
    -1
  else
    hex_at(s, i + 1, count + 1, acc * 16 + digit)
  end
end

# The second half of a surrogate pair if its escape stands at i, else 0.
fn low_half(s :: String, i :: Int) -> Int do
  if not String.matches_at(s, "\\u", i) do
    return 0
  end
  let unit = hex_at(s, i + 2, 0, 0)
  if unit >= 56320 and unit < 57344 do
    unit
  else
    0
  end
end

fn line_of(s :: String, at :: Int, from :: Int, line :: Int) -> (Int, Int) do
  let found = String.find_offset(s, "\n", from)
  if found >= 0 and found < at do
    line_of(s, at, found + 1, line + 1)
  else
    (line, from)
  end
end

fn problem(s :: String, reason :: String, at :: Int, before :: Int) -> String do
  let (line, start) = line_of(s, at, 0, 1 + before)
  let column = String.length(String.slice_bytes(s, start, at)) + 1
  "invalid JSON at line ${line} column ${column}: ${reason}"
end

# `before` is the number of lines that precede the text.
fn document(s :: String, lenient :: Bool, before :: Int) -> Json!String do
  let step = value_at(s, 0, 0, lenient)
  if step.next < 0 do
    let reason = case step.value.node do
      Text(text) -> text
      _ -> ""
    end
    return Err(problem(s, reason, -1 - step.next, before))
  end
  let stop = after_blanks(s, step.next)
  if ends(s, stop) do
    Ok(step.value)
  else
    Err(problem(s, "unexpected trailing text", stop, before))
  end
end

## The value of a JSON text.
##
##     Json.parse("[1, 2.0]")  # => Ok([1,2.0])
pub fn parse(s :: String) -> Json!String = document(s, false, 0)

## The same; lone surrogates and `\u0000` become U+FFFD.
##
##     Json.parse_lenient("[1]")  # => Ok([1])
pub fn parse_lenient(s :: String) -> Json!String = document(s, true, 0)

## The documents of newline-delimited JSON; blank lines are skipped.
##
##     Json.parse_lines("1\n\n[]\n")  # => Ok([1, []])
pub fn parse_lines(s :: String) -> List<Json>!String = lines_from(String.lines(s), 0, [])

fn lines_from(lines :: List<String>, i :: Int, acc :: List<Json>) -> List<Json>!String do
  if i >= List.length(lines) do
    return Ok(acc)
  end
  let line = List.get_unchecked(lines, i)
  if String.is_blank(line) do
    lines_from(lines, i + 1, acc)
  else
    case document(line, false, i) do
      Ok(json) -> lines_from(lines, i + 1, List.append(acc, json))
      Err(e) -> Err(e)
    end
  end
end

# ---- Writing ----------------------------------------------------------------------------------------------------------

fn write(json :: Json, acc :: String) -> String do
  case json.node do
    Null -> acc <> "null"
    Truth(true) -> acc <> "true"
    Truth(false) -> acc <> "false"
    Whole(n) -> acc <> Int.to_string(n)
    Number(x) -> acc <> float_text(x)
    Text(s) -> write_string(s, acc)
    Items(xs) -> write_items(xs, 0, acc <> "[") <> "]"
    Members(m) -> write_members(m, Map.next_slot(m, 0), acc <> "{") <> "}"
  end
end

fn write_items(xs :: List<Json>, i :: Int, acc :: String) -> String do
  if i < List.length(xs) do
    let start = if i > 0 do acc <> "," else acc end
    write_items(xs, i + 1, write(List.get_unchecked(xs, i), start))
  else
    acc
  end
end

fn write_members(m :: Map<String, Json>, slot :: Int, acc :: String) -> String do
  if slot < 0 do
    return acc
  end
  let next = Map.next_slot(m, slot + 1)
  let member = write(Map.value_at(m, slot), write_string(Map.key_at(m, slot), acc) <> ":")
  write_members(m, next, if next >= 0 do member <> "," else member end)
end

fn write_string(s :: String, acc :: String) -> String = write_runs(s, 0, acc <> "\"") <> "\""

fn write_runs(s :: String, i :: Int, acc :: String) -> String do
  let stop = after_plain(s, i)
  let sofar = String.append_slice(acc, s, i, stop)
  if ends(s, stop) do
    sofar
  else
    write_runs(s, stop + 1, sofar <> escape(String.byte_unchecked(s, stop)))
  end
end

fn escape(c :: Int) -> String do
  case c do
    34 -> "\\\""
    92 -> "\\\\"
    8 -> "\\b"
    12 -> "\\f"
    10 -> "\\n"
    13 -> "\\r"
    9 -> "\\t"
    _ -> "\\u00" <> (if c < 16 do "0" else "1" end) <> String.slice("0123456789abcdef", c % 16, c % 16 + 1)
  end
end

# The shortest digits that read back, always with a point or an exponent; with an exponent where the plain form is long.
fn float_text(x :: Float) -> String do
  if not Float.is_finite(x) do
    return "null"
  end
  let plain = Float.debug_text(x)
  let size = if x < 0.0 do -x else x end
  if size == 0.0 or (size >= 0.00001 and size < 1.0e16) do
    plain
  else if x < 0.0 do
    "-" <> scientific(String.drop(plain, 1))
  else
    scientific(plain)
  end
end

# The positive number as `d.ddde±x`.
fn scientific(plain :: String) -> String do
  let (mantissa, power) = case String.split_once(plain, "e") do
    Some((before, after)) -> (before, Option.unwrap_or(Int.parse(after), 0))
    None -> (plain, 0)
  end
  let (whole, fraction) = Option.unwrap_or(String.split_once(mantissa, "."), (mantissa, ""))
  let digits = String.trim_start(whole <> fraction, "0")
  let zeros = String.byte_length(whole) + String.byte_length(fraction) - String.byte_length(digits)
  let exponent = String.byte_length(whole) - 1 - zeros + power
  let rest = String.trim_end(String.drop(digits, 1), "0")
  let dot = if rest == "" do "" else "." end
  "${String.take(digits, 1)}${dot}${rest}e${exponent}"
end

## The compact JSON text of a value.
##
##     Json.encode(%{"km" => [1, 2]})  # => {"km":[1,2]}
pub fn encode<T>(x :: T) -> String where T: ToJson = write(x.to_json(), "")

## The JSON text of a string.
##
##     Json.encode_string("a\"b")  # => "a\"b"
pub fn encode_string(s :: String) -> String = write_string(s, "")

## The JSON text of an Int.
##
##     Json.encode_int(3)  # => 3
pub fn encode_int(n :: Int) -> String = Int.to_string(n)

## The JSON text of a Bool.
##
##     Json.encode_bool(true)  # => true
pub fn encode_bool(b :: Bool) -> String = if b do "true" else "false" end

## The JSON text of a map.
##
##     Json.encode_map(%{"a" => 1})  # => {"a":1}
pub fn encode_map<V>(m :: Map<String, V>) -> String where V: ToJson = encode(m)

## The JSON text of a list.
##
##     Json.encode_list([1, 2])  # => [1,2]
pub fn encode_list<T>(xs :: List<T>) -> String where T: ToJson = encode(xs)

## One compact document a line.
##
##     Json.encode_lines([1, 2]) |> String.length()  # => 4
pub fn encode_lines<T>(xs :: List<T>) -> String where T: ToJson do
  List.reduce(xs, "", fn acc, x -> write(x.to_json(), acc) <> "\n" end)
end

## The text with one element a line, two blanks a level.
##
##     inspect(Json.pretty([1]))  # => "[\n  1\n]"
pub fn pretty<T>(x :: T) -> String where T: ToJson = pretty(x, 2)

## The text with one element a line and `indent` blanks a level.
##
##     Json.pretty(%{"a" => 1}, 0) |> String.length()  # => 10
pub fn pretty<T>(x :: T, indent :: Int) -> String where T: ToJson = write_pretty(x.to_json(), indent, 0, "")

fn new_line(acc :: String, width :: Int) -> String = acc <> "\n" <> String.repeat(" ", width)

fn write_pretty(json :: Json, indent :: Int, width :: Int, acc :: String) -> String do
  case json.node do
    Items(xs) ->
      if List.is_empty(xs) do
        return acc <> "[]"
      end
      let inner = width + indent
      let body = List.reduce(xs, acc <> "[", fn text, x ->
        let start = if x_is_first(text, acc) do text else text <> "," end
        write_pretty(x, indent, inner, new_line(start, inner))
      end)
      new_line(body, width) <> "]"
    Members(m) ->
      if Map.is_empty(m) do
        return acc <> "{}"
      end
      let inner = width + indent
      let body = Map.reduce(m, acc <> "{", fn text, key, x ->
        let start = if x_is_first(text, acc) do text else text <> "," end
        write_pretty(x, indent, inner, write_string(key, new_line(start, inner)) <> ": ")
      end)
      new_line(body, width) <> "}"
    _ -> write(json, acc)
  end
end

# Whether nothing but the opening bracket was written after `before`.
fn x_is_first(text :: String, before :: String) -> Bool = String.byte_length(text) == String.byte_length(before) + 1

# ---- Looking into a value ---------------------------------------------------------------------------------------------

## What a value is: `:null :bool :int :float :string :array :object`.
##
##     Json.kind(Json.from([1]))  # => array
pub fn kind(json :: Json) -> Atom do
  case json.node do
    Null -> :null
    Truth(_) -> :bool
    Whole(_) -> :int
    Number(_) -> :float
    Text(_) -> :string
    Items(_) -> :array
    Members(_) -> :object
  end
end

## Whether it is null.
##
##     Json.is_null(Json.null())  # => true
pub fn is_null(json :: Json) -> Bool = kind(json) == :null

## An integer, or a float without fraction in the range of Int.
##
##     Json.as_int(Json.from(2.0))  # => Some(2)
pub fn as_int(json :: Json) -> Int? do
  case json.node do
    Whole(n) -> Some(n)
    Number(x) -> whole_of(x)
    _ -> None
  end
end

fn whole_of(x :: Float) -> Int? do
  case Float.to_int_checked(x) do
    Some(n) ->
      if Int.to_float(n) == x do
        Some(n)
      else
        None
      end
    None -> None
  end
end

## Any number.
##
##     Json.as_float(Json.from(2))  # => Some(2)
pub fn as_float(json :: Json) -> Float? do
  case json.node do
    Whole(n) -> Some(Int.to_float(n))
    Number(x) -> Some(x)
    _ -> None
  end
end

## The contents of a string.
##
##     Json.as_string(Json.from("a"))  # => Some(a)
pub fn as_string(json :: Json) -> String? do
  case json.node do
    Text(s) -> Some(s)
    _ -> None
  end
end

## A boolean.
##
##     Json.as_bool(Json.from(1))  # => None
pub fn as_bool(json :: Json) -> Bool? do
  case json.node do
    Truth(b) -> Some(b)
    _ -> None
  end
end

## The elements of an array.
##
##     Json.as_list(Json.from([1]))  # => Some([1])
pub fn as_list(json :: Json) -> Option<List<Json>> do
  case json.node do
    Items(xs) -> Some(xs)
    _ -> None
  end
end

## The members of an object.
##
##     Json.as_map(Json.from(%{"a" => 1}))  # => Some(%{a => 1})
pub fn as_map(json :: Json) -> Option<Map<String, Json>> do
  case json.node do
    Members(m) -> Some(m)
    _ -> None
  end
end

## A member of an object.
##
##     Json.field(Json.from(%{"a" => 1}), "a")  # => Some(1)
pub fn field(json :: Json, key :: String) -> Json? do
  case json.node do
    Members(m) -> Map.fetch(m, key)
    _ -> None
  end
end

## An element of an array; negative from the end.
##
##     Json.item(Json.from([1, 2]), -1)  # => Some(2)
pub fn item(json :: Json, i :: Int) -> Json? do
  case json.node do
    Items(xs) ->
      let n = List.length(xs)
      let k = if i < 0 do i + n else i end
      if k >= 0 and k < n do
        Some(List.get_unchecked(xs, k))
      else
        None
      end
    _ -> None
  end
end

## Whether an object has the member, also if it is null.
##
##     Json.has(Json.from(%{"a" => 1}), "b")  # => false
pub fn has(json :: Json, key :: String) -> Bool do
  case json.node do
    Members(m) -> Map.has_key(m, key)
    _ -> false
  end
end

## The keys of an object.
##
##     Json.keys(Json.from(%{"a" => 1}))  # => [a]
pub fn keys(json :: Json) -> List<String> do
  case json.node do
    Members(m) -> Map.keys(m)
    _ -> []
  end
end

## The members of an object.
##
##     Json.entries(Json.from(%{"a" => 1}))  # => [(a, 1)]
pub fn entries(json :: Json) -> List<(String, Json)> do
  case json.node do
    Members(m) -> Map.to_list(m)
    _ -> []
  end
end

## The number of elements or members.
##
##     Json.size(Json.from([1, 2]))  # => 2
pub fn size(json :: Json) -> Int do
  case json.node do
    Items(xs) -> List.length(xs)
    Members(m) -> Map.size(m)
    _ -> 0
  end
end

# ---- Making and changing ----------------------------------------------------------------------------------------------

fn of_int(n :: Int) -> Json = Json { node: Whole(n) }

fn of_float(x :: Float) -> Json = Json { node: if Float.is_finite(x) do Number(x) else Null end }

fn of_bool(b :: Bool) -> Json = Json { node: Truth(b) }

fn of_string(s :: String) -> Json = Json { node: Text(s) }

fn of_list(xs :: List<Json>) -> Json = Json { node: Items(xs) }

fn of_map(m :: Map<String, Json>) -> Json = Json { node: Members(m) }

# A variant of a sum type.
fn of_variant(tag :: String, fields :: List<Json>) -> Json do
  of_map(%{"tag" => of_string(tag), "fields" => of_list(fields)})
end

## A value as JSON.
##
##     Json.from([1, 2])  # => [1,2]
pub fn from<T>(x :: T) -> Json where T: ToJson = x.to_json()

## The value null.
##
##     Json.null()  # => null
pub fn null() -> Json = Json { node: Null }

## An object; of a key that is there twice the last value counts.
##
##     Json.object([("a", 1)])  # => {"a":1}
pub fn object<T>(pairs :: List<(String, T)>) -> Json where T: ToJson do
  of_map(List.reduce(pairs, Map.new(), fn acc, pair ->
    let (key, x) = pair
    Map.put(acc, key, x.to_json())
  end))
end

## An array.
##
##     Json.array([1, 2])  # => [1,2]
pub fn array<T>(xs :: List<T>) -> Json where T: ToJson = xs.to_json()

## With the member replaced or appended; what is no object counts as an empty one.
##
##     Json.put(Json.null(), "a", 1)  # => {"a":1}
pub fn put<T>(json :: Json, key :: String, x :: T) -> Json where T: ToJson do
  case json.node do
    Members(m) -> of_map(Map.put(m, key, x.to_json()))
    _ -> of_map(Map.put(Map.new(), key, x.to_json()))
  end
end

## Without the member.
##
##     Json.delete(Json.from(%{"a" => 1}), "a")  # => {}
pub fn delete(json :: Json, key :: String) -> Json do
  case json.node do
    Members(m) -> of_map(Map.delete(m, key))
    _ -> json
  end
end

## With an element at the end; what is no array counts as an empty one.
##
##     Json.append(Json.from([1]), 2)  # => [1,2]
pub fn append<T>(json :: Json, x :: T) -> Json where T: ToJson do
  case json.node do
    Items(xs) -> of_list(List.append(xs, x.to_json()))
    _ -> of_list([x.to_json()])
  end
end

## `a` changed by the merge patch `b`, after RFC 7396.
##
##     Json.merge(Json.from(%{"a" => 1}), Json.from(%{"b" => 2}))  # => {"a":1,"b":2}
pub fn merge(a :: Json, b :: Json) -> Json do
  case b.node do
    Members(patch) ->
      let start = case a.node do
        Members(m) -> m
        _ -> Map.new()
      end
      of_map(Map.reduce(patch, start, merged_member))
    _ -> b
  end
end

fn merged_member(m :: Map<String, Json>, key :: String, change :: Json) -> Map<String, Json> do
  if is_null(change) do
    Map.delete(m, key)
  else
    Map.put(m, key, merge(Map.get_or(m, key, null()), change))
  end
end

## What `f` makes of the elements or of the values of members.
##
##     Json.map(Json.from([1]), fn x -> Json.from([x]) end)  # => [[1]]
pub fn map(json :: Json, f :: Fun(Json) -> Json) -> Json do
  case json.node do
    Items(xs) -> of_list(List.map(xs, f))
    Members(m) -> of_map(Map.map_values(m, f))
    _ -> json
  end
end

## With the keys of all objects in ascending order.
##
##     Json.sort_keys(Json.from(%{"b" => 1, "a" => 2}))  # => {"a":2,"b":1}
pub fn sort_keys(json :: Json) -> Json do
  case json.node do
    Members(m) -> map(of_map(Map.sort(m)), sort_keys)
    _ -> map(json, sort_keys)
  end
end

## How deep arrays and objects lie in one another; 0 for scalars.
##
##     Json.depth(Json.from([[1]]))  # => 2
pub fn depth(json :: Json) -> Int do
  case json.node do
    Items(xs) -> 1 + List.reduce(xs, 0, deeper)
    Members(m) -> 1 + List.reduce(Map.values(m), 0, deeper)
    _ -> 0
  end
end

fn deeper(most :: Int, json :: Json) -> Int = Math.max(most, depth(json))

# ---- Decoding ---------------------------------------------------------------------------------------------------------

fn kind_name(json :: Json) -> String do
  case json.node do
    Null -> "Null"
    Truth(_) -> "Bool"
    Whole(_) -> "Int"
    Number(_) -> "Float"
    Text(_) -> "String"
    Items(_) -> "Array"
    Members(_) -> "Object"
  end
end

fn mismatch<T>(wanted :: String, json :: Json) -> T!String = Err("expected ${wanted}, found ${kind_name(json)}")

fn to_int(json :: Json) -> Int!String do
  case json.node do
    Whole(n) -> Ok(n)
    Number(x) ->
      case whole_of(x) do
        Some(n) -> Ok(n)
        None ->
          if Float.floor(x) == x do
            Err("number out of range")
          else
            mismatch("Int", json)
          end
      end
    _ -> mismatch("Int", json)
  end
end

# The problem of a part, with the part's place before the place that it names itself.
fn under(place :: String, problem :: String) -> String do
  if String.starts_with(problem, "at ") and String.contains(problem, ": ") do
    let rest = String.drop(problem, 3)
    let dot = if String.starts_with(rest, "[") do "" else "." end
    "at ${place}${dot}${rest}"
  else
    "at ${place}: ${problem}"
  end
end

fn within<T>(place :: String, result :: T!String) -> T!String do
  case result do
    Ok(x) -> Ok(x)
    Err(e) -> Err(under(place, e))
  end
end

fn int_key(key :: String) -> Int!String do
  case Int.parse(key) do
    Some(n) -> Ok(n)
    None -> Err("invalid key: ${key}")
  end
end

fn expect_array(json :: Json) -> List<Json>!String do
  case json.node do
    Items(xs) -> Ok(xs)
    _ -> mismatch("Array", json)
  end
end

fn expect_object(json :: Json) -> Map<String, Json>!String do
  case json.node do
    Members(m) -> Ok(m)
    _ -> mismatch("Object", json)
  end
end

fn decode_items<T>(json :: Json) -> List<T>!String where T: FromJson do
  let xs = expect_array(json)?
  decode_from(xs, 0, List.with_capacity(List.length(xs)))
end

fn decode_from<T>(xs :: List<Json>, i :: Int, acc :: List<T>) -> List<T>!String where T: FromJson do
  if i < List.length(xs) do
    case T.decode(List.get_unchecked(xs, i)) do
      Ok(x) -> decode_from(xs, i + 1, List.append(acc, x))
      Err(e) -> Err(under("[${i}]", e))
    end
  else
    Ok(acc)
  end
end

fn decode_members<K, V>(json :: Json, key_of :: Fun(String) -> K!String) -> Map<K, V>!String where K: Eq + Hash, V: FromJson do
  let m = expect_object(json)?
  members_from(m, Map.next_slot(m, 0), key_of, Map.new())
end

fn members_from<K, V>(
  m :: Map<String, Json>,
  slot :: Int,
  key_of :: Fun(String) -> K!String,
  acc :: Map<K, V>
) -> Map<K, V>!String where K: Eq + Hash, V: FromJson do
  if slot < 0 do
    return Ok(acc)
  end
  let name = Map.key_at(m, slot)
  let key = key_of(name)?
  case V.decode(Map.value_at(m, slot)) do
    Ok(v) -> members_from(m, Map.next_slot(m, slot + 1), key_of, Map.put(acc, key, v))
    Err(e) -> Err(under(name, e))
  end
end

# A field of a struct.
fn decode_field<T>(m :: Map<String, Json>, name :: String) -> T!String where T: FromJson do
  let slot = Map.find_slot(m, name)
  if slot >= 0 do
    return within(name, T.decode(Map.value_at(m, slot)))
  end
  case T.absent_json() do
    Some(x) -> Ok(x)
    None -> Err("missing field: ${name}")
  end
end

# The name of the variant that a value of a sum type has.
fn decode_tag(json :: Json) -> String!String do
  let m = expect_object(json)?
  case Map.fetch(m, "tag") do
    Some(tag) -> within("tag", String.decode(tag))
    None -> Err("missing field: tag")
  end
end

# The n fields of a variant.
fn decode_payload(json :: Json, n :: Int) -> List<Json>!String do
  case field(json, "fields") do
    Some(fields) -> within("fields", decode_items_of(fields, n))
    None -> Err("missing field: fields")
  end
end

# The elements of an array that has to have n.
fn decode_items_of(json :: Json, n :: Int) -> List<Json>!String do
  let xs = expect_array(json)?
  if List.length(xs) == n do
    Ok(xs)
  else
    Err("expected Array of length ${n}, found length ${List.length(xs)}")
  end
end

# Element i, which stands at `place`.
fn decode_item<T>(xs :: List<Json>, i :: Int, place :: String) -> T!String where T: FromJson do
  within("${place}[${i}]", T.decode(List.get_unchecked(xs, i)))
end

fn unknown_variant<T>(name :: String, tag :: String) -> T!String = Err("unknown variant for ${name}: ${tag}")

impl Eq for Json do
  fn eq(self, other :: Json) -> Bool = encode(self) == encode(other)
end

impl Display for Json do
  fn to_string(self) -> String = encode(self)
end

impl Debug for Json do
  fn inspect(self) -> String = encode(self)
end

impl From<Json> for String do
  fn from(value :: Json) -> String = encode(value)
end
