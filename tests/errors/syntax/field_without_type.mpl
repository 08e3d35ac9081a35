struct P do
  x
  y :: Int
end
