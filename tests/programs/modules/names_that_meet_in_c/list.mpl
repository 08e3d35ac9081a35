pub fn describe(xs :: List<Int>) -> String do
  let total = for x in xs do
    100 / x
  end
  "${total}"
end
