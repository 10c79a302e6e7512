#include "clientele/c.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "clientele/clientele.h"

using namespace clientele::api;

struct clientele_scenario {
  explicit clientele_scenario(Scenario loaded) : scenario(std::move(loaded)), notes(warnings_of(scenario)) {
    for (const std::string& set : scenario.absorbed())
      notes.push_back(set + " changes nothing that shows: shares are stated, and found again. Give it as a change.");
  }
  Scenario scenario;
  std::vector<std::string> notes;
};
struct clientele_tables {
  Tables tables;
};
struct clientele_session {
  Session session;
};

namespace {

/// By thread, since two may fail at once.
std::vector<Problem>& problems_of_thread() {
  thread_local std::vector<Problem> problems;
  return problems;
}

clientele_status failed(clientele_status status, std::vector<Problem> problems) {
  problems_of_thread() = std::move(problems);
  return status;
}

clientele_status failed(clientele_status status, std::string what) {
  return failed(status, std::vector<Problem>{{.place = {}, .path = {}, .what = std::move(what)}});
}

/// Nothing leaves a function of C: what is thrown becomes a status and the problems of the thread.
template <class Act>
clientele_status guarded(Act&& act) try {
  act();
  return CLIENTELE_DONE;
} catch (const InputError& error) {
  return failed(CLIENTELE_INPUT, error.problems());
} catch (const Stopped& stopped) {
  return failed(CLIENTELE_STOPPED, stopped.what());
} catch (const std::bad_alloc&) {
  return failed(CLIENTELE_FAILED, "not enough memory");
} catch (const std::exception& error) {
  return failed(CLIENTELE_FAILED, error.what());
} catch (...) {
  return failed(CLIENTELE_FAILED, "something was thrown that is no exception of C++, perhaps by clientele_tell");
}

/// The same for what gives something: a handle of C around what `act` makes.
template <class Handle, class Act>
clientele_status given(Handle** to, Act&& act) {
  if (!to) return failed(CLIENTELE_INPUT, "there is no place for what is asked for: the last pointer is NULL");
  *to = nullptr;
  return guarded([&] { *to = new Handle{act()}; });
}

/// What must be there. NULL is the caller's mistake, and is told like any other.
template <class Thing>
const Thing& needed(const Thing* thing, const char* what) {
  if (!thing) throw InputError(std::string(what) + " is NULL. Give one.");
  return *thing;
}

/// A list may be NULL where it is empty.
std::vector<std::string> texts(const char* const* first, std::size_t count) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < count; ++i) {
    needed(first, "a list of texts");
    all.emplace_back(&needed(first[i], "a text of a list"));
  }
  return all;
}

LoadOptions load_options(const clientele_changes* changes) {
  LoadOptions options;
  if (!changes) return options;
  for (std::string& set : texts(changes->sets, changes->set_count)) options.sets.emplace_back(std::move(set));
  if (changes->change_count > 0) options.what_ifs.push_back(what_if(texts(changes->changes, changes->change_count)));
  return options;
}

/// What options of C ask for, and the flag by which their `tell` asks for the end.
/// It stays where it is, since the watch that it gives points to it.
class Asking {
 public:
  explicit Asking(const clientele_options* options) : options_(options ? *options : clientele_options{}) {}
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;

  const clientele_options& options() const { return options_; }
  std::vector<std::string> variants() const { return texts(options_.variants, options_.variant_count); }
  Watch watch() {
    if (!options_.tell) return {};
    return {&stop_, [this](const Progress& now) {
              const std::string what(now.what);
              if (options_.tell(options_.context, now.done, what.c_str()) != 0) stop_ = true;
            }};
  }

 private:
  clientele_options options_;
  std::atomic<bool> stop_{false};
};

/// A lent text. Those of columns and dictionaries stand in strings, so that NUL follows.
const char* lent(std::string_view text) { return text.empty() ? "" : text.data(); }

/// Positions beyond the last are met with nothing rather than undefined behaviour: other languages count by hand.
std::optional<Table> table_at(const clientele_tables* tables, std::size_t table) {
  if (!tables || table >= tables->tables.size()) return std::nullopt;
  return tables->tables[table];
}

std::optional<Column> column_at(const clientele_tables* tables, std::size_t table, std::size_t column) {
  const auto found = table_at(tables, table);
  if (!found) return std::nullopt;
  const std::vector<Column> columns = found->columns();
  return column < columns.size() ? std::optional(columns[column]) : std::nullopt;
}

/// With new[], which clientele_text_free undoes, whatever allocator the caller has.
std::unique_ptr<char[]> copied(const std::string& text) {
  auto copy = std::make_unique<char[]>(text.size() + 1);
  std::memcpy(copy.get(), text.c_str(), text.size() + 1);
  return copy;
}

}  // namespace

extern "C" {

// A literal, so that it ends with NUL.
const char* clientele_version(void) { return build_facts().version.data(); }

size_t clientele_problem_count(void) { return problems_of_thread().size(); }
clientele_problem clientele_problem_at(size_t i) {
  if (i >= problems_of_thread().size()) return {"", 0, 0, "", ""};
  const Problem& problem = problems_of_thread()[i];
  return {problem.place.file.c_str(), problem.place.line, problem.place.column, problem.path.c_str(),
          problem.what.c_str()};
}

clientele_status clientele_load(const char* file, const clientele_changes* changes, clientele_scenario** loaded) {
  return given(loaded, [&] { return load(&needed(file, "the name of the file"), load_options(changes)); });
}
clientele_status clientele_read(const char* text, const char* name, const clientele_changes* changes,
                                clientele_scenario** loaded) {
  return given(loaded, [&] { return read(&needed(text, "the text"), name ? name : "text", load_options(changes)); });
}
void clientele_scenario_free(clientele_scenario* scenario) { delete scenario; }
int clientele_scenario_ticks(const clientele_scenario* scenario) { return scenario ? scenario->scenario.ticks() : 0; }
size_t clientele_note_count(const clientele_scenario* scenario) { return scenario ? scenario->notes.size() : 0; }
const char* clientele_note_at(const clientele_scenario* scenario, size_t i) {
  return i < clientele_note_count(scenario) ? scenario->notes[i].c_str() : "";
}
const char* clientele_scenario_resolved(const clientele_scenario* scenario) {
  return scenario ? scenario->scenario.resolved().c_str() : "";
}

void clientele_tables_free(clientele_tables* tables) { delete tables; }
size_t clientele_table_count(const clientele_tables* tables) { return tables ? tables->tables.size() : 0; }
// By name in a line of a dozen: nobody looks up tables in a loop.
size_t clientele_table_find(const clientele_tables* tables, const char* name) {
  std::size_t i = 0;
  while (name && i < clientele_table_count(tables) && tables->tables[i].name() != name) ++i;
  return name ? i : clientele_table_count(tables);
}
const char* clientele_table_name(const clientele_tables* tables, size_t table) {
  const auto found = table_at(tables, table);
  return found ? found->name().c_str() : "";
}
size_t clientele_row_count(const clientele_tables* tables, size_t table) {
  const auto found = table_at(tables, table);
  return found ? found->rows() : 0;
}
size_t clientele_column_count(const clientele_tables* tables, size_t table) {
  const auto found = table_at(tables, table);
  return found ? found->columns().size() : 0;
}

clientele_column clientele_column_at(const clientele_tables* tables, size_t table, size_t column) {
  clientele_column shown{"", "", "", CLIENTELE_NUMBERS, nullptr, nullptr, nullptr, 0};
  const auto found = column_at(tables, table, column);
  if (!found) return shown;
  shown.name = lent(found->name), shown.unit = lent(found->unit), shown.meaning = lent(found->meaning);
  if (const auto* integers = std::get_if<std::span<const std::int64_t>>(&found->cells)) {
    shown.kind = CLIENTELE_INTEGERS, shown.integers = integers->data();
  } else if (const auto* labels = std::get_if<Labels>(&found->cells)) {
    shown.kind = CLIENTELE_LABELS, shown.ids = labels->ids().data(), shown.entry_count = labels->entries();
  } else {
    shown.numbers = std::get<std::span<const double>>(found->cells).data();
  }
  return shown;
}

const char* clientele_entry(const clientele_tables* tables, size_t table, size_t column, uint32_t id) {
  const auto found = column_at(tables, table, column);
  const auto* labels = found ? std::get_if<Labels>(&found->cells) : nullptr;
  return labels && id < labels->entries() ? lent(labels->entry(id)) : "";
}

clientele_status clientele_run(const clientele_scenario* scenario, const clientele_options* options,
                               clientele_tables** tables) {
  return given(tables, [&] {
    Asking asking(options);
    const Run lived =
        run(needed(scenario, "the scenario").scenario, {.replicates = std::max(asking.options().replicates, 1U),
                                                        .threads = asking.options().threads,
                                                        .variants = asking.variants(),
                                                        .watch = asking.watch()});
    // Half a run would look like a whole one of another market.
    if (!lived.complete()) throw Stopped();
    return lived.tables();
  });
}

clientele_status clientele_compare(const clientele_scenario* scenario, const clientele_options* options,
                                   clientele_tables** tables, char** answer) {
  if (answer) *answer = nullptr;
  std::unique_ptr<char[]> told;
  const clientele_status status = given(tables, [&] {
    Asking asking(options);
    const Scenario& lived = needed(scenario, "the scenario").scenario;
    CompareOptions compared{.variants = asking.variants(),
                            .focus = asking.options().focus ? asking.options().focus : "",
                            .threads = asking.options().threads,
                            .watch = asking.watch()};
    if (asking.options().replicates > 0) compared.replicates = asking.options().replicates;
    const Comparison found = compare(lived, compared);
    if (!found.complete()) throw Stopped();
    if (answer) told = copied(clientele::api::answer(found, {.focus = compared.focus}).json());
    return found.tables();
  });
  if (status == CLIENTELE_DONE && answer) *answer = told.release();
  return status;
}
void clientele_text_free(char* text) { delete[] text; }

clientele_status clientele_session_begin(const clientele_scenario* scenario, const clientele_options* options,
                                         clientele_session** session) {
  return given(session, [&] {
    Asking asking(options);
    return Session(needed(scenario, "the scenario").scenario, {.variants = asking.variants(),
                                                               .replicate = asking.options().replicate,
                                                               .threads = asking.options().threads,
                                                               .watch = asking.watch()});
  });
}
void clientele_session_free(clientele_session* session) { delete session; }
int clientele_session_now(const clientele_session* session) { return session ? session->session.now() : 0; }
clientele_status clientele_session_step_to(clientele_session* session, int tick) {
  return guarded([&] {
    needed(session, "the session");
    session->session.step_to(tick);
  });
}
clientele_status clientele_session_tables_since(const clientele_session* session, int tick, clientele_tables** tables) {
  return given(tables, [&] { return needed(session, "the session").session.tables_since(tick); });
}
clientele_status clientele_session_fork(clientele_session* session, const char* const* changes, size_t change_count,
                                        clientele_session** fork) {
  return given(fork, [&] {
    needed(session, "the session");
    return session->session.fork(texts(changes, change_count));
  });
}

}  // extern "C"
