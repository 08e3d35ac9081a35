#!/usr/bin/env python3
"""Writes core/float_tables.h: powers of ten as 128-bit significands, for mesh/show.h.

Entry k is ceil(10^k * 2^(127 - floor(log2(10^k)))) for -292 <= k <= 324, high half first.
"""

import pathlib

FIRST, LAST = -292, 324


def significand(k):
    if k >= 0:
        power = 10**k
        shift = 128 - power.bit_length()
        return power << shift if shift >= 0 else -(-power >> -shift)
    power = 10**-k
    # 2^(n-1) < power < 2^n, so 10^k lies in (2^-n, 2^(1-n)): its leading bit has weight -n.
    return -(-(1 << (127 + power.bit_length())) // power)


lines = [
    "/* Written by tools/float_tables.py: do not edit. */",
    "static const struct {",
    "    uint64_t high, low;",
    f"}} powers_of_ten[{LAST - FIRST + 1}] = {{ /* from 10^{FIRST} to 10^{LAST} */",
]
for k in range(FIRST, LAST + 1):
    g = significand(k)
    assert g >> 127 == 1
    lines.append(f"    {{UINT64_C({g >> 64:#018x}), UINT64_C({g & (2**64 - 1):#018x})}},")
lines.append("};")
target = pathlib.Path(__file__).resolve().parent.parent / "core" / "float_tables.h"
target.write_text("\n".join(lines) + "\n")
