#include "app/long_work.h"

#include <optional>
#include <string>

#include <fmt/format.h>

#include "clientele/run.h"
#include "app/arguments.h"
#include "app/messages.h"

namespace clientele::app {

LongWork::LongWork(const Arguments& arguments)
    : quiet_(arguments.has("--quiet")),
      progress_(progress_style(quiet_)),
      watch_{&interruption_.flag(), [this](const Progress& now) { progress_.show(now); }} {
  keep_base_cases_in(arguments.has("--no-cache") ? std::nullopt : user_cache_folder());
}

double LongWork::elapsed() {
  progress_.clear();
  return progress_.elapsed();
}

int LongWork::run(std::string_view of_what, const std::function<int()>& act) try {
  return act();
} catch (const Stopped&) {
  return stopped(of_what);
}

int LongWork::stopped(std::string_view of_what, std::string_view more) {
  progress_.clear();
  if (!quiet_)
    say(fmt::format("stopped after {} % of the {}, which left no results.{}",
                    static_cast<int>(progress_.done() * 100.0), of_what, more));
  return interruption_.exit_code();
}

OptionSpec no_cache_option() {
  return {.name = "--no-cache",
          .value = "",
          .meaning = "find the base case anew, and keep none for later; results are the same either way"};
}

}  // namespace clientele::app
