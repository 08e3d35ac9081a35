/* Sorts n pseudo-random numbers with qsort. Usage: sort 1000000 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}
int main(int c, char **v)
{
    size_t n = c > 1 ? (size_t)atol(v[1]) : 1000000;
    int64_t *xs = malloc(n * sizeof *xs), *sorted = malloc(n * sizeof *sorted), x = 42, total = 0;
    for (size_t i = 0; i < n; i++) {
        x = (x * 1103515245 + 12345) % 2147483648;
        xs[i] = x;
    }
    for (int round = 0; round < 5; round++) {
        memcpy(sorted, xs, n * sizeof *xs);
        qsort(sorted, n, sizeof *sorted, compare);
        int64_t sum = 0;
        for (size_t i = 0; i < n; i++)
            sum = (sum * 31 + sorted[i]) % 1000000007;
        total = (total + sum) % 1000000007;
    }
    printf("%" PRId64 "\n", total);
    free(xs);
    free(sorted);
}
