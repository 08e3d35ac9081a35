/* Lists against an array model: random operations on lists of Ints, Strings and Units, shared and not. */
#include "test.h"

#include <stdlib.h>

#define INT (&mesh_type_int)
#define STRING (&mesh_type_string)

static mesh_list *ints(mesh_ctx *cx, int64_t first, int64_t n)
{
    mesh_list *xs = mesh_list_new(cx, INT);
    for (int64_t i = 0; i < n; i++) {
        int64_t x = first + i;
        xs = mesh_list_append_own(cx, INT, xs, &x);
    }
    return xs;
}

static mesh_list *strings(mesh_ctx *cx, int64_t first, int64_t n)
{
    mesh_list *xs = mesh_list_new(cx, STRING);
    for (int64_t i = 0; i < n; i++) {
        mesh_string *x = test_number(cx, first + i);
        xs = mesh_list_append_own(cx, STRING, xs, &x);
    }
    return xs;
}

static int64_t int_at(mesh_ctx *cx, const mesh_list *xs, int64_t i)
{
    int64_t x;
    mesh__slot_copy(INT, &x, mesh_list_get_ref_at(cx, INT, xs, i, &test_site));
    return x;
}

/* ---- the model ---- */

enum { MOST = 4000 };

typedef struct model {
    int64_t n;
    int64_t items[MOST];
} model;

static int64_t below(int64_t n)
{
    return n <= 0 ? 0 : (int64_t)(test_random() % (uint64_t)n);
}

static void model_keep(model *m, int64_t start, int64_t stop)
{
    start = start < 0 ? 0 : start > m->n ? m->n : start;
    stop = stop < 0 ? 0 : stop > m->n ? m->n : stop;
    stop = stop < start ? start : stop;
    memmove(m->items, m->items + start, (size_t)(stop - start) * sizeof *m->items);
    m->n = stop - start;
}

static void model_insert(model *m, int64_t i, int64_t x)
{
    memmove(m->items + i + 1, m->items + i, (size_t)(m->n - i) * sizeof *m->items);
    m->items[i] = x;
    m->n++;
}

static void model_delete(model *m, int64_t i)
{
    memmove(m->items + i, m->items + i + 1, (size_t)(m->n - i - 1) * sizeof *m->items);
    m->n--;
}

/* How the elements of one type come from numbers. */
typedef struct elements {
    const mesh_type *type;
    void (*make)(mesh_ctx *cx, int64_t n, void *out);
    int64_t (*number)(mesh_ctx *cx, void *slot_own);
} elements;

static void make_int(mesh_ctx *cx, int64_t n, void *out)
{
    (void)cx;
    memcpy(out, &n, sizeof n);
}

static int64_t int_number(mesh_ctx *cx, void *slot_own)
{
    (void)cx;
    int64_t n;
    memcpy(&n, slot_own, sizeof n);
    return n;
}

static void make_string(mesh_ctx *cx, int64_t n, void *out)
{
    mesh_string *text = test_number(cx, n);
    memcpy(out, &text, sizeof text);
}

static int64_t string_number(mesh_ctx *cx, void *slot_own)
{
    mesh_string *text;
    memcpy(&text, slot_own, sizeof text);
    int64_t n = strtoll(text->bytes, NULL, 10);
    mesh_string_drop(cx, text);
    return n;
}

/* Three words, a String in the middle: elements that are neither words nor pointers. */
typedef struct triple {
    int64_t low;
    mesh_string *text;
    int16_t high;
} triple;

static void triple_dup(const void *slot)
{
    mesh_dup(((const triple *)slot)->text);
}

static void triple_drop(mesh_ctx *cx, void *slot)
{
    mesh_string_drop(cx, ((triple *)slot)->text);
}

static const mesh_type triple_type = {sizeof(triple), 0, triple_dup, triple_drop, NULL, NULL, "Triple"};

static void make_triple(mesh_ctx *cx, int64_t n, void *out)
{
    triple *t = out;
    t->low = n;
    t->text = test_number(cx, n);
    t->high = (int16_t)n;
}

static int64_t triple_number(mesh_ctx *cx, void *slot_own)
{
    triple t;
    memcpy(&t, slot_own, sizeof t);
    CHECK(strtoll(t.text->bytes, NULL, 10) == t.low && t.high == (int16_t)t.low);
    mesh_string_drop(cx, t.text);
    return t.low;
}

static void make_byte(mesh_ctx *cx, int64_t n, void *out)
{
    (void)cx;
    uint8_t byte = (uint8_t)n;
    memcpy(out, &byte, 1);
}

static int64_t byte_number(mesh_ctx *cx, void *slot_own)
{
    (void)cx;
    return *(uint8_t *)slot_own;
}

static const mesh_type byte_type = {1, 0, NULL, NULL, NULL, NULL, "Byte"};

static void compare(mesh_ctx *cx, const elements *e, const mesh_list *xs, const model *m)
{
    CHECK_INT(mesh_list_length(cx, e->type, xs), m->n);
    CHECK((uint64_t)xs->offset + xs->length <= xs->capacity);
    for (int64_t i = 0; i < m->n; i++) {
        triple slot;
        mesh__slot_copy(e->type, &slot, mesh_list_get_unchecked_ref(cx, e->type, xs, i));
        CHECK_INT(e->number(cx, &slot), m->items[i]);
    }
}

static mesh_list *step(mesh_ctx *cx, const elements *e, mesh_list *xs, model *m)
{
    const mesh_type *T = e->type;
    int64_t x = below(200), i = below(m->n), j = below(m->n), n = below(m->n + 4) - 2;
    triple slot, other;
    switch (below(24)) {
    case 0:
    case 1:
    case 2:
    case 3:
        e->make(cx, x, &slot);
        m->items[m->n++] = x;
        return mesh_list_append_own(cx, T, xs, &slot);
    case 4:
    case 5:
    case 6:
        e->make(cx, x, &slot);
        model_insert(m, 0, x);
        return mesh_list_prepend_own(cx, T, xs, &slot);
    case 7:
        e->make(cx, x, &slot);
        model_insert(m, i, x);
        return mesh_list_insert_own_at(cx, T, xs, i, &slot, &test_site);
    case 8:
        n = below(40);
        xs = mesh_list_reserve_own(cx, T, xs, n);
        CHECK(n == 0 || xs->capacity - xs->offset - xs->length >= (uint32_t)n);
        return xs;
    case 9: {
        mesh_list *ys = mesh_list_new(cx, T);
        for (int64_t k = below(30); k > 0; k--) {
            e->make(cx, k, &slot);
            ys = mesh_list_append_own(cx, T, ys, &slot);
            m->items[m->n++] = k;
        }
        bool shared = below(2) == 1;
        if (shared)
            mesh_dup(ys);
        xs = mesh_list_concat_own(cx, T, xs, ys);
        if (shared)
            mesh_list_drop(cx, T, ys);
        return xs;
    }
    case 10:
        if (m->n * 2 >= MOST / 2)
            return xs;
        memcpy(m->items + m->n, m->items, (size_t)m->n * sizeof *m->items);
        m->n *= 2;
        mesh_dup(xs);
        return mesh_list_concat_own(cx, T, xs, xs);
    case 11:
        for (int64_t low = 0, high = m->n - 1; low < high; low++, high--) {
            int64_t item = m->items[low];
            m->items[low] = m->items[high];
            m->items[high] = item;
        }
        return mesh_list_reverse_own(cx, T, xs);
    case 12: {
        /* Keep the odd ones, as filter does. */
        mesh_list *out = mesh_list_rewrite_begin(cx, T, T, xs);
        int64_t kept = 0;
        for (int64_t k = 0; k < m->n; k++) {
            mesh_list_rewrite_take(cx, T, xs, k, &slot);
            if (m->items[k] % 2) {
                out = mesh_list_rewrite_put_own(cx, T, out, &slot);
                m->items[kept++] = m->items[k];
            } else {
                (void)e->number(cx, &slot);
            }
        }
        m->n = kept;
        return mesh_list_rewrite_end_own(cx, T, T, xs, out);
    }
    default:
        break;
    }
    if (m->n == 0)
        return xs;
    switch (below(14)) {
    case 0:
        m->items[i] = x;
        e->make(cx, x, &slot);
        return mesh_list_set_own_at(cx, T, xs, i, &slot, &test_site);
    case 1:
        model_keep(m, 1, m->n);
        return mesh_list_tail_own_at(cx, T, xs, &test_site);
    case 2:
        model_keep(m, 0, m->n - 1);
        return mesh_list_drop_last_own(cx, T, xs);
    case 3:
        model_keep(m, n, n + j);
        return mesh_list_slice_own(cx, T, xs, n, n + j);
    case 4:
        model_keep(m, 0, n);
        return mesh_list_take_own(cx, T, xs, n);
    case 5:
        model_keep(m, n, m->n);
        return mesh_list_drop_own(cx, T, xs, n);
    case 6:
        model_keep(m, m->n - (n < 0 ? 0 : n), m->n);
        return mesh_list_take_end_own(cx, T, xs, n);
    case 7:
        model_keep(m, 0, m->n - (n < 0 ? 0 : n));
        return mesh_list_drop_end_own(cx, T, xs, n);
    case 8:
        model_delete(m, i);
        return mesh_list_delete_own_at(cx, T, xs, i, &test_site);
    case 9: {
        int64_t item = m->items[i];
        m->items[i] = m->items[j];
        m->items[j] = item;
        return mesh_list_swap_own_at(cx, T, xs, i, j, &test_site);
    }
    case 10: {
        mesh_list_take_out(cx, T, xs, i, &slot);
        int64_t number = e->number(cx, &slot);
        CHECK_INT(number, m->items[i]);
        m->items[i] = x;
        e->make(cx, x, &slot);
        return mesh_list_put_back_own(cx, T, xs, i, &slot);
    }
    case 11:
        mesh_list_take_out(cx, T, xs, 0, &slot);
        CHECK_INT(e->number(cx, &slot), m->items[0]);
        model_keep(m, 1, m->n);
        return mesh_list_drop_first_own(cx, T, xs);
    case 12:
        mesh_list_take_out(cx, T, xs, m->n - 1, &slot);
        CHECK_INT(e->number(cx, &slot), m->items[m->n - 1]);
        model_keep(m, 0, m->n - 1);
        return mesh_list_drop_last_own(cx, T, xs);
    default:
        /* Swap with two holes: the second element is a copy. */
        mesh_list_take_out(cx, T, xs, i, &slot);
        if (i == j) {
            xs = mesh_list_put_back_own(cx, T, xs, i, &slot);
            return xs;
        }
        mesh_list_take_out(cx, T, xs, j, &other);
        xs = mesh_list_put_back_own(cx, T, xs, i, &other);
        xs = mesh_list_put_back_own(cx, T, xs, j, &slot);
        int64_t item = m->items[i];
        m->items[i] = m->items[j];
        m->items[j] = item;
        return xs;
    }
}

static void against_model(mesh_ctx *cx, const elements *e)
{
    static model m, shared_model;
    for (int round = 0; round < 12; round++) {
        m.n = 0;
        mesh_list *xs = mesh_list_new(cx, e->type);
        for (int i = 0; i < 400; i++) {
            bool shared = below(5) == 0;
            mesh_list *old = xs;
            if (shared) {
                mesh_dup(old);
                shared_model = m;
            }
            xs = step(cx, e, xs, &m);
            if (shared) {
                compare(cx, e, old, &shared_model);
                mesh_list_drop(cx, e->type, old);
            }
            compare(cx, e, xs, &m);
            if (m.n > MOST / 2) {
                model_keep(&m, m.n / 2, m.n);
                xs = mesh_list_drop_own(cx, e->type, xs, mesh_list_length(cx, e->type, xs) / 2);
            }
        }
        mesh_list_drop(cx, e->type, xs);
    }
}

TEST(model_of_ints)
{
    elements e = {INT, make_int, int_number};
    against_model(cx, &e);
}

TEST(model_of_strings)
{
    elements e = {STRING, make_string, string_number};
    against_model(cx, &e);
}

TEST(model_of_structs)
{
    elements e = {&triple_type, make_triple, triple_number};
    against_model(cx, &e);
}

TEST(model_of_bytes)
{
    elements e = {&byte_type, make_byte, byte_number};
    against_model(cx, &e);
}

/* ---- single points ---- */

TEST(units_take_no_room)
{
    const mesh_type *T = &mesh_type_unit;
    mesh_list *xs = mesh_list_new(cx, T);
    for (int i = 0; i < 1000; i++)
        xs = mesh_list_append_own(cx, T, xs, NULL);
    xs = mesh_list_prepend_own(cx, T, xs, NULL);
    xs = mesh_list_tail_own_at(cx, T, xs, &test_site);
    xs = mesh_list_reverse_own(cx, T, xs);
    xs = mesh_list_insert_own_at(cx, T, xs, 7, NULL, &test_site);
    xs = mesh_list_delete_own_at(cx, T, xs, 7, &test_site);
    xs = mesh_list_slice_own(cx, T, xs, 100, 300);
    mesh_list_get_ref_at(cx, T, xs, 199, &test_site);
    mesh_dup(xs);
    mesh_list *ys = mesh_list_concat_own(cx, T, xs, xs);
    CHECK_INT(mesh_list_length(cx, T, ys), 400);
    mesh_list_drop(cx, T, ys);
    mesh_list *zs = mesh_list_repeat_own(cx, T, NULL, 5);
    CHECK_INT(mesh_list_length(cx, T, zs), 5);
    mesh_list_drop(cx, T, zs);
    mesh_list_drop(cx, T, mesh_list_repeat_own(cx, T, NULL, 0));
}

TEST(literals)
{
    static const struct {
        mesh_list list;
        int64_t elements[3];
    } constant = {MESH_LIST_STATIC(3), {4, 5, 6}};
    mesh_list *xs = (mesh_list *)(uintptr_t)&constant;
    CHECK_INT(int_at(cx, xs, 2), 6);
    int64_t x = 9;
    mesh_list *ys = mesh_list_append_own(cx, INT, xs, &x);
    CHECK(ys != xs && int_at(cx, ys, 3) == 9 && int_at(cx, ys, 0) == 4);
    mesh_list_drop(cx, INT, ys);
    mesh_list_drop(cx, INT, xs);

    mesh_string *texts[2] = {test_string(cx, "a"), test_string(cx, "b")};
    mesh_list *zs = mesh_list_of_own(cx, STRING, texts, 2);
    CHECK_INT(mesh_list_length(cx, STRING, zs), 2);
    mesh_list_drop(cx, STRING, zs);
    CHECK(mesh_list_of_own(cx, STRING, NULL, 0) == mesh_list_new(cx, STRING));
}

TEST(repeat)
{
    mesh_string *text = test_string(cx, "xyz");
    mesh_dup(text);
    mesh_list *xs = mesh_list_repeat_own(cx, STRING, &text, 1000);
    CHECK_INT(text->head.rc, 1001);
    mesh_list_drop(cx, STRING, xs);
    CHECK(mesh_unique(text));
    mesh_list_drop(cx, STRING, mesh_list_repeat_own(cx, STRING, &text, -3));
}

/* A unique list changes in place: the same block. */
TEST(in_place)
{
    mesh_list *xs = ints(cx, 0, 100);
    int64_t x = 5;
    mesh_list *same = xs;
    xs = mesh_list_set_own_at(cx, INT, xs, 3, &x, &test_site);
    xs = mesh_list_tail_own_at(cx, INT, xs, &test_site);
    xs = mesh_list_prepend_own(cx, INT, xs, &x);
    xs = mesh_list_drop_own(cx, INT, xs, 10);
    xs = mesh_list_take_own(cx, INT, xs, 80);
    xs = mesh_list_reverse_own(cx, INT, xs);
    mesh_list *out = mesh_list_rewrite_begin(cx, INT, INT, xs);
    CHECK(out == same && xs == same);
    for (int64_t i = 0; i < 80; i++) {
        mesh_list_rewrite_take(cx, INT, xs, i, &x);
        x *= 2;
        out = mesh_list_rewrite_put_own(cx, INT, out, &x);
    }
    xs = mesh_list_rewrite_end_own(cx, INT, INT, xs, out);
    CHECK(xs == same && mesh_unique(xs) && mesh_list_length(cx, INT, xs) == 80);
    CHECK_INT(int_at(cx, xs, 0), 178);
    mesh_list_drop(cx, INT, xs);
}

TEST(rewriting_to_another_type)
{
    mesh_list *xs = strings(cx, 0, 50);
    for (int round = 0; round < 2; round++) {
        mesh_dup(xs);
        mesh_list *source = xs;
        mesh_list *out = mesh_list_rewrite_begin(cx, STRING, INT, source);
        for (int64_t i = 0; i < 50; i++) {
            mesh_string *text;
            mesh_list_rewrite_take(cx, STRING, source, i, &text);
            int64_t n = (int64_t)text->length;
            mesh_string_drop(cx, text);
            out = mesh_list_rewrite_put_own(cx, INT, out, &n);
        }
        out = mesh_list_rewrite_end_own(cx, STRING, INT, source, out);
        CHECK_INT(int_at(cx, out, 9), 1);
        CHECK_INT(int_at(cx, out, 10), 2);
        mesh_list_drop(cx, INT, out);
    }
    /* The last reference, sizes agree on 64-bit machines: strings are moved out, numbers written over them. */
    mesh_list *out = mesh_list_rewrite_begin(cx, STRING, INT, xs);
    CHECK((out == xs) == (sizeof(void *) == 8));
    for (int64_t i = 0; i < 50; i++) {
        mesh_string *text;
        mesh_list_rewrite_take(cx, STRING, xs, i, &text);
        mesh_string_drop(cx, text);
        out = mesh_list_rewrite_put_own(cx, INT, out, &i);
    }
    out = mesh_list_rewrite_end_own(cx, STRING, INT, xs, out);
    CHECK_INT(int_at(cx, out, 49), 49);
    mesh_list_drop(cx, INT, out);
}

TEST(element_taken_out_is_unique)
{
    mesh_list *xs = strings(cx, 1000, 3);
    mesh_string *text;
    mesh_list_take_out(cx, STRING, xs, 1, &text);
    CHECK(mesh_unique(text));
    text = mesh_string_append_bytes_own(cx, text, "!", 1, 1);
    xs = mesh_list_put_back_own(cx, STRING, xs, 1, &text);
    mesh_dup(xs);
    mesh_list_take_out(cx, STRING, xs, 1, &text);
    CHECK(!mesh_unique(text));
    mesh_list *ys = mesh_list_put_back_own(cx, STRING, xs, 1, &text);
    CHECK(ys != xs);
    mesh_list_drop(cx, STRING, xs);
    mesh__slot_copy(STRING, &text, mesh_list_get_ref_at(cx, STRING, ys, 1, &test_site));
    CHECK_TEXT(text, "1001!");
    /* A list with a hole may go. */
    mesh_list_take_out(cx, STRING, ys, 2, &text);
    mesh_list_drop(cx, STRING, ys);
    CHECK_TEXT(text, "1002");
}

/* A merge step as the library's sort does it: raw slots between the list and a scratch list. */
TEST(sorting_moves_slots)
{
    mesh_list *xs = strings(cx, 10, 6);
    xs = mesh_list_unshare_own(cx, STRING, xs);
    mesh_list *scratch = mesh_list_with_capacity(cx, STRING, 6);
    mesh_list_move_slots(cx, STRING, scratch, 0, xs, 3, 3);
    mesh_list_move_slots(cx, STRING, scratch, 3, xs, 0, 3);
    mesh_string *text;
    mesh_list_peek(cx, STRING, scratch, 0, &text);
    CHECK_TEXT(text, "13");
    mesh_list_move_slots(cx, STRING, xs, 0, scratch, 0, 6);
    mesh_list_drop(cx, STRING, scratch);
    mesh__slot_copy(STRING, &text, mesh_list_get_ref_at(cx, STRING, xs, 5, &test_site));
    CHECK_TEXT(text, "12");
    mesh_list_drop(cx, STRING, xs);
}

/* Work that must be linear: each loop would take hours if a step copied the list. */
TEST(costs)
{
    enum { N = 300000, FULL = 2000000 };
    mesh_list *xs = mesh_list_new(cx, INT);
    for (int64_t i = 0; i < N; i++)
        xs = mesh_list_append_own(cx, INT, xs, &i);
    for (int64_t i = 0; i < N; i++)
        xs = mesh_list_prepend_own(cx, INT, xs, &i);
    /* A queue of constant length stays in its block. */
    for (int64_t i = 0; i < N; i++) {
        xs = mesh_list_append_own(cx, INT, xs, &i);
        xs = mesh_list_drop_first_own(cx, INT, xs);
    }
    for (int64_t i = 0; i < N; i++) {
        xs = mesh_list_prepend_own(cx, INT, xs, &i);
        xs = mesh_list_drop_last_own(cx, INT, xs);
    }
    CHECK(xs->capacity < 8 * N);
    /* So does one that fills its block, in either direction. */
    for (int backwards = 0; backwards < 2; backwards++) {
        mesh_list *full = mesh_list_with_capacity(cx, INT, FULL);
        for (int64_t i = 0; i < FULL; i++)
            full = mesh_list_append_own(cx, INT, full, &i);
        CHECK_INT(full->capacity, FULL);
        for (int64_t i = 0; i < FULL; i++)
            full = backwards ? mesh_list_prepend_own(cx, INT, mesh_list_drop_last_own(cx, INT, full), &i)
                             : mesh_list_append_own(cx, INT, mesh_list_drop_first_own(cx, INT, full), &i);
        CHECK(full->capacity <= 4 * FULL);
        mesh_list_drop(cx, INT, full);
    }
    /* Both ends in turn. */
    for (int64_t i = 0; i < N; i++) {
        xs = mesh_list_prepend_own(cx, INT, xs, &i);
        xs = mesh_list_append_own(cx, INT, xs, &i);
    }
    while (mesh_list_length(cx, INT, xs) > 10)
        xs = mesh_list_tail_own_at(cx, INT, xs, &test_site);
    xs = mesh_list_take_own(cx, INT, xs, 3);
    CHECK(xs->capacity < 100);
    /* A shared list is copied at the first step only. */
    mesh_list *ys = ints(cx, 0, N);
    mesh_dup(ys);
    mesh_list *zs = ys;
    while (mesh_list_length(cx, INT, zs) > 0)
        zs = mesh_list_tail_own_at(cx, INT, zs, &test_site);
    mesh_list_drop(cx, INT, zs);
    CHECK_INT(mesh_list_length(cx, INT, ys), N);
    mesh_list_drop(cx, INT, ys);
    mesh_list_drop(cx, INT, xs);
}

static void get_outside(mesh_ctx *cx)
{
    (void)int_at(cx, ints(cx, 0, 3), 7);
}

static void get_negative(mesh_ctx *cx)
{
    (void)int_at(cx, ints(cx, 0, 3), -1);
}

static void swap_outside(mesh_ctx *cx)
{
    (void)mesh_list_swap_own_at(cx, INT, ints(cx, 0, 3), 1, 3, &test_site);
}

static void insert_outside(mesh_ctx *cx)
{
    int64_t x = 0;
    (void)mesh_list_insert_own_at(cx, INT, ints(cx, 0, 3), 4, &x, &test_site);
}

static void tail_of_empty(mesh_ctx *cx)
{
    (void)mesh_list_tail_own_at(cx, INT, mesh_list_new(cx, INT), &test_site);
}

TEST(panics)
{
    CHECK_PANICS(get_outside, "panic: List.get: index 7 out of bounds (length 3) (main.mpl:3:7)\n"
                              "  at Main.main/0 (main.mpl:3)\n");
    CHECK_PANICS(get_negative, "panic: List.get: index -1 out of bounds (length 3) (main.mpl:3:7)\n"
                               "  at Main.main/0 (main.mpl:3)\n");
    CHECK_PANICS(swap_outside, "panic: List.swap: index 3 out of bounds (length 3) (main.mpl:3:7)\n"
                               "  at Main.main/0 (main.mpl:3)\n");
    CHECK_PANICS(insert_outside, "panic: List.insert_at: index 4 out of bounds (length 3) (main.mpl:3:7)\n"
                                 "  at Main.main/0 (main.mpl:3)\n");
    CHECK_PANICS(tail_of_empty, "panic: List.tail: empty list (main.mpl:3:7)\n"
                                "  at Main.main/0 (main.mpl:3)\n");
}

TESTS({"model_of_ints", model_of_ints}, {"model_of_strings", model_of_strings},
      {"model_of_structs", model_of_structs}, {"model_of_bytes", model_of_bytes},
      {"units_take_no_room", units_take_no_room}, {"literals", literals}, {"repeat", repeat}, {"in_place", in_place},
      {"rewriting_to_another_type", rewriting_to_another_type},
      {"element_taken_out_is_unique", element_taken_out_is_unique}, {"sorting_moves_slots", sorting_moves_slots},
      {"costs", costs}, {"panics", panics})
