# Five planets, n steps of symplectic Euler. Usage: nbody 5000000
struct Body do
  x :: Float
  y :: Float
  z :: Float
  vx :: Float
  vy :: Float
  vz :: Float
  mass :: Float
end

let solar_mass = 4.0 * Math.pi * Math.pi

let days = 365.24

fn bodies() -> List<Body> do
  [
    Body { x: 0.0, y: 0.0, z: 0.0, vx: 0.0, vy: 0.0, vz: 0.0, mass: solar_mass },
    Body {
      x: 4.84143144246472090e+00,
      y: -1.16032004402742839e+00,
      z: -1.03622044471123109e-01,
      vx: 1.66007664274403694e-03 * days,
      vy: 7.69901118419740425e-03 * days,
      vz: -6.90460016972063023e-05 * days,
      mass: 9.54791938424326609e-04 * solar_mass
    },
    Body {
      x: 8.34336671824457987e+00,
      y: 4.12479856412430479e+00,
      z: -4.03523417114321381e-01,
      vx: -2.76742510726411989e-03 * days,
      vy: 4.99852801234917238e-03 * days,
      vz: 2.30417297573763929e-05 * days,
      mass: 2.85885980666130812e-04 * solar_mass
    },
    Body {
      x: 1.28943695621391310e+01,
      y: -1.51111514016986312e+01,
      z: -2.23307578892655734e-01,
      vx: 2.96460137564761618e-03 * days,
      vy: 2.37847173959480950e-03 * days,
      vz: -2.96589568540237556e-05 * days,
      mass: 4.36624404335156298e-05 * solar_mass
    },
    Body {
      x: 1.53796971148509165e+01,
      y: -2.59193146099879641e+01,
      z: 1.79258772950371181e-01,
      vx: 2.68067772490389322e-03 * days,
      vy: 1.62824170038242295e-03 * days,
      vz: -9.51592254519715870e-05 * days,
      mass: 5.15138902046611451e-05 * solar_mass
    }
  ]
end

fn centred(bodies :: List<Body>) -> List<Body> do
  let px = List.reduce(bodies, 0.0, fn p, b -> p + b.vx * b.mass end)
  let py = List.reduce(bodies, 0.0, fn p, b -> p + b.vy * b.mass end)
  let pz = List.reduce(bodies, 0.0, fn p, b -> p + b.vz * b.mass end)
  List.update(
    bodies,
    0,
    fn sun -> %{sun | vx: -px / solar_mass, vy: -py / solar_mass, vz: -pz / solar_mass} end
  )
end

fn pair_energy(bodies :: List<Body>, b :: Body, from :: Int) -> Float do
  pair_energy_loop(bodies, b, from, 0.0)
end

fn pair_energy_loop(bodies :: List<Body>, b :: Body, j :: Int, e :: Float) -> Float do
  if j == List.length(bodies) do
    e
  else
    let c = bodies[j]
    let dx = b.x - c.x
    let dy = b.y - c.y
    let dz = b.z - c.z
    pair_energy_loop(bodies, b, j + 1, e + b.mass * c.mass / Math.sqrt(dx * dx + dy * dy + dz * dz))
  end
end

fn energy(bodies :: List<Body>) -> Float do
  energy_loop(bodies, 0, 0.0)
end

fn energy_loop(bodies :: List<Body>, i :: Int, e :: Float) -> Float do
  if i == List.length(bodies) do
    e
  else
    let b = bodies[i]
    let kinetic = 0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz)
    energy_loop(bodies, i + 1, e + kinetic - pair_energy(bodies, b, i + 1))
  end
end

# Body i, as b, and the bodies from j on pull each other.
fn pull(bodies :: List<Body>, i :: Int, b :: Body, j :: Int) -> List<Body> do
  if j == List.length(bodies) do
    List.set(bodies, i, b)
  else
    let c = bodies[j]
    let dx = b.x - c.x
    let dy = b.y - c.y
    let dz = b.z - c.z
    let d2 = dx * dx + dy * dy + dz * dz
    let mag = 0.01 / (d2 * Math.sqrt(d2))
    let there = b.mass * mag
    let here = c.mass * mag
    let pulled = %{c | vx: c.vx + dx * there, vy: c.vy + dy * there, vz: c.vz + dz * there}
    pull(
      List.set(bodies, j, pulled),
      i,
      %{b | vx: b.vx - dx * here, vy: b.vy - dy * here, vz: b.vz - dz * here},
      j + 1
    )
  end
end

fn pull_all(bodies :: List<Body>, i :: Int) -> List<Body> do
  if i == List.length(bodies) do
    bodies
  else
    let b = bodies[i]
    pull_all(pull(bodies, i, b, i + 1), i + 1)
  end
end

fn moved(b :: Body) -> Body do
  %{b | x: b.x + 0.01 * b.vx, y: b.y + 0.01 * b.vy, z: b.z + 0.01 * b.vz}
end

fn simulate(bodies :: List<Body>, steps :: Int) -> List<Body> do
  if steps == 0 do
    bodies
  else
    simulate(pull_all(bodies, 0) |> List.map(moved), steps - 1)
  end
end

fn main() do
  let n = Env.params() |> List.first() |> Option.and_then(String.to_int) |> Option.unwrap_or(5000000)
  let start = centred(bodies())
  println(Float.to_fixed(energy(start), 9))
  println(Float.to_fixed(energy(simulate(start, n)), 9))
end
