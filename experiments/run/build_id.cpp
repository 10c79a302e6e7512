#include "experiments/run/build_id.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

#include <link.h>

namespace clientele {
namespace {

/// What is looked for among the objects that a process is made of, and what has been found.
struct Search {
  std::uintptr_t inside = 0;  ///< an address in the object that is looked for
  std::string found{};
};

/// Notes are sizes of name and contents and a type, then both, each filled up to four bytes.
std::string id_in_notes(const char* at, std::size_t size) {
  const auto padded = [](std::size_t n) { return (n + 3) / 4 * 4; };
  ElfW(Nhdr) note{};
  for (std::size_t i = 0; i + sizeof note <= size;) {
    std::memcpy(&note, at + i, sizeof note);
    const char* name = at + i + sizeof note;
    const std::size_t contents = sizeof note + padded(note.n_namesz), whole = contents + padded(note.n_descsz);
    if (whole > size - i) return "";
    if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && std::memcmp(name, "GNU", 4) == 0) {
      std::string digits;
      for (std::size_t b = 0; b < note.n_descsz; ++b) {
        const auto byte = static_cast<unsigned char>(at[i + contents + b]);
        digits += "0123456789abcdef"[byte >> 4U], digits += "0123456789abcdef"[byte & 15U];
      }
      return digits;
    }
    i += whole;
  }
  return "";
}

/// Called for each object of the process until it returns other than 0.
int look_at(dl_phdr_info* object, std::size_t, void* data) {
  auto& search = *static_cast<Search*>(data);
  const auto address = [&](const ElfW(Phdr) & part) { return object->dlpi_addr + part.p_vaddr; };
  bool is_here = false;
  for (int p = 0; p < object->dlpi_phnum; ++p) {
    const ElfW(Phdr)& part = object->dlpi_phdr[p];
    is_here = is_here || (part.p_type == PT_LOAD && search.inside - address(part) < part.p_memsz);
  }
  if (!is_here) return 0;
  for (int p = 0; p < object->dlpi_phnum && search.found.empty(); ++p) {
    const ElfW(Phdr)& part = object->dlpi_phdr[p];
    if (part.p_type == PT_NOTE) search.found = id_in_notes(reinterpret_cast<const char*>(address(part)), part.p_memsz);
  }
  return 1;
}

}  // namespace

/// Its own address lies in the object whose identifier is wanted, be it the program or a library.
std::string build_id() {
  Search search{.inside = reinterpret_cast<std::uintptr_t>(&build_id)};
  ::dl_iterate_phdr(look_at, &search);
  return search.found;
}

}  // namespace clientele
