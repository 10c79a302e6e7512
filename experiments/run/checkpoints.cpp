#include "experiments/run/checkpoints.h"

#include <map>
#include <span>
#include <utility>

#include "engine/core/errors.h"
#include "output/checkpoint.h"
#include "experiments/record/tables.h"
#include "experiments/run/archive.h"

namespace clientele {
namespace {

/// The words in front keep rows apart from parts of the state, whatever a table is called.
std::string rows_of(const Frame& frame) { return "rows of " + frame.name(); }
std::string earlier_rows_of(const Frame& frame) { return "earlier rows of " + frame.name(); }

}  // namespace

/// Parts are views of the session, written out before it goes on. Tables are packed first, since their cells lie all
/// over.
void RunCheckpoint::write(Session* session, std::uint32_t replicate, const std::vector<Frame>& earlier) const {
  std::vector<std::pair<std::string, std::vector<std::byte>>> rows;
  for (const Frame& frame : earlier) rows.emplace_back(earlier_rows_of(frame), pack_cells(std::span(&frame, 1)));
  for (const Frame* frame : session != nullptr ? session->frames() : std::vector<Frame*>())
    rows.emplace_back(rows_of(*frame), pack_cells(std::span(frame, 1)));
  std::vector<std::pair<std::string, std::span<const std::byte>>> parts;
  parts.emplace_back("replicate", std::as_bytes(std::span(&replicate, 1)));
  for (const auto& [name, cells] : rows) parts.emplace_back(name, cells);
  const auto add = [&](const std::string& name, std::span<std::byte> bytes) { parts.emplace_back(name, bytes); };
  if (session != nullptr) session->visit(add);
  std::vector<CheckpointPart> views;
  for (const auto& [name, bytes] : parts)
    if (!bytes.empty()) views.push_back({name, bytes});
  write_checkpoint(file_, identity_, views);
}

void RunCheckpoint::expect_own() const {
  if (read_checkpoint_identity(file_) != identity_)
    throw InputError(
        file_.string() +
        ": this checkpoint is of another run (version, scenario, changes, seed, variant or replicates differ). "
        "Repeat the options of that run, or remove the file to start anew.");
}

/// The replicate is the first part and comes before the state, since the session to load into has that replicate's
/// luck. Places are asked for by name one after the other, and filled by the reader.
std::uint32_t RunCheckpoint::read(const std::function<Session&(std::uint32_t)>& make,
                                  std::vector<Frame>& earlier) const {
  expect_own();
  std::uint32_t replicate = 0;
  Session* session = nullptr;
  std::map<std::string, std::vector<std::byte>, std::less<>> rows;
  // Places for all rows, as they come before anybody knows which of them the file holds.
  for (const Frame& frame : earlier) rows[rows_of(frame)], rows[earlier_rows_of(frame)];
  read_checkpoint_parts(file_, [&](std::string_view name, std::size_t bytes) {
    if (name == "replicate") return std::as_writable_bytes(std::span(&replicate, 1));
    if (const auto of = rows.find(name); of != rows.end()) return of->second.resize(bytes), std::span(of->second);
    // The first part of the state is met: all before it has been read.
    if (session == nullptr) session = &make(replicate);
    return place_in(*session, name, bytes);
  });
  for (Frame& frame : earlier)
    if (const auto& cells = rows[earlier_rows_of(frame)]; !cells.empty()) unpack_cells(cells, std::span(&frame, 1));
  if (session == nullptr) return replicate;
  for (Frame* frame : session->frames()) unpack_cells(rows[rows_of(*frame)], std::span(frame, 1));
  return replicate;
}

/// Looks through all places for each part: a few dozen of them, once a run. Another size means another layout, and
/// loading it would mix up customers without a word.
std::span<std::byte> RunCheckpoint::place_in(Session& session, std::string_view name, std::size_t bytes) const {
  std::span<std::byte> found;
  session.visit([&](std::string_view part, std::span<std::byte> place) {
    if (part == name) found = place;
  });
  if (found.size() != bytes)
    throw InputError(file_.string() + ": its part '" + std::string(name) +
                     "' is not of this version. Remove the file to start anew.");
  return found;
}

}  // namespace clientele
