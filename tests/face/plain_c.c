/* The library as plain C sees it: prints what is wrong and fails. argv[1]: a folder with toothpaste.yaml. */
#include <stdio.h>

#include <clientele/c.h>
#include <math.h>
#include <string.h>

static int faults = 0;
#define EXPECT(what) ((what) ? (void)0 : (void)(fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #what), ++faults))

static void print_problems(void) {
  for (size_t i = 0; i < clientele_problem_count(); ++i) {
    const clientele_problem problem = clientele_problem_at(i);
    fprintf(stderr, "%s:%d: %s: %s\n", problem.file, problem.line, problem.path, problem.what);
  }
}

static int calls = 0;
static double last = 0.0;
static int watch(void* context, double done, const char* what) {
  EXPECT(done >= last && done <= 1.0);
  EXPECT(what != NULL);
  last = done;
  return ++calls >= *(int*)context;
}

/* The mean of a column. */
static double mean_of(const clientele_tables* tables, const char* table, const char* column) {
  const size_t t = clientele_table_find(tables, table), rows = clientele_row_count(tables, t);
  for (size_t c = 0; c < clientele_column_count(tables, t); ++c) {
    const clientele_column found = clientele_column_at(tables, t, c);
    if (strcmp(found.name, column) != 0 || found.kind == CLIENTELE_LABELS) continue;
    double sum = 0.0;
    for (size_t row = 0; row < rows; ++row)
      sum += found.kind == CLIENTELE_NUMBERS ? found.numbers[row] : (double)found.integers[row];
    return sum / (double)rows;
  }
  return NAN;
}

/* What the dictionary of a column says of its first row. */
static const char* first_label(const clientele_tables* tables, const char* table, const char* column) {
  const size_t t = clientele_table_find(tables, table);
  for (size_t c = 0; c < clientele_column_count(tables, t); ++c) {
    const clientele_column found = clientele_column_at(tables, t, c);
    if (strcmp(found.name, column) == 0 && found.ids) return clientele_entry(tables, t, c, found.ids[0]);
  }
  return "";
}

static void errors_are_data(void) {
  clientele_scenario* scenario = (clientele_scenario*)&faults;
  EXPECT(clientele_load("no such file.yaml", NULL, &scenario) == CLIENTELE_INPUT);
  EXPECT(scenario == NULL);
  EXPECT(clientele_problem_count() == 1);
  EXPECT(strstr(clientele_problem_at(0).what, "no such file") || strstr(clientele_problem_at(0).file, "no such file"));
  EXPECT(clientele_read("version: 1\ncustomers: {count: -1}\n", "mine.yaml", NULL, &scenario) == CLIENTELE_INPUT);
  EXPECT(clientele_problem_count() >= 1 && clientele_problem_at(0).line > 0);
  EXPECT(strcmp(clientele_problem_at(0).file, "mine.yaml") == 0);
  EXPECT(strcmp(clientele_problem_at(9999).what, "") == 0);
  EXPECT(clientele_load(NULL, NULL, &scenario) == CLIENTELE_INPUT);
  EXPECT(clientele_run(NULL, NULL, NULL) == CLIENTELE_INPUT);
  const char* none[] = {NULL};
  const clientele_changes no_list = {.set_count = 1}, no_text = {.sets = none, .set_count = 1};
  EXPECT(clientele_load("x.yaml", &no_list, &scenario) == CLIENTELE_INPUT);
  EXPECT(clientele_load("x.yaml", &no_text, &scenario) == CLIENTELE_INPUT);
  clientele_tables* tables = NULL;
  EXPECT(clientele_run(NULL, NULL, &tables) == CLIENTELE_INPUT && tables == NULL);
  EXPECT(clientele_table_count(NULL) == 0);
  clientele_scenario_free(NULL);
  clientele_tables_free(NULL);
  clientele_session_free(NULL);
  clientele_text_free(NULL);
}

static void a_market_is_compared(const clientele_scenario* scenario) {
  const clientele_options options = {.replicates = 2, .focus = "Colgate DC"};
  clientele_tables* tables = NULL;
  char* answer = NULL;
  const char* change = "change";
  clientele_options one = options;
  one.variants = &change, one.variant_count = 1;
  if (clientele_compare(scenario, &one, &tables, &answer) != CLIENTELE_DONE) print_problems(), ++faults;
  EXPECT(answer && strstr(answer, "Colgate DC") && answer[0] == '{');
  EXPECT(clientele_table_find(tables, "differences") < clientele_table_count(tables));
  EXPECT(strcmp(first_label(tables, "differences", "world"), "change") == 0);
  clientele_text_free(answer);
  clientele_tables_free(tables);
  one.focus = "nobody";
  EXPECT(clientele_compare(scenario, &one, &tables, &answer) == CLIENTELE_INPUT && !tables && !answer);
}

static void work_is_watched_and_stopped(const clientele_scenario* scenario) {
  int most = 1000000;
  const clientele_options options = {.tell = watch, .context = &most};
  clientele_tables* tables = NULL;
  EXPECT(clientele_run(scenario, &options, &tables) == CLIENTELE_DONE);
  EXPECT(calls > 10 && last == 1.0);
  clientele_tables_free(tables);
  most = 5, calls = 0, last = 0.0;
  EXPECT(clientele_run(scenario, &options, &tables) == CLIENTELE_STOPPED && !tables);
  EXPECT(calls >= 5);
}

static void sessions_fork(const clientele_scenario* scenario) {
  const char* cut = "brands.Colgate DC.price=-20 %";
  clientele_session *session = NULL, *fork = NULL;
  clientele_tables *whole = NULL, *here = NULL, *there = NULL;
  EXPECT(clientele_session_begin(scenario, NULL, &session) == CLIENTELE_DONE);
  EXPECT(clientele_session_step_to(session, 10) == CLIENTELE_DONE && clientele_session_now(session) == 10);
  if (clientele_session_fork(session, &cut, 1, &fork) != CLIENTELE_DONE) print_problems(), ++faults;
  EXPECT(clientele_session_step_to(session, 1000000) == CLIENTELE_DONE);
  EXPECT(clientele_session_now(session) == clientele_scenario_ticks(scenario));
  EXPECT(clientele_session_step_to(fork, 1000000) == CLIENTELE_DONE);
  EXPECT(clientele_session_tables_since(session, 10, &here) == CLIENTELE_DONE);
  EXPECT(clientele_session_tables_since(fork, 10, &there) == CLIENTELE_DONE);
  EXPECT(mean_of(here, "brands", "share") > 0.0);
  EXPECT(mean_of(here, "offers", "price") > mean_of(there, "offers", "price"));
  EXPECT(clientele_run(scenario, NULL, &whole) == CLIENTELE_DONE);
  EXPECT(clientele_row_count(whole, clientele_table_find(whole, "offers")) >
         clientele_row_count(here, clientele_table_find(here, "offers")));
  EXPECT(clientele_session_fork(session, &cut, 1, &fork) == CLIENTELE_FAILED && !fork);
  clientele_tables_free(whole), clientele_tables_free(here), clientele_tables_free(there);
  clientele_session_free(session), clientele_session_free(fork);
}

int main(int argc, char** argv) {
  EXPECT(argc == 2);
  EXPECT(strlen(clientele_version()) >= 5);
  char file[4096];
  snprintf(file, sizeof file, "%s/toothpaste.yaml", argv[1]);
  const char *sets[] = {"customers.count=500", "clock.length=26 weeks"}, *change = "brands.Colgate DC.price=-5 %";
  const clientele_changes changes = {.sets = sets, .set_count = 2, .changes = &change, .change_count = 1};
  errors_are_data();
  clientele_scenario* scenario = NULL;
  if (clientele_load(file, &changes, &scenario) != CLIENTELE_DONE) return print_problems(), 1;
  EXPECT(strstr(clientele_scenario_resolved(scenario), "500") != NULL);
  EXPECT(clientele_note_count(scenario) == 0);
  const char* price = "brands.Macleans.price=9 GBP";
  const clientele_changes absorbed = {.sets = &price, .set_count = 1};
  clientele_scenario* noted = NULL;
  EXPECT(clientele_load(file, &absorbed, &noted) == CLIENTELE_DONE && clientele_note_count(noted) == 1);
  EXPECT(strstr(clientele_note_at(noted, 0), "Macleans") && strcmp(clientele_note_at(noted, 1), "") == 0);
  clientele_scenario_free(noted);
  a_market_is_compared(scenario);
  work_is_watched_and_stopped(scenario);
  sessions_fork(scenario);
  clientele_scenario_free(scenario);
  if (faults == 0) puts("plain C: all as promised");
  return faults == 0 ? 0 : 1;
}
