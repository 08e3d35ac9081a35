fn f(x) do
  x |1> g()
end
