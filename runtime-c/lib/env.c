#define _DEFAULT_SOURCE
#include "mesh/env.h"

#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

extern char **environ;

/* ---- the table ------------------------------------------------------------------------------------------------------- */

/* NAME=VALUE, as the process got it or as `set` made it. */
typedef struct variable {
    char *text;
    size_t name_length;
} variable;

static struct {
    variable *entries;
    size_t count, capacity;
    bool filled;
} table;

static void append(mesh_ctx *cx, char *text, size_t name_length)
{
    if (table.count == table.capacity) {
        table.capacity = table.capacity == 0 ? 64 : 2 * table.capacity;
        table.entries = realloc(table.entries, table.capacity * sizeof *table.entries);
        if (table.entries == NULL)
            mesh__out_of_memory(cx);
    }
    table.entries[table.count++] = (variable){text, name_length};
}

static void fill(mesh_ctx *cx)
{
    if (table.filled)
        return;
    table.filled = true;
    for (char **entry = environ; entry != NULL && *entry != NULL; entry++) {
        const char *equals = strchr(*entry, '=');
        if (equals == NULL || equals == *entry)
            continue;
        const size_t size = strlen(*entry) + 1;
        char *text = malloc(size);
        if (text == NULL)
            mesh__out_of_memory(cx);
        memcpy(text, *entry, size);
        append(cx, text, (size_t)(equals - *entry));
    }
}

/* The entry of a name as a program sees it: ill-formed names have U+FFFD. */
static variable *find(mesh_ctx *cx, const mesh_string *name)
{
    fill(cx);
    for (size_t i = 0; i < table.count; i++) {
        variable *v = &table.entries[i];
        if (v->name_length == name->length && memcmp(v->text, name->bytes, name->length) == 0)
            return v;
    }
    return NULL;
}

mesh_string *mesh_env_get(mesh_ctx *cx, const mesh_string *name)
{
    const variable *v = find(cx, name);
    return v == NULL ? NULL : mesh_string_from_c(cx, v->text + v->name_length + 1);
}

void mesh_env_set(mesh_ctx *cx, const mesh_string *name, const mesh_string *value)
{
    char *text = malloc((size_t)name->length + value->length + 2);
    if (text == NULL)
        mesh__out_of_memory(cx);
    memcpy(text, name->bytes, name->length);
    text[name->length] = '=';
    memcpy(text + name->length + 1, value->bytes, (size_t)value->length + 1);
    variable *v = find(cx, name);
    if (v == NULL) {
        append(cx, text, name->length);
    } else {
        free(v->text);
        v->text = text;
    }
}

void mesh_env_unset(mesh_ctx *cx, const mesh_string *name)
{
    variable *v = find(cx, name);
    if (v == NULL)
        return;
    free(v->text);
    *v = table.entries[--table.count];
}

mesh_list *mesh_env_entries(mesh_ctx *cx)
{
    fill(cx);
    mesh_list *entries = mesh_list_with_capacity(cx, &mesh_type_string, (int64_t)table.count * 2);
    for (size_t i = 0; i < table.count; i++) {
        const variable *v = &table.entries[i];
        mesh_string *name = mesh_string_from_lossy(cx, v->text, v->name_length);
        entries = mesh_list_append_own(cx, &mesh_type_string, entries, &name);
        mesh_string *value = mesh_string_from_c(cx, v->text + v->name_length + 1);
        entries = mesh_list_append_own(cx, &mesh_type_string, entries, &value);
    }
    return entries;
}

/* ---- the process ----------------------------------------------------------------------------------------------------- */

mesh_list *mesh_env_args(mesh_ctx *cx)
{
    mesh_list *args = mesh_list_with_capacity(cx, &mesh_type_string, cx->argc);
    for (int i = 0; i < cx->argc; i++) {
        mesh_string *arg = mesh_string_from_c(cx, cx->argv[i]);
        args = mesh_list_append_own(cx, &mesh_type_string, args, &arg);
    }
    return args;
}

mesh_string *mesh_env_executable(mesh_ctx *cx)
{
    static const char *const links[] = {"/proc/self/exe", "/proc/curproc/file"};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        char *path = realpath(links[i], NULL);
        if (path != NULL) {
            mesh_string *s = mesh_string_from_c(cx, path);
            free(path);
            return s;
        }
    }
    cx->fault = errno;
    return NULL;
}

mesh_string *mesh_env_cwd(mesh_ctx *cx)
{
    for (size_t size = 256;; size *= 2) {
        char *buffer = malloc(size);
        if (buffer == NULL)
            mesh__out_of_memory(cx);
        mesh_string *s = NULL;
        if (getcwd(buffer, size) != NULL)
            s = mesh_string_from_c(cx, buffer);
        else
            cx->fault = errno;
        free(buffer);
        if (s != NULL || cx->fault != ERANGE)
            return s;
    }
}

bool mesh_env_set_cwd(mesh_ctx *cx, const mesh_string *path)
{
    if (path->length == 0 || memchr(path->bytes, 0, path->length) != NULL) {
        cx->fault = MESH_FAULT_PATH;
        return false;
    }
    if (chdir(path->bytes) == 0)
        return true;
    cx->fault = errno;
    return false;
}

mesh_string *mesh_env_login_home(mesh_ctx *cx)
{
    char buffer[4096];
    struct passwd entry, *found = NULL;
    if (getpwuid_r(getuid(), &entry, buffer, sizeof buffer, &found) != 0 || found == NULL || found->pw_dir == NULL)
        return NULL;
    return mesh_string_from_c(cx, found->pw_dir);
}
