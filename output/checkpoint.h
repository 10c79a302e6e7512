#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clientele {

/// The state of a simulation as named byte strings, and a text that says which simulation it belongs to.
/// Whoever saves decides what the parts are; here they are bytes. They are read back on the same kind of machine: their
/// order within a number is not translated.
struct Checkpoint {
  std::string identity;
  std::vector<std::pair<std::string, std::vector<std::byte>>> parts;
};

/// One part to write, seen where it lies: nothing is copied.
struct CheckpointPart {
  std::string_view name;
  std::span<const std::byte> bytes;
};

/// Writes a checkpoint, whole or not at all; uncompressed, with a checksum for each part. Throws OutputError, and
/// a checkpoint that was there before then stays as it was.
/// Called by a run every so often while its market stands still. A kill in the middle leaves the checkpoint before.
void write_checkpoint(const std::filesystem::path& path, std::string_view identity,
                      std::span<const CheckpointPart> parts);
void write_checkpoint(const std::filesystem::path& path, const Checkpoint& checkpoint);

/// Reads a checkpoint into new memory. Throws InputError when the file is missing, cut short, damaged, of another
/// kind or of another version.
Checkpoint read_checkpoint(const std::filesystem::path& path);

/// Only the identity, to see whether a checkpoint fits before memory is filled. Throws InputError.
std::string read_checkpoint_identity(const std::filesystem::path& path);

/// Tells where a part of this name and size goes; the answer has exactly this size.
/// It may throw to refuse a part that does not fit; what has been read until then is for the caller to discard.
using PartPlace = std::function<std::span<std::byte>(std::string_view name, std::size_t bytes)>;

/// Reads the parts, in order, straight to where they belong. Throws InputError; places may then be half filled.
/// Gigabytes of state are read to where they are used: a copy on the way would need the memory twice.
void read_checkpoint_parts(const std::filesystem::path& path, const PartPlace& place);

}  // namespace clientele
