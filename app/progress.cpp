#include "app/progress.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "app/text.h"

namespace clientele::app {
namespace {

// Faster cannot be read; a log wants a line at the start, to see that something happens, and few in the end.
constexpr double redraw_after = 0.1;                      // seconds between bars
constexpr double first_line = 1.0;                        // seconds before the first line
constexpr double shortest_gap = 2.0, longest_gap = 60.0;  // seconds between lines, growing with the run
constexpr std::size_t bar_cells = 20;

double steady_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Asked at each drawing, as windows change.
std::size_t terminal_width() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/// Never 100 before the end.
/// Cut off and not rounded.
int percent_done(double done) { return static_cast<int>(done * 100.0); }

/// "replicate 3 of 20", or what is being done where nothing is counted.
std::string position(const Progress& progress) {
  if (progress.of == 0) return std::string(progress.what);
  return fmt::format("{} {} of {}", progress.what, progress.number, progress.of);
}

}  // namespace

/// A bar in a log would be one line of many kilobytes.
ProgressStyle progress_style(bool quiet) {
  if (quiet) return ProgressStyle::silent;
  const char* terminal = std::getenv("TERM");
  const bool draws = ::isatty(STDERR_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
  return draws ? ProgressStyle::bar : ProgressStyle::lines;
}

/// A bar is drawn at once, a first line only when a run is long enough to be worth one.
ProgressReport::ProgressReport(std::ostream& out, ProgressStyle style, Surroundings surroundings)
    : out_(out), style_(style), surroundings_(std::move(surroundings)), start_(surroundings_.seconds()) {
  if (style_ == ProgressStyle::lines) next_ = first_line;
}

ProgressReport::ProgressReport(ProgressStyle style)
    : ProgressReport(std::cerr, style, {steady_seconds, terminal_width}) {}

/// Lines come ever more seldom, a quarter of the time gone by apart and a minute at most, so that a log of a long run
/// stays short and still shows that it lives.
void ProgressReport::show(const Progress& progress) {
  done_ = progress.done;
  const double now = elapsed();
  if (!first_) first_ = Mark{now, done_};
  if (style_ == ProgressStyle::silent || now < next_) return;
  if (style_ == ProgressStyle::bar) {
    // Back to the start, the new bar, and what is left of a longer one erased.
    out_ << '\r' << bar(progress) << "\x1b[K" << std::flush;
    drawn_ = true;
    next_ = now + redraw_after;
  } else {
    out_ << fmt::format("clientele: {} % done ({}){}\n", percent_done(done_), position(progress), left()) << std::flush;
    next_ = now + std::clamp(now / 4.0, shortest_gap, longest_gap);
  }
}

/// Before anything else is written to the terminal, or it would stand behind the rest of the bar.
void ProgressReport::clear() {
  if (drawn_) out_ << "\r\x1b[K" << std::flush;
  drawn_ = false;
}

/// At the pace since the first call; nothing before there is a pace.
std::string ProgressReport::left() const {
  const double worked = done_ - first_->done, took = elapsed() - first_->seconds;
  return worked > 0.0 && took > 0.0 ? ", " + duration(took * (1.0 - done_) / worked) + " left" : "";
}

/// As much as fits on one line: a longer one would wrap and leave its parts behind when drawn again.
std::string ProgressReport::bar(const Progress& progress) const {
  const auto filled = static_cast<std::size_t>(done_ * bar_cells);
  const std::string cells = std::string(filled, '#') + std::string(bar_cells - std::min(filled, bar_cells), '-');
  const std::string text = fmt::format("{:3} % [{}]{}  {}", percent_done(done_), cells,
                                       left().empty() ? "" : left().substr(1), position(progress));
  return text.substr(0, std::max<std::size_t>(surroundings_.width(), 2) - 1);
}

}  // namespace clientele::app
