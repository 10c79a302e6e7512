#include <charconv>

#include "scenarios/files.h"
#include "scenarios/market_reader.h"

namespace clientele {
namespace {

constexpr std::size_t most_network_bytes = std::size_t{1} << 30;  // 1 GiB: some 70 million pairs
constexpr std::size_t most_problems = 20;

/// A customer number at the front of `line`, blanks around it; takes it and a following comma away.
std::optional<std::uint64_t> take_id(std::string_view& line) {
  while (line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
  std::uint64_t id = 0;
  const auto parsed = std::from_chars(line.data(), line.data() + line.size(), id);
  if (parsed.ec != std::errc()) return std::nullopt;
  line.remove_prefix(static_cast<std::size_t>(parsed.ptr - line.data()));
  while (line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
  if (line.starts_with(',') || line.starts_with(';')) line.remove_prefix(1);
  return id;
}

struct EdgeReader {
  const std::string& file;
  std::uint32_t customers;
  Edges edges;
  Problems problems;

  void refuse(int line, std::string what) { problems.push_back({{file, line, 0}, "", std::move(what)}); }

  void read_line(std::string_view line, int number) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t") == std::string_view::npos) return;
    std::string_view rest = line;
    const auto from = take_id(rest), to = from ? take_id(rest) : std::nullopt;
    const bool is_header = number == 1 && !from;
    if (is_header) return;
    if (!from || !to || !rest.empty())
      return refuse(number,
                    "'" + std::string(line.substr(0, 40)) + "' is not two customer numbers with a comma between them.");
    if (*from >= customers || *to >= customers)
      return refuse(number, "customer " + std::to_string(std::max(*from, *to)) + " does not exist: there are " +
                                std::to_string(customers) + ", counted from 0.");
    if (*from == *to)
      return refuse(number, "customer " + std::to_string(*from) + " is tied to itself. Remove the line.");
    edges.emplace_back(static_cast<std::uint32_t>(*from), static_cast<std::uint32_t>(*to));
  }

  void read(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (int number = 1; !text.empty() && problems.size() < most_problems; ++number) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      read_line(text.substr(0, end), number);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
};

/// The pairs of the file, from memory when it has been read before.
const Edges& edges_of(const Cursor& name, const std::string& file, std::uint32_t customers, ReaderContext& context,
                      Problems& problems) {
  const auto known = context.edge_files.find(file);
  if (known != context.edge_files.end()) return known->second;
  std::string wrong;
  const auto text = read_file(file, most_network_bytes, wrong);
  EdgeReader reader{file, customers, {}, {}};
  if (text) {
    context.files_read.push_back(file);
    reader.read(*text);
  } else {
    name.problem("'" + file + "': " + wrong);
  }
  problems.insert(problems.end(), reader.problems.begin(), reader.problems.end());
  return context.edge_files[file] = std::move(reader.edges);
}

void check_fields(const Cursor& network, NetworkSpec::Kind kind) {
  const auto unused = [&](std::string_view key, NetworkSpec::Kind of) {
    if (kind != of && network[key].given())
      network[key].problem("this has no effect with 'kind: " + network["kind"].text() + "'. Remove it.");
  };
  unused("neighbours", NetworkSpec::Kind::small_world);
  unused("rewiring", NetworkSpec::Kind::small_world);
  unused("file", NetworkSpec::Kind::edges);
}

}  // namespace

NetworkSpec read_network(const Cursor& network, std::uint32_t customers, ReaderContext& context, Problems& problems) {
  NetworkSpec spec;
  if (network["kind"].is("small_world")) spec.kind = NetworkSpec::Kind::small_world;
  if (network["kind"].is("edges")) spec.kind = NetworkSpec::Kind::edges;
  check_fields(network, spec.kind);
  spec.neighbours = static_cast<std::uint32_t>(network["neighbours"].integer().value_or(spec.neighbours));
  spec.rewiring = network["rewiring"].number("share").value_or(spec.rewiring);
  if (spec.kind == NetworkSpec::Kind::small_world && customers > 0 && spec.neighbours >= customers)
    network.problem(std::to_string(spec.neighbours) + " neighbours are too many for " + std::to_string(customers) +
                    " customers. Lower 'neighbours' or raise 'customers.count'.");
  if (spec.kind != NetworkSpec::Kind::edges) return spec;
  const Cursor file = network["file"];
  if (!file.given())
    network.problem("'kind: edges' needs 'file:', a CSV file of two customer numbers per line.");
  else if (!file.text().empty())
    spec.edges = edges_of(file, beside(file.place().file, file.text()), customers, context, problems);
  return spec;
}

}  // namespace clientele
