#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include <zlib.h>

namespace clientele {

/// What `pack` made, read again as a browser would: base64, then zlib's own form. Throws std::runtime_error where it is
/// neither.
inline std::string unpacked(const std::string& packed) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t bits = 0;
  unsigned held = 0;
  if (packed.size() % 4 != 0) throw std::runtime_error("not in fours");
  for (const char letter : packed.substr(0, packed.find('='))) {
    const std::size_t six = letters.find(letter);
    if (six == std::string_view::npos) throw std::runtime_error("not base64");
    bits = bits << 6U | static_cast<std::uint32_t>(six);
    if ((held += 6) >= 8) bytes += static_cast<char>(bits >> (held -= 8) & 255U);
  }
  std::string text(10 * packed.size() + 100, '\0');
  uLongf size = 0;
  const auto inflate = [&] {
    size = text.size();
    return uncompress(reinterpret_cast<Bytef*>(text.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                      bytes.size());
  };
  int said = inflate();
  for (; said == Z_BUF_ERROR && text.size() < 1'000'000'000; said = inflate()) text.resize(4 * text.size());
  if (said != Z_OK) throw std::runtime_error("not deflated");
  text.resize(size);
  return text;
}

}  // namespace clientele
