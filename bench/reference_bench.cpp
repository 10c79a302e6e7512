#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include <fmt/core.h>

#include "bench/compare.h"
#include "bench/engine.h"
#include "bench/plain_loop.h"
#include "bench/roof.h"

namespace clientele::bench {
namespace {

/// Who takes part. The first is the base of the first ratio, the second that of the second.
/// All are compiled into one program and live in one process, so that machine, compiler and clock are the same.
std::vector<Program> all_programs() { return {{"roof", roof}, {"plain loop", plain_loop}, {"clientele", engine}}; }

/// Presets: a market that fits the caches, one that nearly does, and one that does not.
struct Options {
  std::vector<std::uint32_t> customers{10'000, 100'000, 1'000'000};
  std::vector<std::uint32_t> threads{1, 2};
  std::vector<std::string> without;
  std::uint32_t seed = 2026;
  Plan plan;
};

constexpr std::string_view usage =
    "reference_bench --customers 10000,100000 --threads 1,2\n"
    "Times the reference market in several programs and prints their ratios.\n"
    "  --customers N,...    sizes, each more than 8\n"
    "  --threads T,...      threads\n"
    "  --weeks W            weeks that a run lives (52)\n"
    "  --repetitions R      runs of each program (7)\n"
    "  --seed S             of the luck (2026)\n"
    "  --without NAME,...   leave a program out, such as 'plain loop' where it would take minutes\n";

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts{""};
  for (const char c : text) {
    if (c == ',')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

/// Nothing for a word that is no number, or is below what makes sense.
std::optional<std::vector<std::uint32_t>> numbers(std::string_view text, std::uint32_t least) {
  std::vector<std::uint32_t> result;
  for (const std::string& part : split(text)) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc() || end != part.data() + part.size() || value < least) return std::nullopt;
    result.push_back(value);
  }
  return result;
}

/// Takes one option; false if it is not understood.
/// Lists only where a comparison runs over them; a customer listens to eight others, so there have to be nine.
bool take(Options& options, std::string_view name, std::string_view value) {
  if (name == "--without") return options.without = split(value), true;
  const auto given = numbers(value, name == "--customers" ? friends + 1 : name == "--seed" ? 0 : 1);
  if (!given) return false;
  if (name == "--customers") return options.customers = *given, true;
  if (name == "--threads") return options.threads = *given, true;
  if (given->size() != 1) return false;
  if (name == "--weeks") return options.plan.weeks = static_cast<int>(given->front()), true;
  if (name == "--repetitions") return options.plan.repetitions = static_cast<int>(given->front()), true;
  if (name == "--seed") return options.seed = given->front(), true;
  return false;
}

std::optional<Options> read_options(int count, char** words) {
  Options options;
  if (count % 2 == 0) return std::nullopt;
  for (int i = 1; i < count; i += 2)
    if (!take(options, words[i], words[i + 1])) return std::nullopt;
  return options;
}

/// How many times as fast, of programs that took turns; above one is faster than the base.
std::string ratio_cells(const Measured& program, const Measured& base) {
  const Ratio wall = speed_ratio(program, base, &Sample::live_wall),
              cpu = speed_ratio(program, base, &Sample::live_cpu);
  return fmt::format("{:6.2f} {:6.2f} {:6.2f} {:6.2f}", wall.least, wall.median, cpu.least, cpu.median);
}

void print_head(const std::vector<Program>& programs) {
  fmt::print("{:>11} {:>7} {:<12} {:>11} {:>11} {:>8}", "customers", "threads", "program", "million/s", "CPU ns",
             "set-up");
  for (std::size_t b = 0; b < std::min<std::size_t>(2, programs.size()); ++b)
    fmt::print("  | against {:<19}", programs[b].name);
  fmt::print("\n{:>11} {:>7} {:<12} {:>11} {:>11} {:>8}", "", "", "", "cust.-weeks", "cust.-week", "weeks");
  for (std::size_t b = 0; b < std::min<std::size_t>(2, programs.size()); ++b)
    fmt::print("  | {:>6} {:>6} {:>6} {:>6}", "wall-", "wall~", "CPU-", "CPU~");
  fmt::print("\n");
}

/// Set-up by wall time, in weeks of the same program: roof and product draw traits in parallel, the plain loop does
/// not.
void print_row(const Size& size, const Measured& program, const std::vector<Measured>& all) {
  const double per_week = median(program, &Sample::live_wall) * size.customers;
  fmt::print("{:>11} {:>7} {:<12} {:>11.2f} {:>11.1f} {:>8.1f}", size.customers, size.threads, program.name,
             1e-6 / median(program, &Sample::live_wall), 1e9 * median(program, &Sample::live_cpu),
             median(program, &Sample::set_up) / per_week);
  for (std::size_t b = 0; b < std::min<std::size_t>(2, all.size()); ++b)
    fmt::print("  | {}", ratio_cells(program, all[b]));
  fmt::print("\n");
}

/// Prints the rows of one size; returns whether all programs lived the reference market.
bool compare(const std::vector<Program>& programs, const Size& size, const Plan& plan) {
  const std::vector<Measured> all = measure(programs, size, plan);
  bool agree = true;
  for (const Measured& program : all) {
    print_row(size, program, all);
    // Shares of another number of weeks are known of no other program.
    const std::string difference =
        plan.weeks == 52 ? difference_from_reference(program, size.customers) : std::string();
    if (!difference.empty()) fmt::print("{}\n", difference);
    agree = agree && difference.empty();
  }
  std::fflush(stdout);
  return agree;
}

/// One size after another, so that the largest has all memory for itself. 1 if any program lived another market: its
/// speed would mean nothing.
int run(const Options& options) {
  std::vector<Program> programs = all_programs();
  std::erase_if(programs, [&](const Program& program) {
    return std::ranges::find(options.without, program.name) != options.without.end();
  });
  print_head(programs);
  bool agree = true;
  for (const std::uint32_t customers : options.customers)
    for (const std::uint32_t threads : options.threads)
      agree &= compare(programs, {customers, threads, {.key = {options.seed, 0}}}, options.plan);
  fmt::print("Speed against another: how many times as fast; - least, ~ median of {} interleaved repetitions.\n",
             options.plan.repetitions);
  return agree ? 0 : 1;
}

}  // namespace
}  // namespace clientele::bench

int main(int count, char** words) {
  const auto options = clientele::bench::read_options(count, words);
  if (!options) {
    fmt::print(stderr, "{}", clientele::bench::usage);
    return 2;
  }
  return clientele::bench::run(*options);
}
