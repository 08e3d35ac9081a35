//! A large project for measuring `meshc check`: many modules of ordinary code that import each other.

use std::fmt::Write;
use std::path::Path;

/// Writes a project of about `lines` lines; returns how many it has.
pub fn project(dir: &Path, lines: usize) -> std::io::Result<usize> {
    std::fs::create_dir_all(dir.join("depot"))?;
    let modules = (lines / 500).max(1);
    let mut written = 0;
    for m in 0..modules {
        let text = module(m);
        written += text.lines().count();
        std::fs::write(dir.join("depot").join(format!("part_{m}.mpl")), text)?;
    }
    let mut main = String::new();
    for m in 0..modules {
        let _ = writeln!(main, "import Depot.Part{m}");
    }
    main.push_str("\nfn main() do\n");
    for m in 0..modules {
        let _ = writeln!(main, "  println(\"${{Depot.Part{m}.total_0({m})}}\")");
    }
    main.push_str("end\n");
    written += main.lines().count();
    std::fs::write(dir.join("main.mpl"), main)?;
    Ok(written)
}

fn module(m: usize) -> String {
    let mut out = String::new();
    if m > 0 {
        let _ = writeln!(out, "import Depot.Part{}\n", m - 1);
    }
    for k in 0..10 {
        let before = if m > 0 && k == 0 {
            format!("Depot.Part{}.total_0(n - 1)", m - 1)
        } else {
            "n * 2".to_owned()
        };
        let _ = write!(
            out,
            r#"## Goods of kind {k}.
pub struct Crate{k} do
  name :: String
  weight :: Float
  count :: Int
  tags :: List<String>
end

type Move{k} do
  Arrive{k}(Crate{k})
  Leave{k}(String, Int)
  Wait{k}
end

fn weigh_{k}(crates :: List<Crate{k}>) -> Float do
  crates
    |> List.filter(fn c -> c.count > {k} end)
    |> List.map(fn c -> c.weight * Int.to_float(c.count) end)
    |> List.reduce(0.0, fn sum, w -> sum + w end)
end

fn step_{k}(move :: Move{k}, stock :: Map<String, Int>) -> Map<String, Int>!String do
  case move do
    Arrive{k}(c) -> Ok(Map.put(stock, c.name, c.count))
    Leave{k}(name, n) ->
      let left = Map.get(stock, name) - n
      if left < 0 do
        Err("only ${{Map.get(stock, name)}} of ${{name}}")
      else
        Ok(Map.put(stock, name, left))
      end
    Wait{k} -> Ok(stock)
  end
end

pub fn total_{k}(n :: Int) -> Int do
  let crates = for i in 0..n do
    Crate{k} {{ name: "crate ${{i}}", weight: 1.5, count: i, tags: ["a", "b"] }}
  end
  let heavy = weigh_{k}(crates)
  let moves = List.map(crates, fn c -> Arrive{k}(c) end)
  let stock = List.try_reduce(moves, %{{}}, fn stock, move -> step_{k}(move, stock) end)
  case stock do
    Ok(m) when heavy > 10.0 -> Map.size(m) + 1
    Ok(m) -> Map.size(m) + {before}
    Err(text) -> String.length(text)
  end
end

"#
        );
    }
    out
}
