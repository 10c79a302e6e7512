#include "experiments/validation/graph.h"

#include <algorithm>
#include <iterator>

#include "engine/core/errors.h"
#include "scenarios/tables/data_table.h"

namespace clientele {

/// Numbers beyond the limit are ids of another kind; memory grows with the highest one, not with how many there are.
Graph read_graph(const std::string& file, const std::string& from, const std::string& to) {
  const DataTable table = DataTable::read(file);
  const auto u = table.whole_numbers(from), v = table.whole_numbers(to);
  Graph graph;
  for (std::size_t row = 0; row < u.size(); ++row) {
    constexpr long most = 100'000'000;
    if (std::min(u[row], v[row]) < 0 || std::max(u[row], v[row]) > most)
      throw InputError(file + ":" + std::to_string(table.line(row)) +
                       ": nodes are numbers from 0 to 100,000,000. Number them anew.");
    graph.edges.emplace_back(static_cast<std::uint32_t>(u[row]), static_cast<std::uint32_t>(v[row]));
    graph.nodes = std::max({graph.nodes, graph.edges.back().first + 1, graph.edges.back().second + 1});
  }
  return graph;
}

/// Each edge adds its ends' common friends to both ends, so a node is counted twice for each of its triangles: over
/// degree * (degree - 1) that is its local clustering (Watts & Strogatz 1998). What is found does not depend on the
/// order of edges.
Cliques count_cliques(const Graph& graph) {
  std::vector<std::vector<std::uint32_t>> friends(graph.nodes);
  for (const auto& [u, v] : graph.edges) {
    friends[u].push_back(v);
    friends[v].push_back(u);
  }
  for (auto& list : friends) std::ranges::sort(list);
  std::vector<std::uint64_t> closed(graph.nodes);  // triangles through each node, twice
  std::vector<std::uint32_t> common;
  for (const auto& [u, v] : graph.edges) {
    common.clear();
    std::ranges::set_intersection(friends[u], friends[v], std::back_inserter(common));
    closed[u] += common.size();
    closed[v] += common.size();
  }
  Cliques found;
  for (std::uint32_t node = 0; node < graph.nodes; ++node) {
    const auto degree = static_cast<double>(friends[node].size());
    found.triangles += closed[node];
    // Nodes with one friend have no pair: they count as 0 and stay in the mean, which gives SNAP's .6055 for Facebook.
    if (degree > 1.0) found.clustering += static_cast<double>(closed[node]) / (degree * (degree - 1.0)) / graph.nodes;
  }
  // Each was counted at three nodes, by two of its edges each.
  found.triangles /= 6;
  return found;
}

}  // namespace clientele
