#pragma once

/* The face for other languages: handles, plain arrays and a status, over the headers in C++ beside it.
 *
 * Errors: a function that fails returns its status, sets what it was to give to NULL, and leaves its problems with the
 * thread that called it, until its next call that fails. No exception and no signal leaves the library.
 * Ownership: what a function gives by a pointer to a pointer belongs to the caller, who frees it by the function of its
 * name; NULL may be freed. A scenario may be freed while what was made of it lives. Texts and arrays that are returned
 * are lent: they are good until what they were asked of is freed. Texts are UTF-8 and end with NUL.
 * Threads: scenarios and tables may be shared by any number of threads; a session is for one at a time.
 * Units: shares are of 1, money is in units of the scenario's currency, time in ticks, unless a unit says otherwise.
 */

#include <stddef.h>
#include <stdint.h>

#ifndef CLIENTELE_API
#define CLIENTELE_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef enum clientele_status {
  CLIENTELE_DONE = 0,
  CLIENTELE_FAILED = 1, /* a file that cannot be written, too little memory */
  CLIENTELE_INPUT = 2,  /* the caller's scenario, data or options are wrong */
  CLIENTELE_STOPPED = 3 /* clientele_tell asked for the end */
} clientele_status;

/* "0.1.0". Two libraries with the same version give the same bits. */
CLIENTELE_API const char* clientele_version(void);

/* One thing that is wrong. Lines and columns count from 1; 0 and "" mean unknown. */
typedef struct clientele_problem {
  const char* file;
  int line, column;
  const char* path; /* which value, such as customers.count */
  const char* what; /* what is wrong, why, and what to do */
} clientele_problem;

/* Those of this thread's last call that failed. Texts are lent until its next one. */
CLIENTELE_API size_t clientele_problem_count(void);
CLIENTELE_API clientele_problem clientele_problem_at(size_t i);

typedef struct clientele_scenario clientele_scenario;

/* What is said beside a file: what the base case is, and one what-if, called "change"; each `PATH=VALUE`. */
typedef struct clientele_changes {
  const char* const* sets;
  size_t set_count;
  const char* const* changes;
  size_t change_count;
} clientele_changes;

/* Reads and checks a scenario file, or text with a name for messages. `changes` may be NULL. */
CLIENTELE_API clientele_status clientele_load(const char* file, const clientele_changes* changes,
                                              clientele_scenario** loaded);
CLIENTELE_API clientele_status clientele_read(const char* text, const char* name, const clientele_changes* changes,
                                              clientele_scenario** loaded);
CLIENTELE_API void clientele_scenario_free(clientele_scenario* scenario);
CLIENTELE_API int clientele_scenario_ticks(const clientele_scenario* scenario);
/* Sentences that whoever loaded it should see: sets that change nothing that shows, variants that cannot be lived. */
CLIENTELE_API size_t clientele_note_count(const clientele_scenario* scenario);
CLIENTELE_API const char* clientele_note_at(const clientele_scenario* scenario, size_t i);
/* The base case after all changes, as JSON. */
CLIENTELE_API const char* clientele_scenario_resolved(const clientele_scenario* scenario);

/* Tables: named columns, one row per observation; docs/output.md describes each. */

typedef struct clientele_tables clientele_tables;

typedef enum clientele_kind { CLIENTELE_INTEGERS, CLIENTELE_NUMBERS, CLIENTELE_LABELS } clientele_kind;

/* The cells are those of the array of its kind, as many as the table has rows; the other arrays are NULL. */
typedef struct clientele_column {
  const char *name, *unit, *meaning;
  clientele_kind kind;
  const int64_t* integers;
  const double* numbers; /* NaN: unknown */
  const uint32_t* ids;   /* of entries, below entry_count */
  size_t entry_count;
} clientele_column;

CLIENTELE_API void clientele_tables_free(clientele_tables* tables);
CLIENTELE_API size_t clientele_table_count(const clientele_tables* tables);
/* The position of a table; as many as there are if none has the name. */
CLIENTELE_API size_t clientele_table_find(const clientele_tables* tables, const char* name);
/* Below: `table` and `column` are positions; "", 0 or a column without a name beyond the last. */
CLIENTELE_API const char* clientele_table_name(const clientele_tables* tables, size_t table);
CLIENTELE_API size_t clientele_row_count(const clientele_tables* tables, size_t table);
CLIENTELE_API size_t clientele_column_count(const clientele_tables* tables, size_t table);
CLIENTELE_API clientele_column clientele_column_at(const clientele_tables* tables, size_t table, size_t column);
/* The text of an entry of a column of labels. */
CLIENTELE_API const char* clientele_entry(const clientele_tables* tables, size_t table, size_t column, uint32_t id);

/* Told how far the work is, 0 to 1, by one thread at a time; other than 0 asks for its end within a second. */
typedef int (*clientele_tell)(void* context, double done, const char* what);

/* All 0 is what is usual. */
typedef struct clientele_options {
  uint32_t replicates;         /* 0: 1 of a run, 20 of a comparison */
  unsigned threads;            /* 0: as many as the machine has; results are the same for any number */
  const char* const* variants; /* beside the base case; of a comparison none means all */
  size_t variant_count;
  uint32_t replicate;  /* of a session: whose luck is lived, from 0 */
  const char* focus;   /* of a comparison: the brand or firm that it is about; NULL: the one that is changed */
  clientele_tell tell; /* NULL: nobody is told */
  void* context;       /* handed to tell */
} clientele_options;

/* `options` may be NULL, here and below. */
CLIENTELE_API clientele_status clientele_run(const clientele_scenario* scenario, const clientele_options* options,
                                             clientele_tables** tables);
/* `answer`: one line of JSON, to be freed by clientele_text_free; may be NULL if nobody wants it. */
CLIENTELE_API clientele_status clientele_compare(const clientele_scenario* scenario, const clientele_options* options,
                                                 clientele_tables** tables, char** answer);
CLIENTELE_API void clientele_text_free(char* text);

/* One replicate lived a tick at a time. `tell` is called while the base case is found, and no more after it: who steps
 * knows how far it is. */
typedef struct clientele_session clientele_session;

CLIENTELE_API clientele_status clientele_session_begin(const clientele_scenario* scenario,
                                                       const clientele_options* options, clientele_session** session);
CLIENTELE_API void clientele_session_free(clientele_session* session);
/* The tick that comes next, from 0. */
CLIENTELE_API int clientele_session_now(const clientele_session* session);
/* Lives up to a tick, or to the end of the run; nothing where it is there already. */
CLIENTELE_API clientele_status clientele_session_step_to(clientele_session* session, int tick);
/* The rows that were written in a tick and since. */
CLIENTELE_API clientele_status clientele_session_tables_since(const clientele_session* session, int tick,
                                                              clientele_tables** tables);
/* Another session that goes on from here, with changes (`PATH=VALUE`) from the coming tick on and the same luck. */
CLIENTELE_API clientele_status clientele_session_fork(clientele_session* session, const char* const* changes,
                                                      size_t change_count, clientele_session** fork);

#ifdef __cplusplus
}
#endif
