#include "app/interruption.h"

#include <array>
#include <csignal>
#include <unistd.h>

namespace clientele::app {
namespace {

// A handler sees nothing but globals.
std::atomic<bool> stop_asked{false};
std::atomic<int> signal_met{0};
// A handler may touch nothing that takes a lock: it could have interrupted whoever holds it.
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

constexpr std::array watched{SIGINT, SIGTERM};
// What the process did with these signals, to be put back.
std::array<struct sigaction, watched.size()> before;

/// Nothing here may allocate, lock or print. `exchange`, so that of two signals at once exactly one is the first. The
/// second time even a hung write must end, so `_exit` and no clean-up: a file under its temporary name is left behind,
/// the one that it would replace is whole.
extern "C" void on_signal(int signal) {
  if (stop_asked.exchange(true)) ::_exit(128 + signal);
  signal_met = signal;
}

}  // namespace

/// Reset, so that one process can live several commands after each other, as tests do.
Interruption::Interruption() {
  stop_asked = false;
  signal_met = 0;
  struct sigaction action {};
  action.sa_handler = on_signal;
  // Calls that were waiting go on: a signal is read from the flag, not from a failed read or write.
  action.sa_flags = SA_RESTART;
  for (std::size_t i = 0; i < watched.size(); ++i) {
    ::sigaction(watched[i], nullptr, &before[i]);
    if (before[i].sa_handler != SIG_IGN) ::sigaction(watched[i], &action, nullptr);
  }
}

Interruption::~Interruption() {
  for (std::size_t i = 0; i < watched.size(); ++i) ::sigaction(watched[i], &before[i], nullptr);
}

const std::atomic<bool>& Interruption::flag() const { return stop_asked; }

int Interruption::exit_code() const { return 128 + signal_met; }

}  // namespace clientele::app
