/* Searching bytes in bytes.
 *
 * First memchr for one byte of the needle and a comparison at each hit. When that turns out badly (many hits, long needle) the
 * rest is searched with the two-way algorithm (M. Crochemore, D. Perrin, "Two-way string-matching", JACM 38, 1991), linear in
 * the worst case and without memory of its own, helped by a table of the last places of bytes in the needle.
 * The last occurrence is found by the same algorithm on both texts read backwards.
 */
#include "mesh/string.h"

/* A text read forwards or backwards. */
typedef struct reading {
    const unsigned char *start;
    size_t length;
} reading;

static inline unsigned char at(reading text, size_t i, bool backwards)
{
    return backwards ? text.start[text.length - 1 - i] : text.start[i];
}

/* Start of the maximal suffix of the needle under < or >, less 1 (so SIZE_MAX for 0), and its period. */
static inline size_t maximal_suffix(reading needle, bool backwards, bool greater, size_t *period)
{
    size_t suffix = SIZE_MAX, candidate = 0, k = 1, p = 1;
    while (candidate + k < needle.length) {
        const unsigned char a = at(needle, suffix + k, backwards), b = at(needle, candidate + k, backwards);
        if (a == b) {
            if (k == p) {
                candidate += p;
                k = 1;
            } else {
                k++;
            }
        } else if (greater ? a > b : a < b) {
            candidate += k;
            k = 1;
            p = candidate - suffix;
        } else {
            suffix = candidate++;
            k = p = 1;
        }
    }
    *period = p;
    return suffix;
}

static inline size_t max(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Index of the first occurrence as read, or SIZE_MAX. The needle has at least one byte. */
static inline size_t two_way(reading hay, reading needle, bool backwards)
{
    const size_t n = needle.length;
    size_t last_place[256] = {0}; /* place + 1 */
    for (size_t i = 0; i < n; i++)
        last_place[at(needle, i, backwards)] = i + 1;
    size_t period, period_greater;
    size_t cut = maximal_suffix(needle, backwards, true, &period_greater);
    const size_t other = maximal_suffix(needle, backwards, false, &period);
    if (other + 1 > cut + 1)
        cut = other;
    else
        period = period_greater;
    size_t keep = 0; /* bytes known to match after a shift by the period */
    bool periodic = true;
    for (size_t i = 0; i < cut + 1 && periodic; i++)
        periodic = at(needle, i, backwards) == at(needle, i + period, backwards);
    if (periodic)
        keep = n - period;
    else
        period = max(cut + 1, n - cut - 1) + 1;
    for (size_t h = 0, memory = 0; hay.length - h >= n;) {
        const size_t skip = n - last_place[at(hay, h + n - 1, backwards)];
        if (skip > 0) {
            h += max(skip, memory);
            memory = 0;
        } else {
            size_t k = max(cut + 1, memory);
            while (k < n && at(needle, k, backwards) == at(hay, h + k, backwards))
                k++;
            if (k < n) {
                h += k - cut;
                memory = 0;
            } else {
                k = cut + 1;
                while (k > memory && at(needle, k - 1, backwards) == at(hay, h + k - 1, backwards))
                    k--;
                if (k <= memory)
                    return h;
                h += period;
                memory = keep;
            }
        }
        if (h > hay.length)
            break;
    }
    return SIZE_MAX;
}

/* Work on failed comparisons that is given up for each byte passed, and at the start. */
enum { PATIENCE = 4, START_PATIENCE = 1024 };

static MESH_NOINLINE const char *find_hard(const char *hay, size_t hay_length, const char *needle, size_t needle_length)
{
    const reading text = {(const unsigned char *)hay, hay_length};
    const reading word = {(const unsigned char *)needle, needle_length};
    const size_t found = two_way(text, word, false);
    return found == SIZE_MAX ? NULL : hay + found;
}

static MESH_NOINLINE const char *find_last_hard(const char *hay, size_t hay_length, const char *needle, size_t needle_length)
{
    const reading text = {(const unsigned char *)hay, hay_length};
    const reading word = {(const unsigned char *)needle, needle_length};
    const size_t found = two_way(text, word, true);
    return found == SIZE_MAX ? NULL : hay + (hay_length - found - needle_length);
}

const char *mesh_find_bytes(const char *hay, size_t hay_length, const char *needle, size_t needle_length)
{
    if (needle_length == 0)
        return hay;
    if (needle_length > hay_length)
        return NULL;
    if (needle_length == 1)
        return memchr(hay, needle[0], hay_length);
    const char *end = hay + (hay_length - needle_length + 1);
    size_t wasted = 0;
    for (const char *p = hay; p < end; p++) {
        p = memchr(p, needle[0], (size_t)(end - p));
        if (p == NULL)
            return NULL;
        if (p[1] == needle[1] && memcmp(p + 1, needle + 1, needle_length - 1) == 0)
            return p;
        wasted += p[1] == needle[1] ? needle_length : 1;
        if (wasted > START_PATIENCE + PATIENCE * (size_t)(p - hay))
            return find_hard(p + 1, hay_length - (size_t)(p + 1 - hay), needle, needle_length);
    }
    return NULL;
}

const char *mesh_find_last_bytes(const char *hay, size_t hay_length, const char *needle, size_t needle_length)
{
    if (needle_length > hay_length)
        return NULL;
    if (needle_length == 0)
        return hay + hay_length;
    size_t wasted = 0;
    for (const char *p = hay + (hay_length - needle_length);; p--) {
        if (p[0] == needle[0]) {
            if (memcmp(p, needle, needle_length) == 0)
                return p;
            wasted += needle_length;
            const size_t passed = hay_length - (size_t)(p - hay);
            if (wasted > START_PATIENCE + PATIENCE * passed)
                return find_last_hard(hay, (size_t)(p - hay) + needle_length - 1, needle, needle_length);
        }
        if (p == hay)
            return NULL;
    }
}
