/* Builds a text of n bytes piece by piece with realloc, twenty times. Usage: concat 10000000 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static char *append(char *text, size_t *length, size_t *capacity, const char *piece)
{
    size_t add = strlen(piece);
    if (*length + add + 1 > *capacity) {
        *capacity = (*length + add + 1) * 2;
        text = realloc(text, *capacity);
        if (!text)
            exit(1);
    }
    memcpy(text + *length, piece, add + 1);
    *length += add;
    return text;
}
int main(int c, char **v)
{
    long n = c > 1 ? atol(v[1]) : 10000000, total = 0;
    for (int round = 0; round < 20; round++) {
        size_t length = 0, capacity = 0;
        char *text = NULL;
        for (long left = n; left > 0; left -= 10)
            text = append(text, &length, &capacity, "0123456789");
        /* a byte read from the middle keeps the compiler from dropping the text */
        total += (long)length + (text[(size_t)n / 2] == 'x');
        free(text);
    }
    printf("%ld\n", total);
}
