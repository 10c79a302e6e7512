#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace clientele {

/// Who knows whom, both ways; nodes from 0. A number that no edge names is a node without friends; it counts among
/// customers, as it would in a market.
struct Graph {
  std::uint32_t nodes = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;  ///< each once
};

/// Reads edges, one a row, from two columns of whole numbers from 0. Throws InputError.
Graph read_graph(const std::string& file, const std::string& from, const std::string& to);

struct Cliques {
  std::uint64_t triangles = 0;
  double clustering = 0.0;  ///< mean over nodes of the share of pairs of friends who know each other
};
/// By cutting the sorted lists of friends of both ends of each edge: exact, and fast enough for a graph of 300,000
/// edges.
Cliques count_cliques(const Graph& graph);

}  // namespace clientele
