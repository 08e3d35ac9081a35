/* Concatenation and interpolation, atoms, closures. */
#include "test.h"

#include <stdlib.h>

TEST(pieces)
{
    mesh_string *name = test_string(cx, "añ☃");
    mesh_piece pieces[] = {mesh_piece_literal("n = ", 4, 4),   mesh_piece_int(-42),
                           mesh_piece_literal(", é ", 5, 4),  mesh_piece_string(name),
                           mesh_piece_float(0.5),           mesh_piece_bool(true),
                           mesh_piece_bool(false),          mesh_piece_own(test_string(cx, "!")),
                           mesh_piece_float(-1e300 / 3),    mesh_piece_int(INT64_MIN)};
    mesh_string *text = mesh_concat_own(cx, pieces, 7);
    CHECK_TEXT(text, "n = -42, é añ☃0.5truefalse");
    text = mesh_concat_own(cx, pieces + 6, 2);
    CHECK_TEXT(text, "false!");
    CHECK_TEXT(mesh_concat_own(cx, pieces + 9, 1), "-9223372036854775808");
    CHECK_TEXT(mesh_concat_own(cx, pieces, 0), "");
    mesh_string_drop(cx, name);
}

TEST(many_floats)
{
    mesh_piece pieces[60];
    char expected[60 * MESH_SHOW_FLOAT + 1];
    size_t length = 0;
    for (int i = 0; i < 60; i++) {
        double x = i % 7 == 0 ? 1e300 * i : i / 3.0;
        pieces[i] = mesh_piece_float(x);
        length += mesh_show_float(expected + length, x);
    }
    expected[length] = 0;
    CHECK_TEXT(mesh_concat_own(cx, pieces, 60), expected);
}

/* The first piece grows in place: 200,000 rounds are linear, and most of them keep the block. */
TEST(accumulator_grows_in_place)
{
    mesh_string *acc = test_string(cx, "x");
    size_t moves = 0;
    for (int i = 0; i < 200000; i++) {
        mesh_piece pieces[] = {mesh_piece_own(acc), mesh_piece_int(i % 10), mesh_piece_literal("é", 2, 1)};
        mesh_string *text = mesh_concat_own(cx, pieces, 3);
        moves += text != acc;
        acc = text;
    }
    CHECK(moves < 100);
    CHECK_INT(mesh_string_byte_length(cx, acc), 600001);
    CHECK_INT(mesh_string_length(cx, acc), 400001);
    CHECK_INT(mesh_utf8_count(acc->bytes, acc->length), 400001);
    mesh_string_drop(cx, acc);
}

TEST(pieces_may_be_the_same_string)
{
    mesh_string *text = test_string(cx, "ab");
    mesh_dup(text);
    mesh_dup(text);
    mesh_piece pieces[] = {mesh_piece_own(text), mesh_piece_string(text), mesh_piece_own(text)};
    CHECK_TEXT(mesh_concat_own(cx, pieces, 3), "ababab");
    CHECK(mesh_unique(text));
    mesh_piece single = mesh_piece_own(text);
    CHECK(mesh_concat_own(cx, &single, 1) == text);
    mesh_string_drop(cx, text);
}

TEST(literal_first_piece_is_copied)
{
    MESH_STRING_LITERAL(hello, 5, 5, "hello");
    mesh_piece pieces[] = {mesh_piece_own(MESH_STRING_REF(hello)), mesh_piece_int(1)};
    CHECK_TEXT(mesh_concat_own(cx, pieces, 2), "hello1");
    CHECK_INT(hello.length, 5);
}

TEST(atoms)
{
    MESH_STRING_LITERAL(low_name, 3, 3, "low");
    MESH_STRING_LITERAL(lower_name, 5, 5, "lower");
    mesh_atom low = {MESH_STRING_REF(low_name)}, lower = {MESH_STRING_REF(lower_name)};
    CHECK(mesh_atom_equal(cx, &low, &low) && !mesh_atom_equal(cx, &low, &lower));
    CHECK_INT(mesh_atom_compare(cx, &low, &lower), -1);
    CHECK_INT(mesh_atom_compare(cx, &lower, &low), 1);
    CHECK_INT(mesh_atom_compare(cx, &low, &low), 0);
    CHECK_TEXT(mesh_atom_to_string(cx, &low), "low");
    CHECK_INT(mesh_atom_hash(cx, &low), mesh_string_hash(cx, low.name));
    const mesh_atom *a = &low, *b = &lower;
    CHECK(mesh_type_atom.equal(cx, &a, &a) && !mesh_type_atom.equal(cx, &a, &b));
    CHECK(mesh_type_atom.hash(cx, &a) != mesh_type_atom.hash(cx, &b));
}

typedef struct adder {
    mesh_closure closure;
    int64_t amount;
} adder;

static int64_t adder_call(mesh_ctx *cx, mesh_closure *self, int64_t x)
{
    return mesh_int_add_at(cx, ((adder *)self)->amount, x, &test_site);
}

static void adder_free(mesh_ctx *cx, void *record_own)
{
    mesh_cell_free(cx, record_own, sizeof(adder));
}

TEST(closures)
{
    typedef int64_t (*code)(mesh_ctx *, mesh_closure *, int64_t);
    adder *plus_five = mesh_closure_new(cx, sizeof *plus_five, (mesh_code)adder_call, adder_free);
    plus_five->amount = 5;
    mesh_closure *f = &plus_five->closure;
    CHECK_INT(((code)f->code)(cx, f, 37), 42);
    mesh_dup(f);
    mesh_closure_drop(cx, f);
    mesh_closure_drop(cx, f);

    static mesh_closure constant = MESH_CLOSURE_STATIC(adder_call);
    mesh_dup(&constant);
    mesh_closure_drop(cx, &constant);
    mesh_closure_drop(cx, &constant);
}

TESTS({"pieces", pieces}, {"many_floats", many_floats}, {"accumulator_grows_in_place", accumulator_grows_in_place},
      {"pieces_may_be_the_same_string", pieces_may_be_the_same_string},
      {"literal_first_piece_is_copied", literal_first_piece_is_copied}, {"atoms", atoms}, {"closures", closures})
