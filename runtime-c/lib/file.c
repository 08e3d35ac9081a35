/* Whole files, and what is in the file system. */
#define _DEFAULT_SOURCE
#define _FILE_OFFSET_BITS 64
#include "mesh/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "mesh/io.h"
#include "file_open.h"

bool mesh__path_ok(mesh_ctx *cx, const mesh_string *path)
{
    if (path->length > 0 && memchr(path->bytes, 0, path->length) == NULL)
        return true;
    cx->fault = MESH_FAULT_PATH;
    return false;
}

int mesh__open(mesh_ctx *cx, const mesh_string *path, int flags)
{
    if (!mesh__path_ok(cx, path))
        return -1;
    int descriptor;
    do
        descriptor = open(path->bytes, flags | O_CLOEXEC, 0666);
    while (descriptor < 0 && errno == EINTR);
    if (descriptor < 0)
        cx->fault = errno;
    return descriptor;
}

/* The result of a call that gives 0, or -1 and errno. */
static bool done(mesh_ctx *cx, int result)
{
    if (result != 0)
        cx->fault = errno;
    return result == 0;
}

/* ---- whole files ----------------------------------------------------------------------------------------------------- */

mesh_bytes *mesh_file_read_bytes(mesh_ctx *cx, const mesh_string *path)
{
    const int descriptor = mesh__open(cx, path, O_RDONLY);
    if (descriptor < 0)
        return NULL;
    mesh_bytes *b = NULL;
    struct stat status;
    if (done(cx, fstat(descriptor, &status))) {
        const size_t expected = S_ISREG(status.st_mode) && status.st_size > 0 ? (size_t)status.st_size : MESH_READER_SIZE;
        unsigned char *end;
        size_t room = expected + 1; /* one more to find the end with */
        b = mesh_bytes_new(cx);
        for (;;) {
            b = mesh_bytes_reserve_own(cx, b, room, &end);
            const ptrdiff_t n = mesh__read(cx, descriptor, end, room);
            if (n < 0) {
                mesh_bytes_drop(cx, b);
                b = NULL;
            }
            if (n <= 0)
                break;
            b->length += (size_t)n;
            room = (size_t)n < room ? room - (size_t)n : b->length;
        }
    }
    close(descriptor);
    return b;
}

mesh_string *mesh_file_read(mesh_ctx *cx, const mesh_string *path)
{
    mesh_bytes *b = mesh_file_read_bytes(cx, path);
    return b == NULL ? NULL : mesh__text_own(cx, b);
}

bool mesh_file_write(mesh_ctx *cx, const mesh_string *path, const mesh_bytes *b, bool append)
{
    const int descriptor = mesh__open(cx, path, O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC));
    if (descriptor < 0)
        return false;
    const bool written = mesh__write_all(cx, descriptor, b->data, b->length);
    /* Errors that come late, on a network file system for example, show at close. */
    return done(cx, close(descriptor)) && written;
}

/* 10 random characters a-z0-9 at `out`. */
static bool random_name(mesh_ctx *cx, char *out)
{
    static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    unsigned char random[10];
    if (!done(cx, getentropy(random, sizeof random)))
        return false;
    for (size_t i = 0; i < sizeof random; i++)
        out[i] = alphabet[random[i] % 36];
    return true;
}

static bool sync_directory(mesh_ctx *cx, const char *path)
{
    const int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return done(cx, -1);
    const bool synced = done(cx, fsync(descriptor));
    close(descriptor);
    return synced;
}

bool mesh_file_write_atomic(mesh_ctx *cx, const mesh_string *path, const mesh_bytes *b)
{
    if (!mesh__path_ok(cx, path))
        return false;
    /* DIRECTORY/.NAME.RANDOM.tmp */
    const char *slash = strrchr(path->bytes, '/');
    const size_t directory = slash == NULL ? 0 : (size_t)(slash - path->bytes) + 1;
    char *temporary = malloc(path->length + 32);
    if (temporary == NULL)
        mesh__out_of_memory(cx);
    memcpy(temporary, path->bytes, directory);
    temporary[directory] = '.';
    memcpy(temporary + directory + 1, path->bytes + directory, path->length - directory);
    char *tail = temporary + path->length + 1;
    memcpy(tail, ".0123456789.tmp", 16);

    bool ok = random_name(cx, tail + 1);
    int descriptor = -1;
    if (ok) {
        struct stat old;
        const bool exists = stat(path->bytes, &old) == 0;
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        ok = done(cx, descriptor < 0 ? -1 : 0);
        if (ok) {
            ok = (!exists || done(cx, fchmod(descriptor, old.st_mode & 07777))) &&
                 mesh__write_all(cx, descriptor, b->data, b->length) && done(cx, fsync(descriptor));
            ok = done(cx, close(descriptor)) && ok;
            ok = ok && done(cx, rename(temporary, path->bytes));
            if (!ok) {
                const int fault = cx->fault;
                unlink(temporary);
                cx->fault = fault;
            }
        }
    }
    if (ok) {
        temporary[directory] = 0;
        ok = sync_directory(cx, directory == 0 ? "." : temporary);
    }
    free(temporary);
    return ok;
}

/* ---- the file system ------------------------------------------------------------------------------------------------- */

static bool look(mesh_ctx *cx, const mesh_string *path, bool follow, struct stat *status)
{
    return mesh__path_ok(cx, path) && done(cx, (follow ? stat : lstat)(path->bytes, status));
}

static int64_t kind_of(mode_t mode)
{
    return S_ISREG(mode)   ? MESH_FILE_REGULAR
           : S_ISDIR(mode) ? MESH_FILE_DIRECTORY
           : S_ISLNK(mode) ? MESH_FILE_LINK
                           : MESH_FILE_OTHER;
}

int64_t mesh_file_kind(mesh_ctx *cx, const mesh_string *path, bool follow)
{
    struct stat status;
    return look(cx, path, follow, &status) ? kind_of(status.st_mode) : -1;
}

static int64_t milliseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

mesh_list *mesh_file_stat(mesh_ctx *cx, const mesh_string *path, bool follow)
{
    struct stat status;
    if (!look(cx, path, follow, &status))
        return NULL;
    const int64_t values[] = {
        kind_of(status.st_mode),     (int64_t)status.st_size,     (int64_t)(status.st_mode & 07777),
        milliseconds(status.st_mtim), milliseconds(status.st_atim), (int64_t)status.st_uid,
        (int64_t)status.st_gid,      (int64_t)status.st_ino,
    };
    return mesh_list_of_own(cx, &mesh_type_int, values, sizeof values / sizeof *values);
}

mesh_list *mesh_file_names(mesh_ctx *cx, const mesh_string *path)
{
    if (!mesh__path_ok(cx, path))
        return NULL;
    DIR *directory = opendir(path->bytes);
    if (directory == NULL) {
        cx->fault = errno;
        return NULL;
    }
    mesh_list *names = mesh_list_new(cx, &mesh_type_string);
    const struct dirent *entry;
    while (errno = 0, (entry = readdir(directory)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        mesh_string *name = mesh_string_from_c(cx, entry->d_name);
        names = mesh_list_append_own(cx, &mesh_type_string, names, &name);
    }
    if (errno != 0) {
        cx->fault = errno;
        mesh_list_drop(cx, &mesh_type_string, names);
        names = NULL;
    }
    closedir(directory);
    return names;
}

bool mesh_file_delete(mesh_ctx *cx, const mesh_string *path)
{
    if (!mesh__path_ok(cx, path))
        return false;
    if (done(cx, unlink(path->bytes)))
        return true;
    /* POSIX lets unlink answer EPERM for a directory. */
    struct stat status;
    if (cx->fault == EPERM && lstat(path->bytes, &status) == 0 && S_ISDIR(status.st_mode))
        cx->fault = EISDIR;
    return false;
}

bool mesh_file_delete_dir(mesh_ctx *cx, const mesh_string *path)
{
    if (!mesh__path_ok(cx, path))
        return false;
    const bool deleted = done(cx, rmdir(path->bytes));
    if (!deleted && cx->fault == EEXIST)
        cx->fault = ENOTEMPTY;
    return deleted;
}

bool mesh_file_mkdir(mesh_ctx *cx, const mesh_string *path, int64_t mode)
{
    return mesh__path_ok(cx, path) && done(cx, mkdir(path->bytes, (mode_t)mode));
}

bool mesh_file_rename(mesh_ctx *cx, const mesh_string *from, const mesh_string *to)
{
    return mesh__path_ok(cx, from) && mesh__path_ok(cx, to) && done(cx, rename(from->bytes, to->bytes));
}

/* Copies from one descriptor to another; the number of bytes, or -1. */
static int64_t copy_bytes(mesh_ctx *cx, int from, int to)
{
    char *buffer = malloc(MESH_READER_SIZE);
    if (buffer == NULL)
        mesh__out_of_memory(cx);
    int64_t copied = 0;
    ptrdiff_t n;
    while ((n = mesh__read(cx, from, buffer, MESH_READER_SIZE)) > 0) {
        if (!mesh__write_all(cx, to, buffer, (size_t)n)) {
            n = -1;
            break;
        }
        copied += n;
    }
    free(buffer);
    return n < 0 ? -1 : copied;
}

int64_t mesh_file_copy(mesh_ctx *cx, const mesh_string *from, const mesh_string *to)
{
    const int source = mesh__open(cx, from, O_RDONLY);
    if (source < 0)
        return -1;
    int64_t copied = -1;
    struct stat original, old;
    if (!done(cx, fstat(source, &original))) {
        /* the fault is set */
    } else if (S_ISDIR(original.st_mode)) {
        cx->fault = EISDIR;
    } else if (mesh__path_ok(cx, to) && stat(to->bytes, &old) == 0 && old.st_dev == original.st_dev &&
               old.st_ino == original.st_ino) {
        cx->fault = MESH_FAULT_PATH;
    } else {
        const int target = mesh__open(cx, to, O_WRONLY | O_CREAT | O_TRUNC);
        if (target >= 0) {
            if (done(cx, fchmod(target, original.st_mode & 07777)))
                copied = copy_bytes(cx, source, target);
            if (!done(cx, close(target)))
                copied = -1;
        }
    }
    close(source);
    return copied;
}

bool mesh_file_truncate(mesh_ctx *cx, const mesh_string *path, int64_t size)
{
    return mesh__path_ok(cx, path) && done(cx, truncate(path->bytes, (off_t)size));
}

bool mesh_file_sync(mesh_ctx *cx, const mesh_string *path)
{
    const int descriptor = mesh__open(cx, path, O_RDONLY);
    if (descriptor < 0)
        return false;
    const bool synced = done(cx, fsync(descriptor));
    close(descriptor);
    return synced;
}

bool mesh_file_touch(mesh_ctx *cx, const mesh_string *path)
{
    if (!mesh__path_ok(cx, path))
        return false;
    if (utimensat(AT_FDCWD, path->bytes, NULL, 0) == 0)
        return true;
    const int descriptor = mesh__open(cx, path, O_WRONLY | O_CREAT);
    return descriptor >= 0 && done(cx, close(descriptor));
}

bool mesh_file_chmod(mesh_ctx *cx, const mesh_string *path, int64_t mode)
{
    return mesh__path_ok(cx, path) && done(cx, chmod(path->bytes, (mode_t)(mode & 07777)));
}

bool mesh_file_symlink(mesh_ctx *cx, const mesh_string *target, const mesh_string *path)
{
    return mesh__path_ok(cx, target) && mesh__path_ok(cx, path) && done(cx, symlink(target->bytes, path->bytes));
}

mesh_string *mesh_file_read_link(mesh_ctx *cx, const mesh_string *path)
{
    if (!mesh__path_ok(cx, path))
        return NULL;
    for (size_t size = 256;; size *= 2) {
        char *buffer = malloc(size);
        if (buffer == NULL)
            mesh__out_of_memory(cx);
        const ssize_t n = readlink(path->bytes, buffer, size);
        mesh_string *target = NULL;
        if (n < 0)
            cx->fault = errno;
        else if ((size_t)n < size)
            target = mesh_string_from_lossy(cx, buffer, (size_t)n);
        free(buffer);
        if (n < 0 || target != NULL)
            return target;
    }
}

mesh_string *mesh_file_real_path(mesh_ctx *cx, const mesh_string *path)
{
    if (!mesh__path_ok(cx, path))
        return NULL;
    char *resolved = realpath(path->bytes, NULL);
    if (resolved == NULL) {
        cx->fault = errno;
        return NULL;
    }
    mesh_string *s = mesh_string_from_c(cx, resolved);
    free(resolved);
    return s;
}

mesh_string *mesh_file_temporary(mesh_ctx *cx, const mesh_string *prefix, bool directory)
{
    if (!mesh__path_ok(cx, prefix))
        return NULL;
    for (;;) {
        char name[10];
        if (!random_name(cx, name))
            return NULL;
        mesh_string *path = mesh_string_from_bytes(cx, prefix->bytes, prefix->length, prefix->points);
        path = mesh_string_append_bytes_own(cx, path, name, sizeof name, sizeof name);
        bool made;
        if (directory) {
            made = done(cx, mkdir(path->bytes, 0700));
        } else {
            const int descriptor = open(path->bytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
            made = done(cx, descriptor < 0 ? -1 : close(descriptor));
        }
        if (made)
            return path;
        mesh_string_drop(cx, path);
        if (cx->fault != EEXIST)
            return NULL;
    }
}

int64_t mesh_file_free_space(mesh_ctx *cx, const mesh_string *path)
{
    struct statvfs status;
    if (!mesh__path_ok(cx, path) || !done(cx, statvfs(path->bytes, &status)))
        return -1;
    return (int64_t)((uint64_t)status.f_bavail * status.f_frsize);
}
