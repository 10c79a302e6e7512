#pragma once

#include <source_location>

namespace clientele {

/// Prints what was promised and where, then aborts.
[[noreturn]] void broken_promise(const char* promise, std::source_location where);

#ifdef CLIENTELE_CHECKS
inline constexpr bool checks_are_on = true;
#else
inline constexpr bool checks_are_on = false;
#endif

/// Our own promise, checked in debug and CI builds only. User errors are InputError instead.
inline void check(bool holds, const char* promise, std::source_location where = std::source_location::current()) {
  if (checks_are_on && !holds) [[unlikely]]
    broken_promise(promise, where);
}

}  // namespace clientele
