from Fare import price, share

fn twice(x :: Int) -> Int = x * 2

describe("outer") do
  setup do
    println("setup outer")
    10
  end

  teardown do |c|
    println("teardown outer ${c}")
  end

  describe("inner") do
    setup do
      println("setup inner")
      "inner"
    end

    teardown do
      println("teardown inner")
    end

    test("order") do |c|
      println("body ${c}")
      assert false
    end
  end

  test("own value") do |c|
    assert_eq twice(c), 20
  end
end

test("raises") do
  assert_eq assert_raises(fn do share(1, 0) end), "division by zero"
  assert_eq assert_raises(fn do panic("boom") end), "boom"
  assert_raises(fn do price(1) end)
end

test("raises other") do
  assert_raises(fn do share(1, 0) end, "bang")
end

test("not equal") do
  assert_ne price(1), 4
end

test("text") do
  assert(price(1) > 4, "too cheap")
end

test("helpers") do
  assert_eq Test.ok(Ok(3)), 3
  assert_eq Test.name(), "helpers"
  Test.near(1.0, 1.05, 0.1)
  Test.some(None) + 1
end

test("skips itself") do
  Test.skip("later")
end

test("endless", timeout: 50) do
  while true do
    nil
  end
end

describe("broken setup") do
  setup do
    panic("no ground")
  end

  test("never runs") do
    assert true
  end
end
