# The shortest way through a maze.
let maze = [
  "S.#.....",
  "..#.###.",
  ".##...#.",
  "....#.#.",
  "###.#..E"
]

fn at(x :: Int, y :: Int) -> String do
  if y < 0 or y >= List.length(maze) do
    "#"
  else
    Option.unwrap_or(String.at(maze[y], x), "#")
  end
end

fn search(queue :: Queue<(Int, Int, Int)>, seen :: Set<(Int, Int)>) -> Int? do
  if Queue.is_empty(queue) do
    None
  else
    let ((x, y, n), rest) = Queue.pop(queue)
    if at(x, y) == "E" do
      Some(n)
    else
      let next = List.filter([(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)], fn p ->
        let (a, b) = p
        a >= 0 and at(a, b) != "#" and not Set.contains(seen, p)
      end)
      let queue = List.reduce(next, rest, fn q, p ->
        let (a, b) = p
        Queue.push(q, (a, b, n + 1))
      end)
      search(queue, List.reduce(next, seen, Set.add))
    end
  end
end

fn main() do
  println("${search(Queue.push(Queue.new(), (0, 0, 0)), Set.from_list([(0, 0)]))}")
end
