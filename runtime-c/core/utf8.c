/* Checking and counting UTF-8. Runs of ASCII are taken a word at a time. */
#include "mesh/string.h"

static const uint64_t HIGH_BITS = UINT64_C(0x8080808080808080);

static uint64_t load_word(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

/* Length of the well-formed code point at `b`, with `left` bytes there, or 0. (The Unicode Standard, table 3-7.) */
static size_t well_formed(const unsigned char *b, size_t left)
{
    if (b[0] < 0x80)
        return 1;
    if (b[0] < 0xC2 || b[0] > 0xF4)
        return 0;
    if (b[0] < 0xE0)
        return left >= 2 && (b[1] & 0xC0) == 0x80 ? 2 : 0;
    const unsigned char low = b[0] == 0xE0 ? 0xA0 : b[0] == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = b[0] == 0xED ? 0x9F : b[0] == 0xF4 ? 0x8F : 0xBF;
    const size_t width = b[0] < 0xF0 ? 3 : 4;
    if (left < width || b[1] < low || b[1] > high)
        return 0;
    for (size_t i = 2; i < width; i++)
        if ((b[i] & 0xC0) != 0x80)
            return 0;
    return width;
}

size_t mesh_utf8_check(const char *bytes, size_t length, uint32_t *points)
{
    size_t i = 0, count = 0;
    while (i < length) {
        while (length - i >= 32 && ((load_word(bytes + i) | load_word(bytes + i + 8) | load_word(bytes + i + 16) |
                                     load_word(bytes + i + 24)) &
                                    HIGH_BITS) == 0) {
            i += 32;
            count += 32;
        }
        while (length - i >= 8 && (load_word(bytes + i) & HIGH_BITS) == 0) {
            i += 8;
            count += 8;
        }
        if (i == length)
            break;
        const size_t width = well_formed((const unsigned char *)bytes + i, length - i);
        if (width == 0)
            break;
        i += width;
        count++;
    }
    if (points != NULL)
        *points = (uint32_t)count;
    return i;
}

size_t mesh_utf8_bad_length(const char *bytes, size_t length)
{
    const unsigned char *b = (const unsigned char *)bytes;
    if (b[0] < 0xE0 || b[0] > 0xF4 || length < 2)
        return 1;
    const unsigned char low = b[0] == 0xE0 ? 0xA0 : b[0] == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = b[0] == 0xED ? 0x9F : b[0] == 0xF4 ? 0x8F : 0xBF;
    if (b[1] < low || b[1] > high)
        return 1;
    /* b[0] and b[1] begin a code point of 3 or 4 bytes that is not completed */
    return b[0] >= 0xF0 && length >= 3 && (b[2] & 0xC0) == 0x80 ? 3 : 2;
}

size_t mesh_utf8_count(const char *bytes, size_t length)
{
    size_t continuations = 0, i = 0;
    for (; length - i >= 8; i += 8) {
        const uint64_t word = load_word(bytes + i);
        continuations += mesh_count_ones(word & ~(word << 1) & HIGH_BITS);
    }
    for (; i < length; i++)
        continuations += ((unsigned char)bytes[i] & 0xC0) == 0x80;
    return length - continuations;
}
