#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace clientele {

/// Decimals of a figure that is known to `half_width`: down to the first digit of the half width, or the second if that
/// is a 1 or 2. For large figures it may stand before the point (-2: hundreds).
/// So a figure never shows digits that luck alone would change: ± .23 gives two decimals, ± .7 one.
int decimals_within(double half_width);

/// A number with commas between thousands, rounded to `decimals`, which may be negative: "12,400". Not finite: "n/a".
std::string grouped_number(double value, int decimals);
/// The same with a sign, also a plus.
std::string signed_number(double value, int decimals);

/// How figures of a unit are written. Shares become percent, and their differences points.
class UnitWords {
 public:
  explicit UnitWords(std::string unit);
  /// "25.1 %", "1,041 GBP", "412".
  std::string level(double value, int decimals) const;
  /// "+2.8 points", "-4.3 GBP".
  std::string difference(double value, int decimals) const;
  /// "+2.6 to +3.0", without the unit.
  std::string range(double low, double high, int decimals) const;
  /// Decimals for figures known to `half_width`; without one (NaN, infinite, 0) three digits of `size`.
  int decimals(double half_width, double size) const;
  bool share() const { return unit_ == "share"; }

 private:
  std::string unit_;
  double factor_;
};

/// Whole-number parts of a sum that add up to the rounded sum: each is rounded down or up, those with the greatest
/// rest up (largest remainder).
/// Parts rounded one by one would add up to 99 or 101 %, and a reader who adds them up would doubt the rest.
std::vector<long long> rounded_parts(const std::vector<double>& parts);

/// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& things);

/// A word as a shell takes it, in quotes if it needs them.
std::string shell_word(const std::string& word);

/// What texts for people are broken at, in cells of a terminal.
inline constexpr std::size_t line_cells = 100;

/// Labelled paragraphs, within `line_cells`, that survive being pasted into a mail.
/// Labels stand in a column of their own, 13 cells, which also indents what follows in the paragraph.
class AnswerText {
 public:
  /// Names in it cannot break lines; nothing is written where `text` is empty.
  void paragraph(std::string_view label, std::string_view text);
  void heading(std::string_view text);
  /// A command: in one line, however long, so that it can be copied.
  void verbatim(std::string_view text);
  std::ostream& out() { return out_; }
  std::string text() const { return out_.str(); }

 private:
  std::ostringstream out_;
};

}  // namespace clientele
