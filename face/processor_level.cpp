#include "clientele/program.h"

namespace clientele::api {

// By the telling instruction sets of the x86-64 psABI: clang 14 does not know the names of the levels.
/// The best that all of a level's telling sets allow; a processor with some of the next level's is of the lower one.
std::string processor_level() {
#if defined(__x86_64__)
  // Harmless when it has been called; needed where this runs before the library's own constructor.
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
    return "x86-64-v4";
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2"))
    return "x86-64-v3";
  if (__builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt")) return "x86-64-v2";
  return "x86-64";
#else
  return "unknown";
#endif
}

}  // namespace clientele::api
