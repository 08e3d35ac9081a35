// Summarises an access log, as examples/weblog does. Usage: weblog FILE
package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
)

type entry struct {
	client, path  string
	hour, status  int
	bytes, micros int64
	timed         bool
}

type client struct{ requests, micros int64 }

func parse(line string) (entry, bool) {
	var e entry
	clientEnd := strings.IndexByte(line, ' ')
	if clientEnd <= 0 {
		return e, false
	}
	date := strings.IndexByte(line, '[')
	if date < clientEnd {
		return e, false
	}
	dateEnd := strings.Index(line[date:], "] \"")
	if dateEnd < 0 {
		return e, false
	}
	request := date + dateEnd + 3
	requestEnd := strings.Index(line[request:], "\" ")
	if requestEnd < 0 {
		return e, false
	}
	requestEnd += request
	rest := line[requestEnd+2:]
	statusEnd := strings.IndexByte(rest, ' ')
	if statusEnd < 0 {
		return e, false
	}
	bytesEnd := strings.Index(rest[statusEnd:], " \"")
	if bytesEnd < 0 {
		return e, false
	}
	bytesEnd += statusEnd
	lastQuote := strings.LastIndexByte(line, '"')
	if lastQuote < requestEnd+2+bytesEnd+4 || date+15 > len(line) {
		return e, false
	}
	var err error
	if e.hour, err = strconv.Atoi(line[date+13 : date+15]); err != nil || e.hour < 0 || e.hour >= 24 {
		return e, false
	}
	if e.status, err = strconv.Atoi(rest[:statusEnd]); err != nil || e.status < 100 || e.status >= 1000 {
		return e, false
	}
	if size := rest[statusEnd+1 : bytesEnd]; size != "-" {
		if e.bytes, err = strconv.ParseInt(size, 10, 64); err != nil {
			return e, false
		}
	}
	fields := line[request:requestEnd]
	start := strings.IndexByte(fields, ' ')
	if start < 0 {
		return e, false
	}
	path := fields[start+1:]
	end := strings.IndexByte(path, ' ')
	if end < 0 {
		return e, false
	}
	path = path[:end]
	if query := strings.IndexByte(path, '?'); query >= 0 {
		path = path[:query]
	}
	if tail := strings.TrimSpace(line[lastQuote+1:]); tail != "" {
		if e.micros, err = strconv.ParseInt(tail, 10, 64); err != nil || e.micros < 0 {
			return e, false
		}
		e.timed = true
	}
	e.client, e.path = line[:clientEnd], path
	return e, true
}

func grouped(n int64) string {
	text := strconv.FormatInt(n, 10)
	out := ""
	for len(text) > 3 {
		out = "," + text[len(text)-3:] + out
		text = text[:len(text)-3]
	}
	return text + out
}

type pair struct {
	name string
	n    int64
}

func largest(counts map[string]int64) []pair {
	pairs := make([]pair, 0, len(counts))
	for name, n := range counts {
		pairs = append(pairs, pair{name, n})
	}
	sort.Slice(pairs, func(i, j int) bool {
		if pairs[i].n != pairs[j].n {
			return pairs[i].n > pairs[j].n
		}
		return pairs[i].name < pairs[j].name
	})
	if len(pairs) > 10 {
		pairs = pairs[:10]
	}
	return pairs
}

func main() {
	file, err := os.Open(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	byStatus, byHour := map[int]int64{}, map[int]int64{}
	byPath, clients := map[string]int64{}, map[string]client{}
	var bad []int
	lines := 0
	scanner := bufio.NewScanner(file)
	scanner.Buffer(make([]byte, 1<<16), 1<<24)
	for scanner.Scan() {
		lines++
		e, ok := parse(scanner.Text())
		if !ok {
			bad = append(bad, lines)
			continue
		}
		byStatus[e.status]++
		byPath[e.path]++
		byHour[e.hour] += e.bytes
		if e.timed {
			c := clients[e.client]
			clients[e.client] = client{c.requests + 1, c.micros + e.micros}
		}
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintf(out, "%d lines, %d not understood\n", lines, len(bad))
	fmt.Fprintf(out, "\nRequests by status\n")
	for status := 100; status < 1000; status++ {
		if n, ok := byStatus[status]; ok {
			fmt.Fprintf(out, "%-40d %14s\n", status, grouped(n))
		}
	}
	fmt.Fprintf(out, "\nTop paths\n")
	for _, p := range largest(byPath) {
		fmt.Fprintf(out, "%-40s %14s\n", p.name, grouped(p.n))
	}
	fmt.Fprintf(out, "\nBytes by hour\n")
	for hour := 0; hour < 24; hour++ {
		if n, ok := byHour[hour]; ok {
			fmt.Fprintf(out, "%-40s %14s\n", fmt.Sprintf("%02d:00", hour), grouped(n))
		}
	}
	fmt.Fprintf(out, "\nSlowest clients (mean milliseconds)\n")
	means := map[string]int64{}
	for name, c := range clients {
		means[name] = c.micros / c.requests
	}
	for _, p := range largest(means) {
		fmt.Fprintf(out, "%-40s %14.1f\n", p.name, float64(p.n)/1000)
	}
	if len(bad) > 0 {
		fmt.Fprintf(out, "\nLines not understood\n")
		for i, line := range bad {
			if i == 20 {
				fmt.Fprintf(out, "and %d more\n", len(bad)-20)
				break
			}
			fmt.Fprintf(out, "line %d\n", line)
		}
	}
}
