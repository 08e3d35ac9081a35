#!/usr/bin/env python3
"""Writes a realistic access log in Combined Log Format, with the time of each request in microseconds at the end.

Usage: generate.py LINES [SEED] > access.log

The same arguments give the same bytes. About one line in two hundred is damaged: cut off, or no log line at all.
"""
import random
import sys

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
AGENTS = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5",
    "curl/8.8.0",
    "Googlebot/2.1 (+http://www.google.com/bot.html)",
    "M\\xc3\\xb6wenbot/1.0 \\\"beta\\\"",
]
SECTIONS = ["/", "/about", "/login", "/static/app.css", "/static/app.js", "/favicon.ico", "/api/v1/events", "/api/v1/issues"]


def main():
    count = int(sys.argv[1])
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    paths = SECTIONS + [f"/articles/{n}/{w}" for n in range(1, 400) for w in ("read", "edit", "comments")]
    weights = [1 / (rank + 2) for rank in range(len(paths))]
    clients = [f"{rng.randrange(11, 220)}.{rng.randrange(256)}.{rng.randrange(256)}.{rng.randrange(1, 255)}" for _ in range(3000)]
    clients += [f"2001:db8:{rng.randrange(65536):x}::{rng.randrange(65536):x}" for _ in range(300)]
    second = 0
    write = sys.stdout.write
    many_paths, many_status = rng.choices(paths, weights, k=100003), rng.choices(
        [200, 304, 301, 404, 500, 403, 201, 503], [70, 9, 4, 8, 1, 2, 5, 1], k=100019)
    for i in range(count):
        second += rng.random() < 0.2
        if rng.random() < 0.005:
            write(rng.choice(["", "-- MARK --\n", "connection reset by peer\n", f"{rng.choice(clients)} - - [bad]\n"]) or "\n")
            continue
        day, rest = divmod(second, 86400)
        hour, rest = divmod(rest, 3600)
        minute, sec = divmod(rest, 60)
        hour = (hour + i * 24 // count) % 24
        path, status = many_paths[rng.randrange(100003)], many_status[rng.randrange(100019)]
        if rng.random() < 0.1:
            path += f"?page={rng.randrange(1, 50)}&sort=new"
        method = "POST" if path.startswith(("/api", "/login")) else "GET"
        size = "-" if status in (304, 301) else rng.randrange(150, 60000)
        user = "-" if rng.random() < 0.95 else rng.choice(["ida", "jonas", "mia"])
        referrer = "-" if rng.random() < 0.5 else f"https://example.org{rng.choice(SECTIONS)}"
        micros = int(rng.lognormvariate(8.5, 1.2))
        write(f'{clients[rng.randrange(3300)]} - {user} [{day % 28 + 1:02}/{MONTHS[day // 28 % 12]}/2026:{hour:02}:{minute:02}:{sec:02} +0200] '
              f'"{method} {path} HTTP/1.1" {status} {size} "{referrer}" "{rng.choice(AGENTS)}" {micros}\n')


if __name__ == "__main__":
    main()
