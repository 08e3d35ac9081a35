##! Paths as texts. Nothing here touches the file system; only `absolute` asks for the current directory.

## `b` below `a`, with one `/` between them; `b` alone if it is absolute.
##
##     Path.join("logs/", "a.txt")  # => logs/a.txt
pub fn join(a :: String, b :: String) -> String do
  if a == "" or is_absolute(b) do
    b
  else if b == "" do
    a
  else
    String.trim_end(a, "/") <> "/" <> b
  end
end

## The parts joined from left to right.
##
##     Path.join_all(["a", "b", "c"])  # => a/b/c
pub fn join_all(parts :: List<String>) -> String = List.reduce(parts, "", join)

## The parts of a path; a leading `/` is one, empty and `.` parts are left out.
##
##     Path.split("/srv//x/./y/")  # => [/, srv, x, y]
pub fn split(p :: String) -> List<String> do
  let parts = List.filter(String.split(p, "/"), fn part -> part != "" and part != "." end)
  if is_absolute(p) do
    List.prepend(parts, "/")
  else
    parts
  end
end

## The last part; empty for `/`, `.` and the empty path.
##
##     Path.name("/srv/a.tar.gz")  # => a.tar.gz
pub fn name(p :: String) -> String do
  case List.split_last(split(p)) do
    Some(("/", _)) | None -> ""
    Some((last, _)) -> last
  end
end

## The path without its last part.
##
##     Path.parent("/srv/a.txt")  # => /srv
pub fn parent(p :: String) -> String do
  case List.split_last(split(p)) do
    None -> "."
    Some((_, [])) ->
      if is_absolute(p) do
        "/"
      else
        "."
      end
    Some((_, above)) -> join_all(above)
  end
end

# The position of the dot before the extension of a name.
fn dot(file :: String) -> Int? do
  let i = String.last_index_of(file, ".")?
  if i == 0 or i == String.length(file) - 1 do
    None
  else
    Some(i)
  end
end

## The name without its last extension. A dot at the beginning or the end makes no extension.
##
##     Path.stem("a.tar.gz")  # => a.tar
pub fn stem(p :: String) -> String do
  let file = name(p)
  case dot(file) do
    Some(i) -> String.take(file, i)
    None -> file
  end
end

## The last extension without its dot, or an empty text.
##
##     Path.ext("a.tar.gz")  # => gz
pub fn ext(p :: String) -> String do
  let file = name(p)
  case dot(file) do
    Some(i) -> String.drop(file, i + 1)
    None -> ""
  end
end

## With another extension; an empty one removes it.
##
##     Path.with_ext("b/a.md", "html")  # => b/a.html
pub fn with_ext(p :: String, e :: String) -> String do
  if e == "" do
    with_name(p, stem(p))
  else
    with_name(p, "${stem(p)}.${e}")
  end
end

## With another last part.
##
##     Path.with_name("b/a.md", "c")  # => b/c
pub fn with_name(p :: String, n :: String) -> String do
  case List.split_last(split(p)) do
    None -> n
    Some((_, above)) -> join_all(List.append(above, n))
  end
end

## Without `.`, empty parts and `x/..`, as far as the text alone tells.
##
##     Path.normalize("a/b/../c")  # => a/c
pub fn normalize(p :: String) -> String do
  case List.reduce(split(p), [], normal_step) do
    [] -> "."
    parts -> join_all(parts)
  end
end

fn normal_step(done :: List<String>, part :: String) -> List<String> do
  if part != ".." do
    List.append(done, part)
  else
    case List.at(done, -1) do
      None | Some("..") -> List.append(done, "..")
      Some("/") -> done
      Some(_) -> List.drop_end(done, 1)
    end
  end
end

## Does it start with `/`?
##
##     Path.is_absolute("a/b")  # => false
pub fn is_absolute(p :: String) -> Bool = String.starts_with(p, "/")

## The normalised path from `/` on.
pub fn absolute(p :: String) -> String!String do
  if is_absolute(p) do
    Ok(normalize(p))
  else
    let here = Env.cwd()?
    Ok(normalize(join(here, p)))
  end
end

## How to reach `p` from `base`; `None` if only one of them is absolute, or what is left of `base` begins with `..`.
##
##     Path.relative("/srv/lib", "/srv/app")  # => Some(../lib)
pub fn relative(p :: String, base :: String) -> String? do
  if is_absolute(p) != is_absolute(base) do
    None
  else
    let to = split(normalize(p))
    let from = split(normalize(base))
    let shared = shared_length(to, from, 0)
    let up = List.drop(from, shared)
    if List.contains(up, "..") do
      None
    else
      case List.concat(List.repeat("..", List.length(up)), List.drop(to, shared)) do
        [] -> Some(".")
        parts -> Some(join_all(parts))
      end
    end
  end
end

fn shared_length(xs :: List<String>, ys :: List<String>, n :: Int) -> Int do
  if n < List.length(xs) and n < List.length(ys) and xs[n] == ys[n] do
    shared_length(xs, ys, n + 1)
  else
    n
  end
end

## Is `p`, as a text, `base` or below it?
##
##     Path.is_inside("www/../etc", "www")  # => false
pub fn is_inside(p :: String, base :: String) -> Bool do
  let inner = split(normalize(p))
  let outer = split(normalize(base))
  is_absolute(p) == is_absolute(base) and List.starts_with(inner, outer) and not List.contains(List.drop(inner, List.length(outer)), "..")
end

## `p` below `base`, normalised, if it is relative and stays there. For paths that come from requests.
##
##     Path.safe_join("www", "../etc")  # => None
pub fn safe_join(base :: String, p :: String) -> String? do
  let whole = normalize(join(base, p))
  if is_absolute(p) or String.contains(p, "\0") or not is_inside(whole, base) do
    None
  else
    Some(whole)
  end
end

## Does the whole path match the pattern? `?` is one character and `*` any run of them, but for `/`; `**` as a whole part is any
## number of parts; `[a-z]` and `[!a-z]` are sets of characters, `{a,b}` alternatives, and `\` takes the next character as it is.
##
##     Path.matches("src/io/file.mpl", "src/**/*.mpl")  # => true
pub fn matches(p :: String, pattern :: String) -> Bool do
  let parts = String.split(p, "/")
  List.any(alternatives(pattern), fn one -> parts_match(parts, String.split(one, "/")) end)
end

# The patterns that one with `{a,b}` stands for.
fn alternatives(pattern :: String) -> List<String> do
  let cs = String.chars(pattern)
  case opening(cs, 0) do
    None -> [pattern]
    Some(open) ->
      case closing(cs, open + 1, 0, open + 1, []) do
        None -> [pattern]
        Some((close, options)) ->
          let before = String.concat(List.take(cs, open))
          let tails = alternatives(String.concat(List.drop(cs, close + 1)))
          List.flat_map(
            options,
            fn option ->
              List.flat_map(
                alternatives(option),
                fn middle -> List.map(tails, fn tail -> before <> middle <> tail end) end
              )
            end
          )
      end
  end
end

# The first `{` that is neither quoted nor in a set.
fn opening(cs :: List<String>, i :: Int) -> Int? do
  if i >= List.length(cs) do
    None
  else
    case cs[i] do
      "\\" -> opening(cs, i + 2)
      "[" -> opening(cs, set_end(cs, i))
      "{" -> Some(i)
      _ -> opening(cs, i + 1)
    end
  end
end

# The matching `}`, and what stands between the commas.
fn closing(cs :: List<String>, i :: Int, depth :: Int, start :: Int, options :: List<String>) -> Option<(Int, List<String>)> do
  if i >= List.length(cs) do
    None
  else
    let option = fn -> List.append(options, String.concat(List.slice(cs, start, i))) end
    case cs[i] do
      "\\" -> closing(cs, i + 2, depth, start, options)
      "[" -> closing(cs, set_end(cs, i), depth, start, options)
      "{" -> closing(cs, i + 1, depth + 1, start, options)
      "}" when depth == 0 -> Some((i, option()))
      "}" -> closing(cs, i + 1, depth - 1, start, options)
      "," when depth == 0 -> closing(cs, i + 1, depth, i + 1, option())
      _ -> closing(cs, i + 1, depth, start, options)
    end
  end
end

# Behind the `]` of the set that begins at i; behind the `[` if nothing closes it.
fn set_end(cs :: List<String>, i :: Int) -> Int do
  let first =
    if i + 1 < List.length(cs) and cs[i + 1] == "!" do
      i + 2
    else
      i + 1
    end
  set_end_from(cs, first + 1, i)
end

fn set_end_from(cs :: List<String>, j :: Int, i :: Int) -> Int do
  if j >= List.length(cs) or cs[j] == "/" do
    i + 1
  else if cs[j] == "]" do
    j + 1
  else
    set_end_from(cs, j + 1, i)
  end
end

# How many parts may be consumed after each part of the pattern: all possibilities go on side by side, so that no pattern takes
# more than its length times that of the path.
fn parts_match(parts :: List<String>, pattern :: List<String>) -> Bool do
  let ends =
    List.reduce(
      pattern,
      [0],
      fn at, piece ->
        if piece == "**" do
          all_from(at, List.length(parts))
        else
          let cs = String.chars(piece)
          List.filter_map(
            at,
            fn i ->
              if i < List.length(parts) and part_matches(String.chars(parts[i]), cs) do
                Some(i + 1)
              else
                None
              end
            end
          )
        end
      end
    )
  List.contains(ends, List.length(parts))
end

fn all_from(at :: List<Int>, last :: Int) -> List<Int> do
  case at do
    [] -> []
    first :: _ -> List.generate(last - first + 1, fn k -> first + k end)
  end
end

fn part_matches(text :: List<String>, pattern :: List<String>) -> Bool do
  List.contains(part_ends(text, pattern, 0, [0]), List.length(text))
end

# The places in the text, ascending, that the first i characters of the pattern can lead to.
fn part_ends(text :: List<String>, pattern :: List<String>, i :: Int, at :: List<Int>) -> List<Int> do
  if i >= List.length(pattern) or List.is_empty(at) do
    at
  else
    case pattern[i] do
      "*" -> part_ends(text, pattern, i + 1, all_from(at, List.length(text)))
      "?" -> part_ends(text, pattern, i + 1, stepped(text, at, fn _ -> true end))
      "[" when set_end(pattern, i) > i + 1 ->
        let after = set_end(pattern, i)
        part_ends(text, pattern, after, stepped(text, at, fn c -> in_set(pattern, i + 1, after - 1, c) end))
      "\\" when i + 1 < List.length(pattern) ->
        part_ends(text, pattern, i + 2, stepped(text, at, fn c -> c == pattern[i + 1] end))
      wanted -> part_ends(text, pattern, i + 1, stepped(text, at, fn c -> c == wanted end))
    end
  end
end

fn stepped(text :: List<String>, at :: List<Int>, fits :: Fun(String) -> Bool) -> List<Int> do
  List.filter_map(
    at,
    fn i ->
      if i < List.length(text) and fits(text[i]) do
        Some(i + 1)
      else
        None
      end
    end
  )
end

# Is c in the set between two places of the pattern?
fn in_set(pattern :: List<String>, from :: Int, to :: Int, c :: String) -> Bool do
  if pattern[from] == "!" do
    not in_ranges(pattern, from + 1, to, c)
  else
    in_ranges(pattern, from, to, c)
  end
end

fn in_ranges(pattern :: List<String>, i :: Int, to :: Int, c :: String) -> Bool do
  if i >= to do
    false
  else if i + 2 < to and pattern[i + 1] == "-" do
    (pattern[i] <= c and c <= pattern[i + 2]) or in_ranges(pattern, i + 3, to, c)
  else
    pattern[i] == c or in_ranges(pattern, i + 1, to, c)
  end
end
