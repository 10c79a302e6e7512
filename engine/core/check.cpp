#include "engine/core/check.h"

#include <cstdio>
#include <cstdlib>

namespace clientele {

void broken_promise(const char* promise, std::source_location where) {
  std::fprintf(stderr, "%s:%u: broken promise: %s (in %s)\n", where.file_name(), static_cast<unsigned>(where.line()),
               promise, where.function_name());
  std::abort();
}

}  // namespace clientele
