let a = 0x
let b = 1_000
