#include "engine/core/check.h"

#include <cstdio>
#include <cstdlib>

namespace clientele {

/// On standard error and at once: what comes after a broken promise means nothing.
void broken_promise(const char* promise, CodePlace where) {
  std::fprintf(stderr, "%s:%d: broken promise: %s (in %s)\n", where.file, where.line, promise, where.function);
  std::abort();
}

}  // namespace clientele
