#include <algorithm>
#include <charconv>
#include <initializer_list>

#include "scenarios/market/market_reader.h"
#include "scenarios/tables/data_table.h"
#include "scenarios/text/files.h"

namespace clientele {
namespace {

constexpr std::size_t most_network_bytes = std::size_t{1} << 30;  // 1 GiB: some 70 million pairs
constexpr std::size_t most_bad_edges = 20;
constexpr std::uint64_t beyond = std::uint64_t{1} << 62;  // more than any customer's number

/// A customer number at the front of `line`, blanks around it; takes it and a following comma away.
/// By hand and not by the reader of tables: files of many millions of edges have neither quotes nor names, and lists
/// as they are published part numbers by blanks or tabs as often as by commas.
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

/// Stops at 20 problems: the first lines tell what is wrong, and a file with a million wrong lines would make a million
/// messages.
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
    // A first line without numbers is a heading.
    const bool is_header = number == 1 && !from;
    if (is_header) return;
    if (!from || !to || !rest.empty())
      return refuse(number,
                    "'" + std::string(line.substr(0, 40)) + "' is not two customer numbers with a comma between them.");
    add(static_cast<std::int64_t>(std::min(*from, beyond)), static_cast<std::int64_t>(std::min(*to, beyond)), number);
  }

  /// Signed, since columns of a table may hold -1. A customer who listens to itself would weigh its own words as a
  /// friend's.
  void add(std::int64_t from, std::int64_t to, int line) {
    const std::int64_t least = std::min(from, to), wrong = least < 0 ? least : std::max(from, to);
    if (wrong < 0 || wrong >= customers)
      return refuse(line, "customer " + std::to_string(wrong) + " does not exist: there are " +
                              std::to_string(customers) + ", counted from 0.");
    if (from == to) return refuse(line, "customer " + std::to_string(from) + " is tied to itself. Remove the line.");
    edges.emplace_back(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to));
  }

  void read(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (int number = 1; !text.empty() && problems.size() < most_bad_edges; ++number) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      read_line(text.substr(0, end), number);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
};

/// The pairs of the file, from memory when it has been read before.
/// The entry is made even after problems, so each is told once and not for every variant. That the number of customers
/// is no part of the key is safe: nothing within one scenario can change it.
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

/// The two columns that the file is said to have them in, from memory when they have been read before.
const Edges& edges_in_columns(const Cursor& columns, const std::string& file, std::uint32_t customers,
                              ReaderContext& context, Problems& problems) {
  const std::vector<Cursor> names = columns.entries();
  const std::string known_as = file + '\n' + names[0].text() + '\n' + names[1].text();
  const auto known = context.edge_files.find(known_as);
  if (known != context.edge_files.end()) return known->second;
  Edges& edges = context.edge_files[known_as];
  try {
    const DataTable table = DataTable::read(file, {}, most_network_bytes);
    context.files_read.push_back(file);
    const std::vector<long> from = table.whole_numbers(names[0].text()), to = table.whole_numbers(names[1].text());
    EdgeReader reader{file, customers, {}, {}};
    for (std::size_t row = 0; row < from.size() && reader.problems.size() < most_bad_edges; ++row)
      reader.add(from[row], to[row], static_cast<int>(table.line(row)));
    problems.insert(problems.end(), reader.problems.begin(), reader.problems.end());
    edges = std::move(reader.edges);
  } catch (const InputError& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
  }
  return edges;
}

/// A number that does nothing is refused: who writes it believes that it acts.
void check_fields(const Cursor& network, NetworkSpec::Kind kind) {
  using enum NetworkSpec::Kind;
  if (kind == none && network["kind"].given() && !network["kind"].is("none")) return;  // a kind that there is not
  const auto only = [&](std::string_view key, std::initializer_list<NetworkSpec::Kind> of) {
    if (std::find(of.begin(), of.end(), kind) == of.end() && network[key].given())
      network[key].problem("this has no effect with 'kind: " + network["kind"].text() + "'. Remove it.");
  };
  only("neighbours", {small_world, preferential});
  only("rewiring", {small_world});
  only("alike", {small_world, preferential});
  for (const char* key : {"file", "columns", "mutual"}) only(key, {edges});
}

/// By value: `mutual` adds the pairs the other way round behind all others, in a copy, since another world shares the
/// file. A pair that the file has both ways then stands twice, and its words count double.
Edges read_edges(const Cursor& network, std::uint32_t customers, ReaderContext& context, Problems& problems) {
  const Cursor name = network["file"], columns = network["columns"];
  if (!name.given()) network.problem("'kind: edges' needs 'file:', a CSV file of two customer numbers per line.");
  if (columns.given() && columns.entries().size() != 2) {
    columns.problem("two columns are needed: who listens, who is heard. Write it like '[id_1, id_2]'.");
    return {};
  }
  if (name.text().empty()) return {};
  const std::string file = beside(name.place().file, name.text());
  Edges edges = columns.given() ? edges_in_columns(columns, file, customers, context, problems)
                                : edges_of(name, file, customers, context, problems);
  if (!network["mutual"].truth(false)) return edges;
  const std::size_t pairs = edges.size();
  for (std::size_t i = 0; i < pairs; ++i) edges.emplace_back(edges[i].second, edges[i].first);
  return edges;
}

}  // namespace

/// The network itself is made when the population is; here are only its numbers, or its edges. Where neighbours are
/// more than the others, the population takes all others without a word; so it is said here, with a place in the file.
NetworkSpec read_network(const Cursor& network, const MarketSpec& market, ReaderContext& context, Problems& problems) {
  using Net = NetworkSpec::Kind;
  NetworkSpec spec;
  if (network["kind"].is("small_world")) spec.kind = Net::small_world;
  if (network["kind"].is("preferential")) spec.kind = Net::preferential;
  if (network["kind"].is("edges")) spec.kind = Net::edges;
  check_fields(network, spec.kind);
  const bool made_up = spec.kind == Net::small_world || spec.kind == Net::preferential;
  spec.neighbours = static_cast<std::uint32_t>(network["neighbours"].integer().value_or(spec.neighbours));
  spec.rewiring = network["rewiring"].number("share").value_or(spec.rewiring);
  spec.alike = network["alike"].number("share").value_or(spec.alike);
  if (made_up && market.customers > 0 && spec.neighbours >= market.customers)
    network.problem(std::to_string(spec.neighbours) + " neighbours are too many for " +
                    std::to_string(market.customers) + " customers. Lower 'neighbours' or raise 'customers.count'.");
  if (spec.alike > 0.0 && market.segments.size() < 2)
    network["alike"].problem(
        "all customers are of one segment, so all are alike. Remove it, or name segments under "
        "'customers:'.");
  if (spec.kind == Net::edges) spec.edges = read_edges(network, market.customers, context, problems);
  return spec;
}

}  // namespace clientele
