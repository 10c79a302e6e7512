#include "output/wrapped.h"

#include "output/display_width.h"

namespace clientele {

/// A word longer than a line stands on a line of its own, uncut: it is most often a path or a command to be copied.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string lines;
  std::size_t used = indent;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size() < text.size() ? word.size() + 1 : word.size());
    const std::size_t cells = display_width(word);
    if (used > indent && used + 1 + cells > width) {
      lines += '\n' + std::string(indent, ' ');
      used = indent;
    } else if (used > indent) {
      lines += ' ';
      ++used;
    }
    lines += word;
    used += cells;
  }
  return lines;
}

}  // namespace clientele
