/* Maps against a model, with keys of three kinds: random operations on shared and unshared maps. */
#include "test.h"

#include <stdlib.h>

#define INT (&mesh_type_int)
#define STRING (&mesh_type_string)
#define UNIT (&mesh_type_unit)

static int64_t below(int64_t n)
{
    return n <= 0 ? 0 : (int64_t)(test_random() % (uint64_t)n);
}

/* ---- keys ---- */

typedef struct keys {
    const mesh_type *type;
    void (*make)(mesh_ctx *cx, int64_t n, void *out);
    int64_t (*number)(mesh_ctx *cx, void *slot_own);
} keys;

static void make_int(mesh_ctx *cx, int64_t n, void *out)
{
    (void)cx;
    n *= 1000003;
    memcpy(out, &n, sizeof n);
}

static int64_t int_number(mesh_ctx *cx, void *slot_own)
{
    (void)cx;
    return *(int64_t *)slot_own / 1000003;
}

static void make_string(mesh_ctx *cx, int64_t n, void *out)
{
    mesh_string *text = test_number(cx, n);
    memcpy(out, &text, sizeof text);
}

static int64_t string_number(mesh_ctx *cx, void *slot_own)
{
    mesh_string *text = *(mesh_string **)slot_own;
    int64_t n = strtoll(text->bytes, NULL, 10);
    mesh_string_drop(cx, text);
    return n;
}

/* A user's key type: three bytes with padding nowhere, a bad Hash, compared by a function. */
typedef struct code {
    uint8_t bytes[3];
} code;

static bool code_equal(mesh_ctx *cx, const void *left, const void *right)
{
    (void)cx;
    return memcmp(left, right, sizeof(code)) == 0;
}

static uint64_t code_hash(mesh_ctx *cx, const void *slot)
{
    (void)cx;
    return ((const code *)slot)->bytes[0] % 7; /* many collisions */
}

static const mesh_type code_type = {sizeof(code), 0, NULL, NULL, code_equal, code_hash, "Code"};

static void make_code(mesh_ctx *cx, int64_t n, void *out)
{
    (void)cx;
    code c = {{(uint8_t)n, (uint8_t)(n >> 8), (uint8_t)(n >> 16)}};
    memcpy(out, &c, sizeof c);
}

static int64_t code_number(mesh_ctx *cx, void *slot_own)
{
    (void)cx;
    code *c = slot_own;
    return c->bytes[0] | c->bytes[1] << 8 | c->bytes[2] << 16;
}

/* ---- the model: entries in order ---- */

enum { MOST = 3000 };

typedef struct model {
    int64_t n;
    struct {
        int64_t key, value;
    } entries[MOST];
} model;

static int64_t model_find(const model *m, int64_t key)
{
    for (int64_t i = 0; i < m->n; i++)
        if (m->entries[i].key == key)
            return i;
    return -1;
}

static void model_put(model *m, int64_t key, int64_t value)
{
    int64_t i = model_find(m, key);
    if (i < 0) {
        i = m->n++;
        m->entries[i].key = key;
    }
    m->entries[i].value = value;
}

static void model_delete(model *m, int64_t key)
{
    int64_t i = model_find(m, key);
    if (i >= 0) {
        memmove(m->entries + i, m->entries + i + 1, (size_t)(m->n - i - 1) * sizeof *m->entries);
        m->n--;
    }
}

static void compare(mesh_ctx *cx, const keys *k, const mesh_map *map, const model *m)
{
    CHECK_INT(mesh_map_size(cx, k->type, STRING, map), m->n);
    int64_t i = 0, last = -1;
    uint64_t buffer;
    for (int64_t slot = mesh_map_next_slot(cx, k->type, STRING, map, 0); slot >= 0;
         slot = mesh_map_next_slot(cx, k->type, STRING, map, slot + 1), i++) {
        mesh__slot_copy(k->type, &buffer, mesh_map_slot_key_ref(cx, k->type, STRING, map, slot));
        CHECK_INT(k->number(cx, &buffer), m->entries[i].key);
        mesh__slot_copy(STRING, &buffer, mesh_map_slot_value_ref(cx, k->type, STRING, map, slot));
        CHECK_INT(string_number(cx, &buffer), m->entries[i].value);
        CHECK_INT(mesh_map_prev_slot(cx, k->type, STRING, map, slot), slot);
        if (slot > 0)
            CHECK_INT(mesh_map_prev_slot(cx, k->type, STRING, map, slot - 1), last);
        last = slot;
    }
    CHECK_INT(i, m->n);
    CHECK_INT(mesh_map_last_slot(cx, k->type, STRING, map), last);
    /* Iteration is O(size). */
    CHECK(map->used <= 2 * map->size + 8);
}

static mesh_map *step(mesh_ctx *cx, const keys *k, mesh_map *map, model *m, int64_t range)
{
    const mesh_type *K = k->type, *V = STRING;
    int64_t key = below(range), value = below(1000000);
    uint64_t key_slot;
    mesh_string *text;
    int64_t place = model_find(m, key);
    k->make(cx, key, &key_slot);
    int64_t slot = mesh_map_find_pure(cx, K, V, map, &key_slot);
    CHECK((slot >= 0) == (place >= 0));
    switch (below(10)) {
    case 0:
    case 1:
    case 2:
        model_put(m, key, value);
        text = test_number(cx, value);
        return mesh_map_put_own(cx, K, V, map, &key_slot, &text);
    case 3:
    case 4:
        model_delete(m, key);
        return mesh_map_delete_own(cx, K, V, map, &key_slot);
    case 5: /* upsert */
        model_put(m, key, value);
        if (slot >= 0) {
            mesh__argument_drop(cx, K, &key_slot);
            mesh_map_take_value(cx, K, V, map, slot, &text);
            mesh_string_drop(cx, text);
            text = test_number(cx, value);
            return mesh_map_put_value_own(cx, K, V, map, slot, &text);
        }
        text = test_number(cx, value);
        return mesh_map_add_own(cx, K, V, map, &key_slot, &text, slot);
    case 6: /* pop */
        mesh__argument_drop(cx, K, &key_slot);
        if (slot < 0)
            return map;
        mesh_map_take_value(cx, K, V, map, slot, &text);
        CHECK_INT(strtoll(text->bytes, NULL, 10), m->entries[place].value);
        mesh_string_drop(cx, text);
        model_delete(m, key);
        return mesh_map_delete_slot_own(cx, K, V, map, slot);
    case 7: { /* map_values */
        mesh__argument_drop(cx, K, &key_slot);
        mesh_map *out = mesh_map_rewrite_begin(cx, K, V, V, map);
        for (int64_t s = mesh_map_next_slot(cx, K, V, map, 0); s >= 0; s = mesh_map_next_slot(cx, K, V, map, s + 1)) {
            mesh_map_rewrite_take(cx, K, V, map, s, &text);
            int64_t n = string_number(cx, &text) + 1;
            text = test_number(cx, n);
            out = mesh_map_rewrite_put_own(cx, K, V, out, s, &text);
        }
        for (int64_t i = 0; i < m->n; i++)
            m->entries[i].value++;
        return mesh_map_rewrite_end_own(cx, K, V, V, map, out);
    }
    case 8:
        mesh__argument_drop(cx, K, &key_slot);
        if (below(20) == 0) {
            m->n = 0;
            return mesh_map_clear_own(cx, K, V, map);
        }
        return mesh_map_reserve_own(cx, K, V, map, below(40));
    default: /* delete the oldest */
        mesh__argument_drop(cx, K, &key_slot);
        slot = mesh_map_next_slot(cx, K, V, map, 0);
        if (slot < 0)
            return map;
        model_delete(m, m->entries[0].key);
        return mesh_map_delete_slot_own(cx, K, V, map, slot);
    }
}

static void against_model(mesh_ctx *cx, const keys *k)
{
    static model m, shared_model;
    static const int64_t ranges[] = {6, 12, 40, 300, 1500};
    for (size_t round = 0; round < 10; round++) {
        m.n = 0;
        mesh_map *map = mesh_map_new(cx, k->type, STRING);
        for (int i = 0; i < 500; i++) {
            mesh_map *old = map;
            bool shared = below(5) == 0;
            if (shared) {
                mesh_dup(old);
                shared_model = m;
            }
            map = step(cx, k, map, &m, ranges[round % 5]);
            if (shared) {
                compare(cx, k, old, &shared_model);
                mesh_map_drop(cx, k->type, STRING, old);
            }
            compare(cx, k, map, &m);
            if (i == 100)
                for (int64_t n = 0; n < ranges[round % 5] / 2; n++) {
                    uint64_t key;
                    mesh_string *text = test_number(cx, n);
                    k->make(cx, n, &key);
                    map = mesh_map_put_own(cx, k->type, STRING, map, &key, &text);
                    model_put(&m, n, n);
                }
        }
        mesh_map_drop(cx, k->type, STRING, map);
    }
}

TEST(model_with_int_keys)
{
    keys k = {INT, make_int, int_number};
    against_model(cx, &k);
}

TEST(model_with_string_keys)
{
    keys k = {STRING, make_string, string_number};
    against_model(cx, &k);
}

TEST(model_with_struct_keys)
{
    keys k = {&code_type, make_code, code_number};
    against_model(cx, &k);
}

/* ---- single points ---- */

TEST(sets)
{
    mesh_map *set = mesh_map_new(cx, INT, UNIT);
    for (int64_t i = 0; i < 1000; i++) {
        int64_t x = i % 300;
        set = mesh_map_put_own(cx, INT, UNIT, set, &x, NULL);
    }
    CHECK_INT(mesh_map_size(cx, INT, UNIT, set), 300);
    CHECK_INT(mesh__entry_size(INT, UNIT), 8);
    int64_t x = 299;
    CHECK(mesh_map_has(cx, INT, UNIT, set, &x));
    x = 300;
    CHECK(!mesh_map_has(cx, INT, UNIT, set, &x));
    mesh_map_drop(cx, INT, UNIT, set);

    set = mesh_map_put_own(cx, UNIT, UNIT, mesh_map_new(cx, UNIT, UNIT), NULL, NULL);
    set = mesh_map_put_own(cx, UNIT, UNIT, set, NULL, NULL);
    CHECK_INT(mesh_map_size(cx, UNIT, UNIT, set), 1);
    set = mesh_map_delete_own(cx, UNIT, UNIT, set, NULL);
    CHECK_INT(mesh_map_size(cx, UNIT, UNIT, set), 0);
    mesh_map_drop(cx, UNIT, UNIT, set);
}

TEST(entry_layout)
{
    static const mesh_type three = {3, 0, NULL, NULL, NULL, NULL, "three"};
    static const mesh_type twelve = {12, 0, NULL, NULL, NULL, NULL, "twelve"};
    CHECK_INT(mesh__value_offset(&three, INT), 8);
    CHECK_INT(mesh__entry_size(&three, INT), 16);
    CHECK_INT(mesh__value_offset(INT, &three), 8);
    CHECK_INT(mesh__entry_size(INT, &three), 16);
    CHECK_INT(mesh__value_offset(&three, &twelve), 4);
    CHECK_INT(mesh__entry_size(&three, &twelve), 16);
    CHECK_INT(mesh__entry_size(&three, UNIT), 3);
    CHECK_INT(mesh__entry_size(INT, &mesh_type_bool), 16);
}

static void list_drop(mesh_ctx *cx, void *slot)
{
    mesh_list_drop(cx, INT, *(mesh_list **)slot);
}

static void list_dup(const void *slot)
{
    mesh_dup(*(mesh_list *const *)slot);
}

static const mesh_type list_type = {sizeof(mesh_list *), MESH_TYPE_POINTER, list_dup, list_drop, NULL, NULL,
                                    "List<Int>"};

/* Appending to a list in a map is linear, as the list is unique while it is out. */
TEST(value_taken_out_is_unique)
{
    int64_t key = 1;
    mesh_list *list = mesh_list_append_own(cx, INT, mesh_list_new(cx, INT), &key);
    mesh_map *m = mesh_map_put_own(cx, INT, &list_type, mesh_map_new(cx, INT, &list_type), &key, &list);
    for (int64_t i = 0; i < 200000; i++) {
        int64_t slot = mesh_map_find_pure(cx, INT, &list_type, m, &key);
        mesh_map_take_value(cx, INT, &list_type, m, slot, &list);
        CHECK(mesh_unique(list));
        list = mesh_list_append_own(cx, INT, list, &i);
        m = mesh_map_put_value_own(cx, INT, &list_type, m, slot, &list);
    }
    CHECK_INT(mesh_list_length(cx, INT, list), 200001);
    /* A map with a hole may go. */
    mesh_map_take_value(cx, INT, &list_type, m, 0, &list);
    mesh_map_drop(cx, INT, &list_type, m);
    mesh_list_drop(cx, INT, list);
}

/* Each loop would take very long if a step were not O(1). */
TEST(costs)
{
    enum { N = 200000 };
    mesh_map *m = mesh_map_new(cx, INT, INT);
    for (int64_t i = 0; i < N; i++)
        m = mesh_map_put_own(cx, INT, INT, m, &i, &i);
    /* As a queue: the oldest goes, a new one comes. */
    for (int64_t i = N; i < 3 * N; i++) {
        int64_t first = mesh_map_next_slot(cx, INT, INT, m, 0), key;
        mesh__slot_copy(INT, &key, mesh_map_slot_key_ref(cx, INT, INT, m, first));
        CHECK_INT(key, i - N);
        m = mesh_map_delete_own(cx, INT, INT, m, &key);
        m = mesh_map_put_own(cx, INT, INT, m, &i, &i);
    }
    CHECK_INT(mesh_map_size(cx, INT, INT, m), N);
    /* One key comes and goes in a large map. */
    int64_t key = -1;
    for (int64_t i = 0; i < 2 * N; i++) {
        m = mesh_map_put_own(cx, INT, INT, m, &key, &i);
        m = mesh_map_delete_own(cx, INT, INT, m, &key);
    }
    /* Down to one entry: the room is given back. */
    for (int64_t i = 2 * N; i < 3 * N - 1; i++)
        m = mesh_map_delete_own(cx, INT, INT, m, &i);
    CHECK_INT(mesh_map_size(cx, INT, INT, m), 1);
    CHECK(m->capacity <= 16);
    /* As a stack. */
    for (int64_t i = 0; i < N; i++) {
        m = mesh_map_put_own(cx, INT, INT, m, &i, &i);
        m = mesh_map_delete_own(cx, INT, INT, m, &i);
    }
    mesh_map_drop(cx, INT, INT, m);
}

TEST(reserved_maps_do_not_grow)
{
    mesh_map *m = mesh_map_with_capacity(cx, INT, INT, 1000);
    uint32_t capacity = m->capacity;
    for (int64_t i = 0; i < 1000; i++)
        m = mesh_map_put_own(cx, INT, INT, m, &i, &i);
    CHECK_INT(m->capacity, capacity);
    mesh_map_drop(cx, INT, INT, m);
}

TEST(nan_keys_are_never_found)
{
    double nan = mesh_float_nan(cx), zero = 0.0, minus_zero = -0.0;
    mesh_map *m = mesh_map_new(cx, &mesh_type_float, UNIT);
    for (int i = 0; i < 30; i++)
        m = mesh_map_put_own(cx, &mesh_type_float, UNIT, m, &nan, NULL);
    CHECK_INT(mesh_map_size(cx, &mesh_type_float, UNIT, m), 30);
    m = mesh_map_put_own(cx, &mesh_type_float, UNIT, m, &zero, NULL);
    CHECK(mesh_map_has(cx, &mesh_type_float, UNIT, m, &minus_zero));
    mesh_map_drop(cx, &mesh_type_float, UNIT, m);
}

/* Hashes of similar keys differ in all parts that the table uses. */
TEST(hashes_spread)
{
    enum { N = 4096 };
    static unsigned low[N], high[N];
    memset(low, 0, sizeof low);
    memset(high, 0, sizeof high);
    for (uint64_t i = 0; i < N; i++) {
        char text[40] = "a rather common prefix of keys ";
        size_t length = strlen(text) + mesh_show_int(text + strlen(text), (int64_t)i);
        uint64_t h = mesh_hash_bytes(text, length, cx->hash_seed);
        low[h % N]++;
        high[h >> 52]++;
        h = mesh_hash_int(i << 32, cx->hash_seed);
        low[h % N]++;
        high[h >> 52]++;
    }
    for (int i = 0; i < N; i++)
        CHECK(low[i] < 16 && high[i] < 16);
    /* Every length, every byte counts. */
    unsigned char bytes[130] = {0};
    for (size_t n = 0; n < sizeof bytes; n++) {
        uint64_t h = mesh_hash_bytes(bytes, n, 1);
        CHECK(h != mesh_hash_bytes(bytes, n, 2) && h != mesh_hash_bytes(bytes, n + 1, 1));
        for (size_t i = 0; i < n; i++) {
            bytes[i] ^= 1;
            CHECK(h != mesh_hash_bytes(bytes, n, 1));
            bytes[i] ^= 1;
        }
    }
}

TEST(language_hash_is_fnv)
{
    /* FNV-1a of the eight bytes of 1, of "a", and mixing. */
    CHECK_INT(mesh_unit_hash(cx), (int64_t)UINT64_C(0xcbf29ce484222325));
    CHECK_INT(mesh__fnv_bytes(MESH_FNV_BASIS, "a", 1), UINT64_C(0xaf63dc4c8601ec8c));
    CHECK_INT(mesh__fnv_bytes(MESH_FNV_BASIS, "foobar", 6), UINT64_C(0x85944171f73967e8));
    CHECK_INT(mesh_int_hash(cx, 0x72616f6f66), mesh__fnv_bytes(MESH_FNV_BASIS, "fooar\0\0\0", 8));
    CHECK_INT(mesh_hash_mix(cx, mesh_unit_hash(cx), 5), mesh_int_hash(cx, 5));
    CHECK_INT(mesh_float_hash(cx, -0.0), mesh_float_hash(cx, 0.0));
    CHECK_INT(mesh_bool_hash(cx, true), mesh__fnv_bytes(MESH_FNV_BASIS, "\1", 1));
}

TESTS({"model_with_int_keys", model_with_int_keys}, {"model_with_string_keys", model_with_string_keys},
      {"model_with_struct_keys", model_with_struct_keys}, {"sets", sets}, {"entry_layout", entry_layout},
      {"value_taken_out_is_unique", value_taken_out_is_unique}, {"costs", costs},
      {"reserved_maps_do_not_grow", reserved_maps_do_not_grow}, {"nan_keys_are_never_found", nan_keys_are_never_found},
      {"hashes_spread", hashes_spread}, {"language_hash_is_fnv", language_hash_is_fnv})
