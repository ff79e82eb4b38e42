/* Runs the program inside the test, as `claimbase ARGS...` would run, and looks at what it leaves behind. */
#ifndef CB_TESTS_TRUST_RUN_H
#define CB_TESTS_TRUST_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a run ended. */
struct run {
    int code;           /* its exit status */
    uint64_t output;    /* the sum of what it wrote to standard output */
    int64_t kept;       /* allocations of ours that it did not free */
    char message[4096]; /* what it wrote to standard error */
};

/* What a database holds, as sums that are the same for the same rows. Both leave out when a run began, and
 * its number. */
struct content {
    uint64_t all;   /* every table */
    uint64_t found; /* articles and what was found in them: without the log of runs and what the file notes of
                       itself */
    int64_t articles;
    bool sound; /* the stock SQLite finds nothing wrong */
};

/* Runs a command line: words between single spaces, without quotes. */
void run_command(const char *line, struct run *out);

/* The same in a process of its own, for runs that may end it; `kept` is 0 where it did. A signal gives 128
 * and its number as the status. */
void run_in_child(const char *line, struct run *out);

/* Reads the database with SQLite as it comes, which takes back what a run that died has left. A file that is
 * not there has no rows. */
struct content content_of(const char *path);

/* Is `claimbase verify` content with it? `due`: it is also when it says first that a rebuild is due, as after
 * a run that took away an article and could not go on. Says on standard output what it found otherwise. */
bool run_verify_is_green(const char *path, bool due);

/* The sum of the names and bytes of the files in a folder (0: no folder), or of a file. A name that begins
 * like "NAME.part-" counts, too. */
uint64_t folder_sum(const char *path);
uint64_t file_sum(const char *path);

/* Are the files of `folder` all files of `reference`, byte for byte? */
bool folder_is_part_of(const char *folder, const char *reference);

void copy_file(const char *from, const char *to);
void copy_folder(const char *from, const char *to); /* its files; folders in it are left out */
void write_file(const char *path, const char *text);
void remove_files(const char *folder); /* and the folder */
void remove_parts(const char *folder); /* what a run that ended itself has left: NAME.part-NUMBER */
void remove_database(const char *path);

/* Runs SQL on a database; a failure ends the test. */
void run_sql(const char *path, const char *sql);
int64_t sql_number(const char *path, const char *sql);

/* How many files this process has open. */
int open_files(void);

/* Is `name` among the names of a command line? Where there is none, all are. */
bool is_wanted(const char *name, int count, char *const *names);

/* Makes an empty folder for the test and goes there; workspace_leave takes it away. */
void workspace_enter(void);
void workspace_leave(void);

#endif
