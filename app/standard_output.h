#pragma once

#include <functional>
#include <iosfwd>
#include <string_view>

namespace clientele::app {

/// Writes to standard output, all at once at the end of `fill` where it is small. Throws OutputError when it cannot
/// be written, as on a full disk. A reader that has gone, as in `clientele schema | head`, is no failure: it has
/// what it wanted, and the rest is dropped.
/// Each call has a buffer of its own, emptied at its end. What `fill` throws passes through; part of a large text may
/// then have been written.
void print(const std::function<void(std::ostream&)>& fill);
/// Nothing is added: texts end their own lines.
void print(std::string_view text);

/// Makes sure that the three standard descriptors are taken, so that no file of results lands on one that the caller
/// had closed and gets messages mixed into it; and that a reader who leaves does not end the program.
/// Once, before anything opens a file.
void guard_standard_streams();

}  // namespace clientele::app
