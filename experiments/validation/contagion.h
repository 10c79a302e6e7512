#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace clientele {

/// People, when they adopted, and whom they named. Who was named matters, not who named: one heeds those whom one asks
/// (assumption).
struct Adopters {
  std::vector<int> adopted;  ///< period, from 0; `periods` for those who had not by the end
  std::vector<std::vector<std::uint32_t>> named;
  int periods = 0;
};

/// Reads two tables: people (id, toa) and ties (from, to). The last period that anybody has stands for not adopting,
/// as netdiffuseR codes it. Throws InputError, also for a tie to somebody unknown: to leave such ties out in silence
/// would change everybody's share of friends.
Adopters read_adopters(const std::string& nodes, const std::string& edges);

/// Was it contagion? How much likelier somebody adopts when all those named have than when none has.
struct Contagion {
  /// From none of those named to all of them; a fifth of that for one of five.
  double effect = 0.0, standard_error = 0.0;  ///< log-odds per period
};

/// Logit of adopting in a period, by everybody who had not and names somebody: a dummy for each period, which takes
/// away what moved all alike, and the share of those named who had adopted before. An S-curve alone is no contagion.
/// Neglects that friends are alike. Source: Van den Bulte & Lilien (2001); Allison (1982) for the method.
///
/// A period in which nobody adopts, or all who are left do, has a dummy at its bound; the effect does not suffer.
/// Standard errors take people for independent, which those who name the same others are not quite.
Contagion estimate_contagion(const Adopters& adopters);

}  // namespace clientele
