#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "engine/core/errors.h"
#include "engine/measures/frame.h"
#include "engine/schedule/watch.h"
#include "scenarios/scenario.h"
#include "output/errors.h"
#include "clientele/errors.h"
#include "clientele/scenario.h"
#include "clientele/tables.h"
#include "clientele/watch.h"

/// Face: the headers of include/clientele, put onto what lies below. Everything here turns one into the other; nothing
/// is decided or computed.

namespace clientele::api {

struct Table::Inside {
  std::shared_ptr<const clientele::Frame> frame;
};
// Behind pointers of their own, so that tables may lie in a comparison without being copied out of it.
struct Tables::Inside {
  std::shared_ptr<const std::vector<clientele::Frame>> frames;  ///< perhaps a part of what owns them
};
struct Scenario::Inside {
  clientele::Scenario scenario;
};

/// What stands behind a handle: good while the handle lives.
inline const clientele::Frame& of(const Table& table) { return *table.inside().frame; }
inline const std::vector<clientele::Frame>& of(const Tables& tables) { return *tables.inside().frames; }
inline const clientele::Scenario& of(const Scenario& scenario) { return scenario.inside().scenario; }

std::vector<Problem> problems_of(const clientele::InputError& error);
clientele::Watch watch_of(const Watch& watch);
/// Tables that lie in something else, which lives as long as they do.
Tables tables_in(std::shared_ptr<const std::vector<clientele::Frame>> frames);
Tables tables_of(std::vector<clientele::Frame>&& frames);
Table table_of(clientele::Frame&& frame);

/// As many threads as are asked for. A thousand are refused with InputError: a slip that would bring the machine down.
unsigned threads_of(unsigned asked);

/// What `act` returns; what it throws becomes what the headers promise.
template <class Act>
decltype(auto) through(Act&& act) try {
  return std::forward<Act>(act)();
} catch (const clientele::InputError& error) {
  throw InputError(problems_of(error));
} catch (const clientele::OutputError& error) {
  throw OutputError(error.what());
} catch (const clientele::Stopped&) {
  throw Stopped();
}

}  // namespace clientele::api
