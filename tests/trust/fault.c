#include "trust/fault.h"

#include <errno.h>
#include <execinfo.h>
#include <libsmartcols.h>
#include <link.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

enum { CALLERS = 14, RECORD_MAX = 4 << 20, SEGMENTS_MAX = 1024 };

static struct {
    enum fault_kind kind;
    enum fault_manner manner;
    uint64_t n;
    atomic_bool fired;
    bool shown;
    atomic_uint_fast64_t met[FAULT_KINDS];
    atomic_int_fast64_t outstanding;

    enum fault_kind recorded;
    uint64_t *places;
    size_t place_count;

    struct segment {
        uintptr_t start, end;
        uint64_t shift; /* what makes an address in it the same in each run */
    } segments[SEGMENTS_MAX];
    int segment_count;
} fault;

void fault_arm(enum fault_kind kind, enum fault_manner manner, uint64_t n)
{
    fault.kind = kind;
    fault.manner = manner;
    fault.n = n;
    fault.fired = false;
    for (int i = 0; i < FAULT_KINDS; i++)
        fault.met[i] = 0;
}

void fault_show(bool shown)
{
    fault.shown = shown;
}

uint64_t fault_met(enum fault_kind kind)
{
    return fault.met[kind];
}

bool fault_fired(void)
{
    return fault.fired;
}

enum fault_manner fault_manner(void)
{
    return fault.manner;
}

int64_t fault_outstanding(void)
{
    return fault.outstanding;
}

uint64_t fault_random(uint64_t *state)
{
    uint64_t x = *state += 0x9E3779B97F4A7C15u;

    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

/* ---- where points are met ---- */

void fault_record(enum fault_kind kind)
{
    fault.places = malloc(RECORD_MAX * sizeof *fault.places);
    fault.place_count = 0;
    fault.recorded = fault.places ? kind : FAULT_NONE;
}

uint64_t *fault_recorded(size_t *count)
{
    uint64_t *places = fault.places;

    *count = fault.place_count;
    fault.recorded = FAULT_NONE;
    fault.places = NULL;
    return places;
}

/* Called for the program and each library. */
static int note_segments(struct dl_phdr_info *info, size_t size, void *count)
{
    (void)size;
    for (int i = 0; i < info->dlpi_phnum && fault.segment_count < SEGMENTS_MAX; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        uintptr_t start = info->dlpi_addr + header->p_vaddr;
        if (header->p_type == PT_LOAD)
            fault.segments[fault.segment_count++] = (struct segment){
                start, start + header->p_memsz, ((uint64_t) * (int *)count << 48) - info->dlpi_addr};
    }
    ++*(int *)count;
    return 0;
}

/* The system loads the program and its libraries elsewhere in each run, but the points to try are always the
 * same. */
static uint64_t steady_address(uintptr_t address)
{
    for (int i = 0; i < fault.segment_count; i++)
        if (address >= fault.segments[i].start && address < fault.segments[i].end)
            return address + fault.segments[i].shift;
    return 0;
}

static void note_place(void)
{
    void *callers[CALLERS];
    int count = backtrace(callers, CALLERS);
    uint64_t sum = 0;

    for (int i = 2; i < count; i++) {
        sum += steady_address((uintptr_t)callers[i]);
        sum = fault_random(&sum);
    }
    if (fault.place_count < RECORD_MAX)
        fault.places[fault.place_count++] = sum;
}

bool fault_here(enum fault_kind kind)
{
    uint64_t n = fault.met[kind]++;

    if (fault.recorded == kind) {
        fault.recorded = FAULT_NONE; /* what backtrace allocates is no point */
        note_place();
        fault.recorded = kind;
    }
    if (fault.kind != kind || n < fault.n ||
        (n > fault.n && fault.manner != FAULT_FROM_THERE && fault.manner != FAULT_CUT))
        return false;
    if (!fault.fired && fault.shown) {
        void *callers[CALLERS];
        enum fault_kind kept = fault.kind;
        fault.kind = FAULT_NONE;
        backtrace_symbols_fd(callers, backtrace(callers, CALLERS), STDOUT_FILENO);
        fault.kind = kept;
    }
    fault.fired = true;
    return true;
}

/* ---- memory of our own ---- */

/* NOLINTBEGIN(bugprone-reserved-identifier): the linker's names for what it wraps */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
char *__real_strndup(const char *text, size_t size);
void __real_free(void *memory);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
char *__wrap_strndup(const char *text, size_t size);
void __wrap_free(void *memory);
int __real_scols_print_table_to_string(struct libscols_table *table, char **text);
int __wrap_scols_print_table_to_string(struct libscols_table *table, char **text);

static void *owned(void *memory)
{
    if (memory)
        fault.outstanding++;
    return memory;
}

void *__wrap_malloc(size_t size)
{
    return fault_here(FAULT_MEMORY) ? NULL : owned(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fault_here(FAULT_MEMORY) ? NULL : owned(__real_calloc(count, size));
}

void *__wrap_realloc(void *memory, size_t size)
{
    if (fault_here(FAULT_MEMORY))
        return NULL;
    return memory ? __real_realloc(memory, size) : owned(__real_realloc(memory, size));
}

char *__wrap_strndup(const char *text, size_t size)
{
    return fault_here(FAULT_MEMORY) ? NULL : owned(__real_strndup(text, size));
}

void __wrap_free(void *memory)
{
    if (memory)
        fault.outstanding--;
    __real_free(memory);
}

/* The caller frees the text. */
int __wrap_scols_print_table_to_string(struct libscols_table *table, char **text)
{
    int code = fault_here(FAULT_LIBRARY) ? -ENOMEM : __real_scols_print_table_to_string(table, text);

    if (code == 0)
        owned(*text);
    return code;
}
/* NOLINTEND(bugprone-reserved-identifier) */

/* ---- SQLite's ---- */

static sqlite3_mem_methods sqlite_memory;

static void *sqlite_malloc(int size)
{
    return fault_here(FAULT_SQLITE) ? NULL : sqlite_memory.xMalloc(size);
}

static void *sqlite_realloc(void *memory, int size)
{
    return fault_here(FAULT_SQLITE) ? NULL : sqlite_memory.xRealloc(memory, size);
}

static void hook_sqlite(void)
{
    sqlite3_mem_methods ours;

    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &sqlite_memory);
    ours = sqlite_memory;
    ours.xMalloc = sqlite_malloc;
    ours.xRealloc = sqlite_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0); /* each small piece is a point, too */
}

/* ---- those of other libraries: cli/memory.c, compiled to call these ---- */

void *fault_library_malloc(size_t size)
{
    return fault_here(FAULT_LIBRARY) ? NULL : owned(__real_malloc(size));
}

void *fault_library_realloc(void *memory, size_t size)
{
    if (fault_here(FAULT_LIBRARY))
        return NULL;
    return memory ? __real_realloc(memory, size) : owned(__real_realloc(memory, size));
}

void fault_install(void)
{
    void *callers[CALLERS];
    int count = 0;

    hook_sqlite();
    dl_iterate_phdr(note_segments, &count);
    backtrace(callers, CALLERS); /* loads what it needs */
}
