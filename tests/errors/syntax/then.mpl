fn f(a) do
  if a then
    1
  end
end
