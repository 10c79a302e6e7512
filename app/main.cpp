#include <exception>
#include <new>
#include <string>
#include <vector>

#include "clientele/errors.h"
#include "app/command.h"
#include "app/messages.h"
#include "app/program.h"
#include "app/standard_output.h"

/// The only place that catches everything. `InputError` first, as it has a code of its own: the user can mend it. What
/// is left over is a failure of the program or its surroundings.
/// Memory that does not suffice is caught apart, as its own text (std::bad_alloc) would tell nobody anything; commands
/// that live markets say more (`too_little_memory`).
int main(int argc, char** argv) try {
  clientele::app::guard_standard_streams();
  // A caller may pass no name at all.
  return clientele::app::act_on(argc > 0 ? std::vector<std::string>(argv + 1, argv + argc)
                                         : std::vector<std::string>());
} catch (const clientele::api::InputError& error) {
  clientele::app::say(error);
  return clientele::app::exit_code::input;
} catch (const std::bad_alloc&) {
  clientele::app::say("not enough memory.");
  return clientele::app::exit_code::failed;
} catch (const std::exception& error) {
  clientele::app::say(error.what());
  return clientele::app::exit_code::failed;
}
