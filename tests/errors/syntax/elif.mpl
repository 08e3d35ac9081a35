fn f(x) do
  if x > 1 do
    "big"
  elif x > 0 do
    "small"
  end
end
