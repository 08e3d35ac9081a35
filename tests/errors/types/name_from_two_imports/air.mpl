pub struct Ticket do
  n :: Int
end
