#pragma once

namespace clientele {

/// A place in our own code, by default that of the caller. Not std::source_location: clang 14 lacks it.
struct CodePlace {
  const char* file;
  int line;
  const char* function;
  static constexpr CodePlace here(const char* file = __builtin_FILE(), int line = __builtin_LINE(),
                                  const char* function = __builtin_FUNCTION()) {
    return {file, line, function};
  }
};

/// Prints what was promised and where, then aborts.
[[noreturn]] void broken_promise(const char* promise, CodePlace where = CodePlace::here());

#ifdef CLIENTELE_CHECKS
inline constexpr bool checks_are_on = true;
#else
inline constexpr bool checks_are_on = false;
#endif

/// Our own promise, checked in debug and CI builds only. User errors are InputError instead.
inline void check(bool holds, const char* promise, CodePlace where = CodePlace::here()) {
  if (checks_are_on && !holds) [[unlikely]]
    broken_promise(promise, where);
}

}  // namespace clientele
