##! Maps: keys to values, in the order of insertion.
##!
##! Used by the compiler: `literal_new`, `put`, `get`, `next_slot`, `key_at`, `value_at`. A slot is the place of an entry; it
##! is valid until the map is changed. `find_slot` gives the slot of a key, or a negative number for `add`.

## Keys with their values.
pub extern "mesh_map" type Map<K, V>

extern "mesh_map_with_capacity" fn with_capacity<K, V>(n :: Int) -> Map<K, V>
extern "mesh_map_find_pure" fn find_slot<K, V>(m :: Map<K, V>, k :: K) -> Int where K: Eq + Hash
extern "mesh_map_next_slot" fn next_slot<K, V>(m :: Map<K, V>, from :: Int) -> Int
extern "mesh_map_slot_key_ref" fn key_at<K, V>(m :: Map<K, V>, slot :: Int) -> K
extern "mesh_map_slot_value_ref" fn value_at<K, V>(m :: Map<K, V>, slot :: Int) -> V
extern "mesh_map_add_own" fn add<K, V>(m :: Map<K, V>, k :: K, v :: V, miss :: Int) -> Map<K, V> where K: Eq + Hash
extern "mesh_map_delete_slot_own" fn delete_slot<K, V>(m :: Map<K, V>, slot :: Int) -> Map<K, V> where K: Eq + Hash
extern "mesh_map_take_value" fn take_value<K, V>(m :: Map<K, V>, slot :: Int) -> V
extern "mesh_map_put_value_own" fn put_value<K, V>(m :: Map<K, V>, slot :: Int, v :: V) -> Map<K, V> where K: Eq + Hash
extern "mesh_map_rewrite_begin" fn rewrite_begin<K, V, W>(m :: Map<K, V>) -> Map<K, W> where K: Eq + Hash
extern "mesh_map_rewrite_take" fn rewrite_take<K, V>(m :: Map<K, V>, slot :: Int) -> V
extern "mesh_map_rewrite_put_own" fn rewrite_put<K, W>(out :: Map<K, W>, slot :: Int, w :: W) -> Map<K, W>
extern "mesh_map_rewrite_end_own" fn rewrite_end<K, V, W>(m :: Map<K, V>, out :: Map<K, W>) -> Map<K, W>

# An empty map with room for the entries of a literal.
fn literal_new<K, V>(capacity :: Int) -> Map<K, V> = with_capacity(capacity)

## The empty map.
##
##     Map.new() |> Map.put("a", 1)  # => %{a => 1}
pub extern "mesh_map_new" fn new<K, V>() -> Map<K, V>

## With `v` at `k`: added at the end, or replaced in its place.
##
##     Map.put(%{"a" => 1, "b" => 2}, "a", 9)  # => %{a => 9, b => 2}
pub fn put<K, V>(m :: Map<K, V>, k :: K, v :: V) -> Map<K, V> where K: Eq + Hash do
  let slot = find_slot(m, k)
  if slot >= 0 do
    put_value(m, slot, v)
  else
    add(m, k, v, slot)
  end
end

## The same only if `k` is absent.
##
##     Map.put_new(%{"a" => 1}, "a", 9)  # => %{a => 1}
pub fn put_new<K, V>(m :: Map<K, V>, k :: K, v :: V) -> Map<K, V> where K: Eq + Hash do
  let slot = find_slot(m, k)
  if slot >= 0 do
    m
  else
    add(m, k, v, slot)
  end
end

## The value at `k`, or the default of its type.
##
##     Map.get(%{"a" => 1}, "z")  # => 0
pub fn get<K, V>(m :: Map<K, V>, k :: K) -> V where K: Eq + Hash, V: Default do
  let slot = find_slot(m, k)
  if slot >= 0 do
    value_at(m, slot)
  else
    V.default()
  end
end

## The value at `k`, if there is one.
##
##     Map.fetch(%{"a" => 1}, "z")  # => None
pub fn fetch<K, V>(m :: Map<K, V>, k :: K) -> V? where K: Eq + Hash do
  let slot = find_slot(m, k)
  if slot >= 0 do
    Some(value_at(m, slot))
  else
    None
  end
end

## The value at `k`, or `fallback`.
##
##     Map.get_or(%{"a" => 1}, "z", -1)  # => -1
pub fn get_or<K, V>(m :: Map<K, V>, k :: K, fallback :: V) -> V where K: Eq + Hash do
  let slot = find_slot(m, k)
  if slot >= 0 do
    value_at(m, slot)
  else
    fallback
  end
end

## Is there a value at `k`?
##
##     Map.has_key(%{"a" => 1}, "a")  # => true
pub extern "mesh_map_has" fn has_key<K, V>(m :: Map<K, V>, k :: K) -> Bool where K: Eq + Hash

## Is there a value equal to `v`?
##
##     Map.has_value(%{"a" => 1}, 1)  # => true
pub fn has_value<K, V>(m :: Map<K, V>, v :: V) -> Bool where V: Eq = slot_of_value(m, v) >= 0

## The first key with a value equal to `v`.
##
##     Map.key_of(%{"a" => 1, "b" => 1}, 1)  # => Some(a)
pub fn key_of<K, V>(m :: Map<K, V>, v :: V) -> K? where V: Eq do
  let slot = slot_of_value(m, v)
  if slot >= 0 do
    Some(key_at(m, slot))
  else
    None
  end
end

fn slot_of_value<K, V>(m :: Map<K, V>, v :: V) -> Int where V: Eq do
  value_slot_from(m, v, next_slot(m, 0))
end

fn value_slot_from<K, V>(m :: Map<K, V>, v :: V, slot :: Int) -> Int where V: Eq do
  if slot < 0 or value_at(m, slot) == v do
    slot
  else
    value_slot_from(m, v, next_slot(m, slot + 1))
  end
end

## Without the entry of `k`.
##
##     Map.delete(%{"a" => 1, "b" => 2}, "a")  # => %{b => 2}
pub extern "mesh_map_delete_own" fn delete<K, V>(m :: Map<K, V>, k :: K) -> Map<K, V> where K: Eq + Hash

## Without the entries of these keys.
##
##     Map.delete_all(%{1 => 2, 3 => 4}, [1, 7])  # => %{3 => 4}
pub fn delete_all<K, V>(m :: Map<K, V>, ks :: List<K>) -> Map<K, V> where K: Eq + Hash do
  List.reduce(ks, m, fn acc, k -> delete(acc, k) end)
end

## Only these keys, in their order.
##
##     Map.select(%{"a" => 1, "b" => 2}, ["b", "x"])  # => %{b => 2}
pub fn select<K, V>(m :: Map<K, V>, ks :: List<K>) -> Map<K, V> where K: Eq + Hash do
  select_from(m, ks, 0, new())
end

fn select_from<K, V>(m :: Map<K, V>, ks :: List<K>, i :: Int, acc :: Map<K, V>) -> Map<K, V> where K: Eq + Hash do
  if i < List.length(ks) do
    let k = List.get_unchecked(ks, i)
    let slot = find_slot(m, k)
    if slot >= 0 do
      select_from(m, ks, i + 1, put(acc, k, value_at(m, slot)))
    else
      select_from(m, ks, i + 1, acc)
    end
  else
    acc
  end
end

## The value at `k`, if there is one, and the map without it.
##
##     Map.pop(%{"a" => 1}, "a")  # => (Some(1), %{})
pub fn pop<K, V>(m :: Map<K, V>, k :: K) -> (V?, Map<K, V>) where K: Eq + Hash do
  let slot = find_slot(m, k)
  if slot >= 0 do
    let v = take_value(m, slot)
    (Some(v), delete_slot(m, slot))
  else
    (None, m)
  end
end

## The value at `k`, if there is one, replaced by what `f` makes of it.
##
##     Map.update(%{"a" => 1}, "a", fn v -> v + 1 end)  # => %{a => 2}
pub fn update<K, V>(m :: Map<K, V>, k :: K, f :: Fun(V) -> V) -> Map<K, V> where K: Eq + Hash do
  let slot = find_slot(m, k)
  if slot >= 0 do
    let v = take_value(m, slot)
    put_value(m, slot, f(v))
  else
    m
  end
end

## `init` at `k` if it is absent, else what `f` makes of the old value.
##
##     Map.upsert(%{}, "a", 1, fn v -> v + 1 end)  # => %{a => 1}
pub fn upsert<K, V>(m :: Map<K, V>, k :: K, init :: V, f :: Fun(V) -> V) -> Map<K, V> where K: Eq + Hash do
  let slot = find_slot(m, k)
  if slot >= 0 do
    let v = take_value(m, slot)
    put_value(m, slot, f(v))
  else
    add(m, k, init, slot)
  end
end

## What `f` makes of the value at `k`, if any; `None` deletes it.
##
##     Map.alter(%{"a" => 1}, "a", fn v -> None end)  # => %{}
pub fn alter<K, V>(m :: Map<K, V>, k :: K, f :: Fun(V?) -> V?) -> Map<K, V> where K: Eq + Hash do
  let slot = find_slot(m, k)
  if slot >= 0 do
    let old = take_value(m, slot)
    case f(Some(old)) do
      Some(v) -> put_value(m, slot, v)
      None -> delete_slot(m, slot)
    end
  else
    case f(None) do
      Some(v) -> add(m, k, v, slot)
      None -> m
    end
  end
end

## `by` added to the number at `k`; absent counts as 0.
##
##     Map.increment(%{"a" => 1}, "b", 5)  # => %{a => 1, b => 5}
pub fn increment<K>(m :: Map<K, Int>, k :: K, by :: Int) -> Map<K, Int> where K: Eq + Hash do
  let slot = find_slot(m, k)
  if slot >= 0 do
    put_value(m, slot, value_at(m, slot) + by)
  else
    add(m, k, by, slot)
  end
end

## `v` appended to the list at `k`.
##
##     Map.push(%{"a" => [1]}, "a", 2)  # => %{a => [1, 2]}
pub fn push<K, V>(m :: Map<K, List<V>>, k :: K, v :: V) -> Map<K, List<V>> where K: Eq + Hash do
  let slot = find_slot(m, k)
  if slot >= 0 do
    let vs = take_value(m, slot)
    put_value(m, slot, List.append(vs, v))
  else
    add(m, k, [v], slot)
  end
end

## The number of entries.
##
##     Map.size(%{"a" => 1})  # => 1
pub extern "mesh_map_size" fn size<K, V>(m :: Map<K, V>) -> Int

## Has it no entries?
##
##     Map.is_empty(%{"a" => 1})  # => false
pub fn is_empty<K, V>(m :: Map<K, V>) -> Bool = size(m) == 0

## The keys in order.
##
##     Map.keys(%{"b" => 1, "a" => 2})  # => [b, a]
pub fn keys<K, V>(m :: Map<K, V>) -> List<K> = keys_from(m, next_slot(m, 0), List.with_capacity(size(m)))

fn keys_from<K, V>(m :: Map<K, V>, slot :: Int, acc :: List<K>) -> List<K> do
  if slot >= 0 do
    keys_from(m, next_slot(m, slot + 1), List.append(acc, key_at(m, slot)))
  else
    acc
  end
end

## The values in order.
##
##     Map.values(%{"b" => 1, "a" => 2})  # => [1, 2]
pub fn values<K, V>(m :: Map<K, V>) -> List<V> = values_from(m, next_slot(m, 0), List.with_capacity(size(m)))

fn values_from<K, V>(m :: Map<K, V>, slot :: Int, acc :: List<V>) -> List<V> do
  if slot >= 0 do
    values_from(m, next_slot(m, slot + 1), List.append(acc, value_at(m, slot)))
  else
    acc
  end
end

## The entries in order.
##
##     Map.to_list(%{"b" => 1})  # => [(b, 1)]
pub fn to_list<K, V>(m :: Map<K, V>) -> List<(K, V)> = pairs_from(m, next_slot(m, 0), List.with_capacity(size(m)))

fn pairs_from<K, V>(m :: Map<K, V>, slot :: Int, acc :: List<(K, V)>) -> List<(K, V)> do
  if slot >= 0 do
    pairs_from(m, next_slot(m, slot + 1), List.append(acc, (key_at(m, slot), value_at(m, slot))))
  else
    acc
  end
end

## The map of these entries; later duplicates win, in the first one's place.
##
##     Map.from_list([("a", 1), ("b", 2), ("a", 3)])  # => %{a => 3, b => 2}
pub fn from_list<K, V>(ps :: List<(K, V)>) -> Map<K, V> where K: Eq + Hash do
  entries_from(ps, 0, with_capacity(List.length(ps)))
end

fn entries_from<K, V>(ps :: List<(K, V)>, i :: Int, acc :: Map<K, V>) -> Map<K, V> where K: Eq + Hash do
  if i < List.length(ps) do
    let (k, v) = List.get_unchecked(ps, i)
    entries_from(ps, i + 1, put(acc, k, v))
  else
    acc
  end
end

## `from_list(List.zip(ks, vs))`.
##
##     Map.from_lists(["a", "b"], [1, 2])  # => %{a => 1, b => 2}
pub fn from_lists<K, V>(ks :: List<K>, vs :: List<V>) -> Map<K, V> where K: Eq + Hash do
  from_lists_from(ks, vs, 0, new())
end

fn from_lists_from<K, V>(ks :: List<K>, vs :: List<V>, i :: Int, acc :: Map<K, V>) -> Map<K, V> where K: Eq + Hash do
  if i < List.length(ks) and i < List.length(vs) do
    from_lists_from(ks, vs, i + 1, put(acc, List.get_unchecked(ks, i), List.get_unchecked(vs, i)))
  else
    acc
  end
end

## The keys with the values that `f` gives.
##
##     Map.from_keys(["ab", "c"], String.length)  # => %{ab => 2, c => 1}
pub fn from_keys<K, V>(ks :: List<K>, f :: Fun(K) -> V) -> Map<K, V> where K: Eq + Hash do
  List.reduce(ks, new(), fn acc, k -> put(acc, k, f(k)) end)
end

## The map of an iterator's pairs, as `from_list`.
##
##     Iter.from(["x"]) |> Iter.enumerate() |> Map.collect()  # => %{0 => x}
pub fn collect<K, V>(it :: Iter<(K, V)>) -> Map<K, V> where K: Eq + Hash = collect_onto(it, new())

fn collect_onto<K, V>(it :: Iter<(K, V)>, acc :: Map<K, V>) -> Map<K, V> where K: Eq + Hash do
  case Iter.pull(it) do
    Some(((k, v), rest)) -> collect_onto(rest, put(acc, k, v))
    None -> acc
  end
end

## The entries of `a`, then those of `b` put into it.
##
##     Map.merge(%{"a" => 1}, %{"b" => 2, "a" => 3})  # => %{a => 3, b => 2}
pub fn merge<K, V>(a :: Map<K, V>, b :: Map<K, V>) -> Map<K, V> where K: Eq + Hash do
  merge_from(b, next_slot(b, 0), a)
end

fn merge_from<K, V>(b :: Map<K, V>, slot :: Int, acc :: Map<K, V>) -> Map<K, V> where K: Eq + Hash do
  if slot >= 0 do
    merge_from(b, next_slot(b, slot + 1), put(acc, key_at(b, slot), value_at(b, slot)))
  else
    acc
  end
end

## The same with `f(of a, of b)` on common keys.
##
##     Map.merge_with(%{"a" => 1}, %{"a" => 2}, fn x, y -> x + y end)  # => %{a => 3}
pub fn merge_with<K, V>(a :: Map<K, V>, b :: Map<K, V>, f :: Fun(V, V) -> V) -> Map<K, V> where K: Eq + Hash do
  reduce(b, a, fn acc, k, v -> upsert(acc, k, v, fn old -> f(old, v) end) end)
end

## The values after `f`; keys and order stay.
##
##     Map.map_values(%{"a" => 2}, fn v -> v * 10 end)  # => %{a => 20}
pub fn map_values<K, V, W>(m :: Map<K, V>, f :: Fun(V) -> W) -> Map<K, W> where K: Eq + Hash do
  let out = rewrite_begin(m)
  map_values_from(m, f, next_slot(m, 0), out)
end

fn map_values_from<K, V, W>(
  m :: Map<K, V>,
  f :: Fun(V) -> W,
  slot :: Int,
  out :: Map<K, W>
) -> Map<K, W> where K: Eq + Hash do
  if slot >= 0 do
    map_values_from(m, f, next_slot(m, slot + 1), rewrite_put(out, slot, f(rewrite_take(m, slot))))
  else
    rewrite_end(m, out)
  end
end

## The keys after `f`; where they clash the later entry wins.
##
##     Map.map_keys(%{"a" => 2}, String.to_upper)  # => %{A => 2}
pub fn map_keys<K, V, L>(m :: Map<K, V>, f :: Fun(K) -> L) -> Map<L, V> where L: Eq + Hash do
  reduce(m, new(), fn acc, k, v -> put(acc, f(k), v) end)
end

## The entries that satisfy `f`.
##
##     Map.filter(%{"a" => 1, "b" => 2}, fn k, v -> v > 1 end)  # => %{b => 2}
pub fn filter<K, V>(m :: Map<K, V>, f :: Fun(K, V) -> Bool) -> Map<K, V> where K: Eq + Hash do
  reduce(m, new(), fn acc, k, v -> if f(k, v) do put(acc, k, v) else acc end end)
end

## The entries that do not satisfy `f`.
##
##     Map.reject(%{"a" => 1, "b" => 2}, fn k, v -> v > 1 end)  # => %{a => 1}
pub fn reject<K, V>(m :: Map<K, V>, f :: Fun(K, V) -> Bool) -> Map<K, V> where K: Eq + Hash do
  reduce(m, new(), fn acc, k, v -> if f(k, v) do acc else put(acc, k, v) end end)
end

## The entries that satisfy `f`, and the others.
##
##     Map.partition(%{1 => 1, 2 => 5}, fn k, v -> k == v end)  # => (%{1 => 1}, %{2 => 5})
pub fn partition<K, V>(
  m :: Map<K, V>,
  f :: Fun(K, V) -> Bool
) -> (Map<K, V>, Map<K, V>) where K: Eq + Hash do
  partition_from(m, f, next_slot(m, 0), new(), new())
end

fn partition_from<K, V>(
  m :: Map<K, V>,
  f :: Fun(K, V) -> Bool,
  slot :: Int,
  yes :: Map<K, V>,
  no :: Map<K, V>
) -> (Map<K, V>, Map<K, V>) where K: Eq + Hash do
  if slot >= 0 do
    let k = key_at(m, slot)
    let v = value_at(m, slot)
    let next = next_slot(m, slot + 1)
    if f(k, v) do
      partition_from(m, f, next, put(yes, k, v), no)
    else
      partition_from(m, f, next, yes, put(no, k, v))
    end
  else
    (yes, no)
  end
end

## The accumulator after `f(acc, k, v)` for every entry.
##
##     Map.reduce(%{2 => 3, 4 => 5}, 0, fn a, k, v -> a + k * v end)  # => 26
pub fn reduce<K, V, A>(m :: Map<K, V>, init :: A, f :: Fun(A, K, V) -> A) -> A do
  reduce_from(m, f, next_slot(m, 0), init)
end

fn reduce_from<K, V, A>(m :: Map<K, V>, f :: Fun(A, K, V) -> A, slot :: Int, acc :: A) -> A do
  if slot >= 0 do
    reduce_from(m, f, next_slot(m, slot + 1), f(acc, key_at(m, slot), value_at(m, slot)))
  else
    acc
  end
end

## Calls `f` on every entry.
##
##     Map.each(%{"a" => 1}, fn k, v -> println("${k}: ${v}") end)
pub fn each<K, V, U>(m :: Map<K, V>, f :: Fun(K, V) -> U) -> () do
  for {k, v} in m do
    f(k, v)
  end
  nil
end

## Does an entry satisfy `f`?
##
##     Map.any(%{1 => 2}, fn k, v -> k == v end)  # => false
pub fn any<K, V>(m :: Map<K, V>, f :: Fun(K, V) -> Bool) -> Bool do
  for {k, v} in m do
    if f(k, v) do
      return true
    end
  end
  false
end

## Do all entries satisfy `f`?
##
##     Map.all(%{1 => 2}, fn k, v -> k < v end)  # => true
pub fn all<K, V>(m :: Map<K, V>, f :: Fun(K, V) -> Bool) -> Bool do
  for {k, v} in m do
    if not f(k, v) do
      return false
    end
  end
  true
end

## How many entries satisfy `f`?
##
##     Map.count(%{1 => 1, 2 => 5}, fn k, v -> v > k end)  # => 1
pub fn count<K, V>(m :: Map<K, V>, f :: Fun(K, V) -> Bool) -> Int do
  reduce(m, 0, fn n, k, v -> if f(k, v) do n + 1 else n end end)
end

## The first entry that satisfies `f`.
##
##     Map.find(%{1 => 1, 2 => 5}, fn k, v -> v > k end)  # => Some((2, 5))
pub fn find<K, V>(m :: Map<K, V>, f :: Fun(K, V) -> Bool) -> Option<(K, V)> do
  for {k, v} in m do
    if f(k, v) do
      return Some((k, v))
    end
  end
  None
end

## The oldest entry.
##
##     Map.first(%{"b" => 1, "a" => 2})  # => Some((b, 1))
pub fn first<K, V>(m :: Map<K, V>) -> Option<(K, V)> do
  let slot = next_slot(m, 0)
  if slot >= 0 do
    Some((key_at(m, slot), value_at(m, slot)))
  else
    None
  end
end

## The entry with the smallest `f(k, v)`, the first of equals.
##
##     Map.min_by(%{"a" => 1, "b" => 2}, fn k, v -> v end)  # => Some((a, 1))
pub fn min_by<K, V, S>(m :: Map<K, V>, f :: Fun(K, V) -> S) -> Option<(K, V)> where S: Ord do
  best_by(m, f, fn a, b -> Ordering.is_less(a.compare(b)) end)
end

## The entry with the largest `f(k, v)`, the first of equals.
##
##     Map.max_by(%{"a" => 1, "b" => 2}, fn k, v -> v end)  # => Some((b, 2))
pub fn max_by<K, V, S>(m :: Map<K, V>, f :: Fun(K, V) -> S) -> Option<(K, V)> where S: Ord do
  best_by(m, f, fn a, b -> Ordering.is_greater(a.compare(b)) end)
end

fn best_by<K, V, S>(m :: Map<K, V>, f :: Fun(K, V) -> S, better :: Fun(S, S) -> Bool) -> Option<(K, V)> do
  let slot = next_slot(m, 0)
  if slot >= 0 do
    let score = f(key_at(m, slot), value_at(m, slot))
    let best = best_from(m, f, better, next_slot(m, slot + 1), slot, score)
    Some((key_at(m, best), value_at(m, best)))
  else
    None
  end
end

fn best_from<K, V, S>(
  m :: Map<K, V>,
  f :: Fun(K, V) -> S,
  better :: Fun(S, S) -> Bool,
  slot :: Int,
  best :: Int,
  best_score :: S
) -> Int do
  if slot >= 0 do
    let score = f(key_at(m, slot), value_at(m, slot))
    if better(score, best_score) do
      best_from(m, f, better, next_slot(m, slot + 1), slot, score)
    else
      best_from(m, f, better, next_slot(m, slot + 1), best, best_score)
    end
  else
    best
  end
end

## The same entries with ascending keys.
##
##     Map.sort(%{"b" => 1, "a" => 2})  # => %{a => 2, b => 1}
pub fn sort<K, V>(m :: Map<K, V>) -> Map<K, V> where K: Eq + Hash + Ord = sort_by(m, fn k, v -> k end)

## The same entries with ascending `f(k, v)`; stable.
##
##     Map.sort_by(%{"a" => 2, "b" => 1}, fn k, v -> v end)  # => %{b => 1, a => 2}
pub fn sort_by<K, V, S>(m :: Map<K, V>, f :: Fun(K, V) -> S) -> Map<K, V> where K: Eq + Hash, S: Ord do
  from_list(List.sort_by(to_list(m), fn pair -> apply_pair(pair, f) end))
end

fn apply_pair<K, V, S>(pair :: (K, V), f :: Fun(K, V) -> S) -> S do
  let (k, v) = pair
  f(k, v)
end

## Values to keys; later entries win.
##
##     Map.invert(%{"a" => 1, "b" => 2})  # => %{1 => a, 2 => b}
pub fn invert<K, V>(m :: Map<K, V>) -> Map<V, K> where V: Eq + Hash do
  reduce(m, new(), fn acc, k, v -> put(acc, v, k) end)
end

impl<K, V> Eq for Map<K, V> where K: Eq + Hash, V: Eq do
  fn eq(self, other :: Map<K, V>) -> Bool do
    if size(self) != size(other) do
      return false
    end
    for {k, v} in self do
      let slot = find_slot(other, k)
      if slot < 0 or value_at(other, slot) != v do
        return false
      end
    end
    true
  end
end

impl<K, V> Hash for Map<K, V> where K: Hash, V: Hash do
  fn hash(self) -> Int do
    let entries = reduce(self, 0, fn sum, k, v -> Int.wrapping_add(sum, Hash.mix(k.hash(), v.hash())) end)
    Hash.mix(Int.fnv(size(self)), entries)
  end
end

impl<K, V> Display for Map<K, V> where K: Display, V: Display do
  fn to_string(self) -> String = shown_from(self, next_slot(self, 0), "%{") <> "}"
end

fn shown_from<K, V>(m :: Map<K, V>, slot :: Int, acc :: String) -> String where K: Display, V: Display do
  if slot >= 0 do
    let next = next_slot(m, slot + 1)
    let sep = if next >= 0 do ", " else "" end
    shown_from(m, next, "${acc}${key_at(m, slot)} => ${value_at(m, slot)}${sep}")
  else
    acc
  end
end

impl<K, V> Debug for Map<K, V> where K: Debug, V: Debug do
  fn inspect(self) -> String = inspected_from(self, next_slot(self, 0), "%{") <> "}"
end

fn inspected_from<K, V>(m :: Map<K, V>, slot :: Int, acc :: String) -> String where K: Debug, V: Debug do
  if slot >= 0 do
    let next = next_slot(m, slot + 1)
    let sep = if next >= 0 do ", " else "" end
    inspected_from(m, next, "${acc}${key_at(m, slot).inspect()} => ${value_at(m, slot).inspect()}${sep}")
  else
    acc
  end
end

impl<K, V> Default for Map<K, V> do
  fn default() -> Map<K, V> = new()
end

impl<K, V> Iterable for Map<K, V> do
  type Item = (K, V)
  type Iter = Iter<(K, V)>
  fn iter(self) -> Iter<(K, V)> = Iter.over_map(self, 0)
end
