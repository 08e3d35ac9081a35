/* The start and the end of a program: context, stack, seed, leak check. Contract in mesh/panic.h. */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include "mesh/hash.h"
#include "mesh/heap.h"
#include "mesh/panic.h"

enum { SIGNAL_STACK = 64 * 1024 };

/* Below the stack: no C function of ours has a frame that could step over it. */
#define GUARD ((size_t)64 * 1024)
#define STACK_DEFAULT (sizeof(void *) >= 8 ? (size_t)1024 * 1024 * 1024 : (size_t)64 * 1024 * 1024)
#define STACK_LEAST ((size_t)192 * 1024)

typedef struct program {
    mesh_ctx cx;
    void (*entry)(mesh_ctx *cx);
    int status;
    bool faulted; /* the report is written on the signal stack */
} program;

/* The first actor's. One program a process: the signal handler finds it here. */
static program the_program;

/* ---- contexts ---- */

void mesh_ctx_init(mesh_ctx *cx, uintptr_t stack_base, uintptr_t stack_end)
{
    size_t size = (size_t)(stack_end - stack_base);
    size_t reserve = size / 4 < MESH_STACK_RESERVE ? size / 4 : MESH_STACK_RESERVE;
    memset(cx, 0, sizeof *cx);
    cx->stack_base = stack_base;
    cx->stack_end = stack_end;
    cx->stack_limit = stack_base + reserve;
}

static uint64_t random_seed(void)
{
    const char *text = getenv("MESH_HASH_SEED");
    if (text != NULL)
        return mesh_hash_int(strtoull(text, NULL, 0), 0);
    /* 16 random bytes that the kernel gave the process. */
    uint64_t words[2] = {0, 0};
    const void *random = (const void *)(uintptr_t)getauxval(AT_RANDOM);
    if (random != NULL)
        memcpy(words, random, sizeof words);
    return mesh_hash_int(words[0] ^ (uint64_t)getpid(), words[1]);
}

/* ---- the stack ---- */

/* `256k`, `64m`, `1g`, or bytes; 0 if it is not of this form. */
static size_t parse_size(const char *text)
{
    char *end;
    errno = 0;
    unsigned long long n = strtoull(text, &end, 10);
    unsigned shift = 0;
    if (end == text || errno != 0 || *text == '-')
        return 0;
    if (*end == 'k' || *end == 'K')
        shift = 10;
    else if (*end == 'm' || *end == 'M')
        shift = 20;
    else if (*end == 'g' || *end == 'G')
        shift = 30;
    if (shift != 0)
        end++;
    if (*end != 0 || n > (SIZE_MAX / 2) >> shift)
        return 0;
    return (size_t)n << shift;
}

/* Maps a stack of at most `size` usable bytes with a guard below it. Returns its lowest usable address. */
static char *map_stack(size_t *size)
{
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK;
    for (;; *size /= 2) {
        char *area = mmap(NULL, *size + GUARD, PROT_READ | PROT_WRITE, flags, -1, 0);
        if (area != MAP_FAILED) {
#ifdef MADV_NOHUGEPAGE
            (void)madvise(area, *size + GUARD, MADV_NOHUGEPAGE); /* touched page by page; a failure costs memory only */
#endif
            if (mprotect(area, GUARD, PROT_NONE) == 0)
                return area + GUARD;
            (void)munmap(area, *size + GUARD);
        }
        if (*size / 2 < STACK_LEAST)
            return NULL;
    }
}

/* A fault in the guard is a stack overflow of C code that makes no check; anything else takes its usual course. */
static void on_fault(int signal_number, siginfo_t *info, void *machine_context)
{
    (void)machine_context;
    uintptr_t address = (uintptr_t)info->si_addr, base = the_program.cx.stack_base;
    if (address < base && address >= base - GUARD && !the_program.faulted) {
        the_program.faulted = true;
        mesh__stack_overflow(&the_program.cx);
    }
    signal(signal_number, SIG_DFL);
}

static void catch_faults(void)
{
    static _Alignas(16) char signal_stack[SIGNAL_STACK];
    stack_t stack;
    memset(&stack, 0, sizeof stack);
    stack.ss_sp = signal_stack;
    stack.ss_size = sizeof signal_stack;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_fault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    if (MESH_ASAN || sigaltstack(&stack, NULL) != 0)
        return; /* AddressSanitizer reports faults itself */
    (void)sigaction(SIGSEGV, &action, NULL);
    (void)sigaction(SIGBUS, &action, NULL);
}

/* ---- start and end ---- */

static void flush(mesh_ctx *cx)
{
    void (*flush_output)(mesh_ctx *) = cx->flush_output;
    if (flush_output != NULL)
        flush_output(cx);
}

static void *run(void *argument)
{
    program *p = argument;
    mesh_ctx *cx = &p->cx;
    catch_faults();
    p->entry(cx);
    flush(cx);
    p->status = cx->exit_status;
    const char *check = getenv("MESH_CHECK_LEAKS");
    if (check != NULL && strcmp(check, "1") == 0) {
        size_t live = mesh_heap_live(cx);
        if (live != 0) {
            fprintf(stderr, "leak: %zu live cells\n", live);
            p->status = 1;
        }
    }
    return NULL;
}

int mesh_start(int argc, char **argv, void (*entry)(mesh_ctx *cx))
{
#if defined(__GLIBC__)
    /* One arena, so that large blocks on the program's thread grow as on the first thread. */
    (void)mallopt(M_ARENA_MAX, 1);
#endif
    (void)signal(SIGPIPE, SIG_IGN); /* a closed standard output is an error of write */
    program *p = &the_program;
    size_t size = STACK_DEFAULT;
    const char *text = getenv("MESH_STACK");
    if (text != NULL && parse_size(text) != 0)
        size = parse_size(text);
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size = ((size < STACK_LEAST ? STACK_LEAST : size) + page - 1) / page * page;
    char *stack = map_stack(&size);
    size = size / page * page;
    pthread_attr_t attributes;
    pthread_t thread;
    if (stack == NULL || pthread_attr_init(&attributes) != 0) {
        fputs("panic: out of memory\n", stderr);
        return 1;
    }
    mesh_ctx_init(&p->cx, (uintptr_t)stack, (uintptr_t)stack + size);
    p->cx.hash_seed = random_seed();
    p->cx.argc = argc;
    p->cx.argv = argv;
    p->entry = entry;
    int error = pthread_attr_setstack(&attributes, stack, size);
    if (error == 0)
        error = pthread_create(&thread, &attributes, run, p);
    (void)pthread_attr_destroy(&attributes);
    if (error != 0) {
        fprintf(stderr, "panic: out of memory (the program's stack: %s)\n", strerror(error));
        return 1;
    }
    (void)pthread_join(thread, NULL);
    return p->status;
}

void mesh__end_process(mesh_ctx *cx, int status)
{
    /* On the signal stack nothing may be assumed about the C library's state. */
    if (cx == &the_program.cx && the_program.faulted)
        _exit(status);
    exit(status);
}

void mesh_exit(mesh_ctx *cx, int64_t status)
{
    flush(cx);
    mesh__end_process(cx, (int)(status & 0xff));
}
