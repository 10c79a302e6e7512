#include "clientele/session.h"

#include <stdexcept>

#include "experiments/run/session.h"
#include "face/inside.h"

namespace clientele::api {

struct Session::Inside {
  clientele::Session session;
};

namespace {

/// The face has no twins and no extra worlds, as such sessions are neither kept nor forked.
clientele::SessionOptions inner(const SessionOptions& options) {
  clientele::SessionOptions session;
  session.variants = options.variants;
  session.replicate = options.replicate;
  return session;
}

}  // namespace

/// A copy of the scenario shares its markets, and costs what its texts do.
Session::Session(const Scenario& scenario, const SessionOptions& options)
    : inside_(through([&] {
        return std::make_unique<Inside>(Inside{
            clientele::Session(of(scenario), inner(options), threads_of(options.threads), watch_of(options.watch))});
      })) {}
Session::Session(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Scenario Session::scenario() const {
  return Scenario(std::make_shared<const Scenario::Inside>(Scenario::Inside{inside_->session.scenario()}));
}

int Session::now() const { return inside_->session.now(); }
int Session::ticks() const { return inside_->session.ticks(); }

void Session::step() {
  if (over()) throw std::logic_error("a session that is over is not stepped");
  through([&] { inside_->session.step(); });
}

/// A tick at a time all the same, so that rows can be asked for since any of them.
void Session::step_to(int tick) {
  while (now() < tick && !over()) step();
}

Tables Session::tables_since(int tick) const { return tables_of(inside_->session.frames_since(tick)); }

Session Session::fork(const std::vector<std::string>& changes) {
  if (over()) throw std::logic_error("a session that is over has no forks");
  return through([&] { return Session(std::make_unique<Inside>(Inside{inside_->session.fork(changes)})); });
}

void Session::save(const std::filesystem::path& file) {
  through([&] { inside_->session.save(file); });
}

/// The base case is found again first, or taken from where they are kept: a file holds only what has moved.
Session Session::open(const std::filesystem::path& file, const Scenario& scenario, const SessionOptions& options) {
  return through([&] {
    return Session(std::make_unique<Inside>(Inside{clientele::Session::open(
        file, of(scenario), inner(options), threads_of(options.threads), watch_of(options.watch))}));
  });
}

}  // namespace clientele::api
