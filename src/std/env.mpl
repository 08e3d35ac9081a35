##! The environment of the process: variables, arguments, directories.

extern "mesh_env_get" fn value_or_none(name :: String) -> String?
extern "mesh_env_set" fn set_value(name :: String, value :: String)
extern "mesh_env_entries" fn entries() -> List<String>
extern "mesh_env_executable" fn executable_or_none() -> String?
extern "mesh_env_cwd" fn cwd_or_none() -> String?
extern "mesh_env_set_cwd" fn change_cwd(path :: String) -> Bool
extern "mesh_env_login_home" fn login_home() -> String?
extern "mesh_fault_text" fn fault(detail :: String) -> String

## The value of a variable, or `otherwise` if it is unset.
##
##     Env.get("NO_SUCH_NAME", "elm")  # => elm
pub fn get(name :: String, otherwise :: String) -> String = Option.unwrap_or(value_or_none(name), otherwise)

## The value of a variable.
##
##     Env.get("NO_SUCH_NAME")  # => None
pub fn get(name :: String) -> String? = value_or_none(name)

## The variable as an Int: sign and digits and nothing else; otherwise `otherwise`.
pub fn get_int(name :: String, otherwise :: Int) -> Int do
  case value_or_none(name) do
    Some(text) when text == String.trim(text) -> Option.unwrap_or(String.to_int(text), otherwise)
    _ -> otherwise
  end
end

## The variable as a Float, as `String.to_float` reads it.
pub fn get_float(name :: String, otherwise :: Float) -> Float do
  case value_or_none(name) do
    Some(text) -> Option.unwrap_or(String.to_float(text), otherwise)
    None -> otherwise
  end
end

## The variable as a Bool: `1 true yes on`, `0 false no off` in any case; otherwise `otherwise`.
pub fn get_bool(name :: String, otherwise :: Bool) -> Bool do
  case String.to_lower(Option.unwrap_or(value_or_none(name), "")) do
    "1" | "true" | "yes" | "on" -> true
    "0" | "false" | "no" | "off" -> false
    _ -> otherwise
  end
end

## The value, or an error if the variable is unset or empty.
##
##     Env.require("NO_SUCH_NAME")  # => Err(missing environment variable: NO_SUCH_NAME)
pub fn require(name :: String) -> String!String do
  case value_or_none(name) do
    Some("") | None -> Err("missing environment variable: ${name}")
    Some(value) -> Ok(value)
  end
end

## Is the variable set, possibly empty?
pub fn has(name :: String) -> Bool = Option.is_some(value_or_none(name))

## All variables, sorted by name.
pub fn all() -> Map<String, String> do
  Map.sort(pairs(entries(), 0, %{}))
end

fn pairs(list :: List<String>, i :: Int, m :: Map<String, String>) -> Map<String, String> do
  if i + 1 < List.length(list) do
    pairs(list, i + 2, Map.put(m, list[i], list[i + 1]))
  else
    m
  end
end

## Sets a variable, for this program and the children that it starts.
pub fn set(name :: String, value :: String) -> () do
  if name == "" or String.contains(name, "=") or String.contains(name, "\0") do
    panic("Env.set: invalid name")
  end
  if String.contains(value, "\0") do
    panic("Env.set: invalid value")
  end
  set_value(name, value)
end

## Removes a variable.
pub extern "mesh_env_unset" fn unset(name :: String)

## The command line; element 0 is the program as invoked.
pub extern "mesh_env_args" fn args() -> List<String>

## The command line without element 0.
##
## `meshc run app -- -v x` gives `[-v, x]`.
pub fn params() -> List<String> = List.drop(args(), 1)

## Absolute path of the running file.
pub fn executable() -> String!String do
  case executable_or_none() do
    Some(path) -> Ok(path)
    None -> Err(fault(""))
  end
end

## The current directory.
pub fn cwd() -> String!String do
  case cwd_or_none() do
    Some(path) -> Ok(path)
    None -> Err(fault(""))
  end
end

## Changes the current directory of the process.
pub fn set_cwd(path :: String) -> ()!String do
  if change_cwd(path) do
    Ok(())
  else
    Err(fault(path))
  end
end

## `HOME`, else the home directory of the password database.
pub fn home() -> String? do
  case value_or_none("HOME") do
    Some(path) -> Some(path)
    None -> login_home()
  end
end

## `TMPDIR` if it is set and absolute, else `/tmp`.
pub fn temp_dir() -> String do
  case value_or_none("TMPDIR") do
    Some(path) when String.starts_with(path, "/") -> without_slash(path)
    _ -> "/tmp"
  end
end

fn without_slash(path :: String) -> String do
  if String.length(path) > 1 and String.ends_with(path, "/") do
    without_slash(String.drop_end(path, 1))
  else
    path
  end
end
