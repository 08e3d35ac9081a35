type Op do
  Push(Int)
  Add
  Mul
  Dup
  Swap
  Jmp(Int)
  Jz(Int)
  Load(String)
  Store(String)
  Print
end

struct Vm do
  stack :: List<Int>
  vars :: Map<String, Int>
  pc :: Int
end

fn pop(vm :: Vm) -> (Int, Vm) do
  case vm.stack do
    [] -> panic("empty stack at ${vm.pc}")
    x :: rest -> (x, %{vm | stack: rest})
  end
end

fn push(vm :: Vm, x :: Int) -> Vm = %{vm | stack: List.prepend(vm.stack, x)}

fn binary(vm :: Vm, f :: Fun(Int, Int) -> Int) -> Vm do
  let (b, vm) = pop(vm)
  let (a, vm) = pop(vm)
  push(vm, f(a, b))
end

fn run(code :: List<Op>, vm :: Vm) do
  if vm.pc < List.length(code) do
    let op = code[vm.pc]
    let vm = %{vm | pc: vm.pc + 1}
    let vm =
      case op do
        Push(n) -> push(vm, n)
        Add -> binary(vm, fn a, b -> a + b end)
        Mul -> binary(vm, fn a, b -> a * b end)
        Dup ->
          let (x, _) = pop(vm)
          push(vm, x)
        Swap ->
          let (b, vm) = pop(vm)
          let (a, vm) = pop(vm)
          push(push(vm, b), a)
        Jmp(to) -> %{vm | pc: to}
        Jz(to) ->
          let (x, vm) = pop(vm)
          if x == 0 do %{vm | pc: to} else vm end
        Load(name) -> push(vm, Map.get(vm.vars, name))
        Store(name) ->
          let (x, vm) = pop(vm)
          %{vm | vars: Map.put(vm.vars, name, x)}
        Print ->
          let (x, vm) = pop(vm)
          println("${x}")
          vm
      end
    run(code, vm)
  end
end

fn main() do
  # 10 factorial
  let code = [
    Push(10), Store("n"), Push(1), Store("f"),
    Load("n"), Jz(15),
    Load("f"), Load("n"), Mul, Store("f"),
    Load("n"), Push(-1), Add, Store("n"), Jmp(4),
    Load("f"), Print,
    Push(2), Push(7), Swap, Print, Print, Push(4), Dup, Add, Print
  ]
  run(code, Vm { stack: [], vars: %{}, pc: 0 })
end
