// Prints a hash of the C library's exp, log and pow. They differ between processors with and without FMA, which
// shows that a comparison of digests with FMA switched off could fail.
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <initializer_list>

int main() {
  std::uint64_t hash = 0;
  for (int i = 1; i < 100'000; ++i) {
    const double x = i * 0.000137;
    for (const double value : {std::exp(-x), std::log(x), std::pow(x, 0.37)})
      hash = hash * 1099511628211u + std::bit_cast<std::uint64_t>(value);
  }
  std::printf("%016llx\n", static_cast<unsigned long long>(hash));
}
