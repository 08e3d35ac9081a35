##! The parts of the error texts that the library gives: `KIND` or `KIND: DETAIL`.

## What happened: the part before the first `: `, or the whole text.
##
##     Fault.kind("not found: /srv/a")  # => not found
pub fn kind(text :: String) -> String do
  case String.split_once(text, ": ") do
    Some((before, _)) -> before
    None -> text
  end
end

## Where it happened: the part after the first `: `, or an empty text.
##
##     Fault.detail("not found: /srv/a")  # => /srv/a
pub fn detail(text :: String) -> String do
  case String.split_once(text, ": ") do
    Some((_, after)) -> after
    None -> ""
  end
end
