#include "output/packed.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include <zlib.h>

#include "output/errors.h"

namespace clientele {
namespace {

using Bytes = std::vector<Bytef>;

Bytes deflated(std::string_view text) {
  uLongf size = compressBound(text.size());
  Bytes bytes(size);
  // Packing harder makes a hundredth less of it and takes three times as long. Memory is all that can run out.
  if (compress2(bytes.data(), &size, reinterpret_cast<const Bytef*>(text.data()), text.size(), Z_DEFAULT_COMPRESSION) !=
      Z_OK)
    throw OutputError("there is not enough memory to pack the tables of the report.");
  bytes.resize(size);
  return bytes;
}

/// RFC 4648: three bytes are four letters of six bits each, and what is missing at the end is said by `=`.
std::string base64(const Bytes& bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t place = 0; place < bytes.size(); place += 3) {
    const std::size_t given = bytes.size() - place < 3 ? bytes.size() - place : 3;
    std::uint32_t bits = 0;
    for (std::size_t byte = 0; byte < 3; ++byte) bits = bits << 8U | (byte < given ? bytes[place + byte] : 0U);
    for (std::size_t letter = 0; letter < 4; ++letter)
      text += letter <= given ? letters[bits >> (18U - 6U * letter) & 63U] : '=';
  }
  return text;
}

}  // namespace

std::string pack(std::string_view text) { return base64(deflated(text)); }

}  // namespace clientele
