#pragma once

#include <functional>
#include <string_view>

#include "clientele/watch.h"
#include "app/command.h"
#include "app/interruption.h"
#include "app/library.h"
#include "app/progress.h"

namespace clientele::app {

class Arguments;

/// What commands have in common that may take minutes: they say how far they are, and Ctrl-C asks for their end within
/// a second. From when one is made until its end Ctrl-C does not end the program at once; hence it is made after what
/// is wrong with the line has been said. Also opens the user's folder of base cases that were found before, unless
/// --no-cache is on the line.
class LongWork {
 public:
  explicit LongWork(const Arguments& arguments);

  /// To be handed to the work.
  const Watch& watch() const { return watch_; }
  /// Seconds since it began. Takes the bar away, so that something can be written.
  double elapsed();
  /// What `act` returns; where it was stopped (Stopped), the exit code of the signal, after a sentence that begins
  /// "stopped after 30 % of the " + `of_what`.
  int run(std::string_view of_what, const std::function<int()>& act);
  /// The same sentence and exit code, for who found out that its work is not complete; `more` follows the sentence.
  int stopped(std::string_view of_what, std::string_view more = {});
  bool quiet() const { return quiet_; }

 private:
  bool quiet_;
  Interruption interruption_;
  ProgressReport progress_;
  Watch watch_;
};

/// --no-cache, of commands that look for base cases.
OptionSpec no_cache_option();

}  // namespace clientele::app
