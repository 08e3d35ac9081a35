##! What tests need beside the assertions; of use in test files only.
##!
##! Used by the compiler, which writes the assertions out: `begin`, `done`, `entering`, `after`, `shown`, `failed`, `raises`.

extern "mesh_test_failed_at" fn fail_with(text :: String, details :: String) -> Never
extern "mesh_test_caught" fn caught(f :: Fun() -> ()) -> String
extern "mesh_test_returned" fn returned(value :: String)
extern "mesh_test_was_returned" fn was_returned() -> Bool
extern "mesh_test_note" fn note(line :: String)
extern "mesh_test_stop" fn stop() -> Never
extern "mesh_test_begin" fn open_report()
extern "mesh_test_after" fn run_after(f :: Fun() -> ())
extern "mesh_test_finish" fn finish()

## Starts the report of a test to the process that runs it.
pub fn begin() -> () do
  open_report()
end

## Runs the teardowns that wait, and says that the test came to its end.
pub fn done() -> () do
  finish()
  note("@done")
end

## Says which part of a test begins.
pub fn entering(part :: String) -> () do
  note("@" <> part)
end

## Registers a teardown: it runs at the end of the test, also after a failure; the last one first.
pub fn after(f :: Fun() -> ()) -> () do
  run_after(f)
end

## A value as failed assertions show it.
pub fn shown<T>(x :: T) -> String where T: Debug = x.inspect()

## Ends the test: the assertion does not hold. `details` are further lines.
pub fn failed(text :: String, details :: String) -> Never do
  fail_with("assertion failed: " <> text, details)
end

## Runs `f`, which has to panic, and returns the message of the panic.
pub fn raises<T>(f :: Fun() -> T) -> String where T: Debug do
  let message = caught(fn do returned(f().inspect()) end)
  if was_returned() do
    fail_with("assertion failed: expected a panic, got " <> message, "")
  else
    message
  end
end

## The same, where the message has to contain a text.
pub fn raises<T>(f :: Fun() -> T, text :: String) -> String where T: Debug do
  let message = raises(f)
  if String.contains(message, text) do
    message
  else
    fail_with("assertion failed: panicked with " <> message.inspect() <> ", expected " <> text.inspect(), "")
  end
end

## Ends the test as failed.
pub fn fail(text :: String) -> Never do
  fail_with("assertion failed: " <> text, "")
end

## Ends the test as skipped.
pub fn skip(why :: String) -> Never do
  note("@skip " <> why)
  stop()
end

## What is in an `Ok`; anything else fails the test.
##
##     Test.ok(Ok(3))  # => 3
pub fn ok<T, E>(r :: T!E) -> T where E: Debug do
  case r do
    Ok(value) -> value
    Err(e) -> fail_with("assertion failed: expected Ok, got Err(" <> e.inspect() <> ")", "")
  end
end

## What is in an `Err`; anything else fails the test.
##
##     Test.err(Err("no"))  # => no
pub fn err<T, E>(r :: T!E) -> E where T: Debug do
  case r do
    Ok(value) -> fail_with("assertion failed: expected Err, got Ok(" <> value.inspect() <> ")", "")
    Err(e) -> e
  end
end

## What is in a `Some`; `None` fails the test.
##
##     Test.some(Some(3))  # => 3
pub fn some<T>(o :: T?) -> T do
  case o do
    Some(value) -> value
    None -> fail_with("assertion failed: expected Some, got None", "")
  end
end

## Fails the test unless `a` and `b` differ by at most `eps`.
##
##     Test.near(1.0, 1.05, 0.1)  # => ()
pub fn near(a :: Float, b :: Float, eps :: Float) -> () do
  let distance = if a < b do b - a else a - b end
  if not (distance <= eps) do
    fail_with("assertion failed: " <> a.inspect() <> " is not within " <> eps.inspect() <> " of " <> b.inspect(), "")
  end
end

## The full name of the running test.
pub fn name() -> String = Env.get("MESH_TEST_NAME", "")
