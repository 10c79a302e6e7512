#include "app/standard_output.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <ostream>
#include <streambuf>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include "clientele/errors.h"
#include "app/library.h"

namespace clientele::app {
namespace {

/// A buffer in front of a descriptor that remembers why a write failed; std::cout forgets that.
class DescriptorBuffer final : public std::streambuf {
 public:
  /// The descriptor itself and not std::cout, in front of which another buffer would hide when and why writing failed.
  explicit DescriptorBuffer(int descriptor) : descriptor_(descriptor) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
  }
  int error_number() const { return error_number_; }

 protected:
  /// 64 KB at a time: tables go to pipes, and small writes would cost more than making them.
  int_type overflow(int_type c) override {
    if (sync() != 0) return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
  }
  /// After the first failure everything is dropped, and the stream goes bad, which `print` turns into one message.
  int sync() override {
    const char* next = pbase();
    while (next < pptr() && error_number_ == 0) {
      const ssize_t written = ::write(descriptor_, next, static_cast<std::size_t>(pptr() - next));
      if (written >= 0)
        next += written;
      else if (errno != EINTR)
        error_number_ = errno;
    }
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return error_number_ == 0 ? 0 : -1;
  }

 private:
  int descriptor_;
  int error_number_ = 0;
  std::array<char, 1 << 16> buffer_{};
};

}  // namespace

void print(const std::function<void(std::ostream&)>& fill) {
  DescriptorBuffer buffer(STDOUT_FILENO);
  std::ostream out(&buffer);
  fill(out);
  out.flush();
  // Only now: `fill` goes on after a failure, into nothing, and need not look.
  if (const int error = buffer.error_number(); error != 0 && error != EPIPE)
    throw OutputError(fmt::format("cannot write to standard output ({}). What was printed is incomplete.",
                                  std::generic_category().message(error)));
}

void print(std::string_view text) {
  print([text](std::ostream& out) { out << text; });
}

void guard_standard_streams() {
  // Without it `clientele ... | head` would kill the program before the file of results is written.
  std::signal(SIGPIPE, SIG_IGN);
  // Nor a limit on the size of files, without a word and with half a file left: writing fails then, and that is said.
  std::signal(SIGXFSZ, SIG_IGN);
  // Descriptors are given out from the lowest: this takes 0, 1 and 2 where they are free. Read-only, so that writing
  // to one that the caller had closed still fails and is said.
  int descriptor = 0;
  do {
    descriptor = ::open("/dev/null", O_RDONLY);
  } while (descriptor >= 0 && descriptor <= STDERR_FILENO);
  if (descriptor > STDERR_FILENO) ::close(descriptor);
}

}  // namespace clientele::app
