fn f() do
  let end = 4
  1
end
