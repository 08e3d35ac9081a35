/* Builds a growing array of n numbers and sums it, five times. Usage: append 10000000 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
int main(int c, char **v)
{
    int64_t n = c > 1 ? atoll(v[1]) : 10000000, total = 0;
    for (int round = 0; round < 5; round++) {
        size_t length = 0, capacity = 0;
        int64_t *xs = NULL;
        for (int64_t i = 0; i < n; i++) {
            if (length == capacity) {
                capacity = capacity ? capacity * 2 : 8;
                xs = realloc(xs, capacity * sizeof *xs);
                if (!xs)
                    return 1;
            }
            xs[length++] = i;
        }
        int64_t sum = 0;
        for (size_t i = 0; i < length; i++)
            sum += xs[i];
        total += sum;
        free(xs);
    }
    printf("%" PRId64 "\n", total);
}
