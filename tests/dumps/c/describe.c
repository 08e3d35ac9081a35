/* ---- mesh_program.h ---- */
/* The types and functions of this program. Written by meshc; see the Mesh sources. */
#ifndef MESH_PROGRAM_H
#define MESH_PROGRAM_H

#include "mesh.h"

#ifdef MESH_UNITY
#define MESH_DATA static MESH_UNUSED
#else
#define MESH_DATA
#endif

#define MESH_VARIANT_SIZE(TYPE, VARIANT) (offsetof(TYPE, as) + sizeof(((TYPE *)NULL)->as.VARIANT))
#define MESH_CELL_REF(TYPE, NAME) ((TYPE *)(uintptr_t)&(NAME))
#define MESH_CLOSURE_REF(NAME) ((mesh_closure *)(uintptr_t)&(NAME))





MESH_FN void Main_main(mesh_ctx *cx);
MESH_FN mesh_string *Main_describe(mesh_ctx *cx, mesh_list *names);




#endif

/* ---- program_data.c ---- */
/* Data that belongs to no module, and how it is released. Written by meshc. */
#include "mesh_program.h"

static void program_entry(mesh_ctx *cx)
{
    Main_main(cx);
    (void)cx;
}

int main(int argc, char **argv)
{
    return mesh_start(argc, argv, program_entry);
}

/* ---- app_Main.c ---- */
/* Module Main main.mpl. Written by meshc. */
#include "mesh_program.h"

MESH_STRING_LITERAL(text_Main_0, 3, 3, "Ida");
MESH_STRING_LITERAL(text_Main_1, 2, 2, "Bo");
MESH_STRING_LITERAL(text_Main_2, 2, 2, "Cy");
MESH_STRING_LITERAL(text_Main_3, 6, 6, "nobody");
MESH_STRING_LITERAL(text_Main_4, 5, 5, " and ");
MESH_STRING_LITERAL(text_Main_5, 5, 5, " more");

/* Main.main/0 : () -> Unit      main.mpl:9 */
#line 9 "main.mpl"
MESH_FN void Main_main(mesh_ctx *cx)
{
#line 9
    (void)cx;
#line 10 "main.mpl"
    mesh_list *result_3 = mesh_list_with_capacity(cx, &mesh_type_string, 3);
#line 10
    mesh_list *list_2 = mesh_list_append_own(cx, &mesh_type_string, result_3, &(mesh_string *){MESH_STRING_REF(text_Main_0)});
#line 10
    mesh_list *list_3 = mesh_list_append_own(cx, &mesh_type_string, list_2, &(mesh_string *){MESH_STRING_REF(text_Main_1)});
#line 10
    mesh_list *list_4 = mesh_list_append_own(cx, &mesh_type_string, list_3, &(mesh_string *){MESH_STRING_REF(text_Main_2)});
#line 10
    mesh_string *result = Main_describe(cx, list_4);
#line 10
    mesh_println(cx, result);
#line 10
    mesh_string_drop(cx, result);
#line 10
    return;
}
#line 35 "app_Main.c"

/* Main.describe/1 : (List_String) -> String      main.mpl:2 */
#line 2 "main.mpl"
MESH_FN mesh_string *Main_describe(mesh_ctx *cx, mesh_list *names)
{
#line 2
    (void)cx;
#line 3 "main.mpl"
    int64_t length_2 = mesh_list_length(cx, &mesh_type_string, names);
#line 3
    bool test = mesh_int_lt(cx, 0, length_2);
#line 3
    bool result = mesh_bool_not(cx, test);
#line 3
    if (result) {
#line 3
        mesh_list_drop(cx, &mesh_type_string, names);
#line 3
        return MESH_STRING_REF(text_Main_3);
    }
#line 3
    int64_t length_3 = mesh_list_length(cx, &mesh_type_string, names);
#line 3
    bool test_2 = mesh_int_lt(cx, 0, length_3);
#line 3
    if (test_2) {
#line 3
        mesh_string *first_2 = *(mesh_string *const *)mesh_list_get_unchecked_ref(cx, &mesh_type_string, names, 0);
#line 3
        mesh_dup(first_2);
#line 3
        mesh_list *rest_2 = mesh_list_drop_first_own(cx, &mesh_type_string, names);
#line 5 "main.mpl"
        int64_t length = mesh_list_length(cx, &mesh_type_string, rest_2);
#line 5
        mesh_list_drop(cx, &mesh_type_string, rest_2);
#line 5
        mesh_piece pieces[] = {mesh_piece_own(first_2), mesh_piece_literal(text_Main_4.bytes, 5, 5), mesh_piece_int(length), mesh_piece_literal(text_Main_5.bytes, 5, 5)};
#line 5
        mesh_string *text = mesh_concat_own(cx, pieces, 4);
#line 5
        return text;
    }
#line 5
    MESH_UNREACHABLE();
}
#line 82 "app_Main.c"


/* ---- program_unity.c ---- */
/* The whole program as one translation unit. */
#define MESH_UNITY
#include "program_data.c"
#include "app_Main.c"
