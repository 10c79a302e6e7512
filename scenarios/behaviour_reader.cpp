#include <algorithm>
#include <array>
#include <utility>

#include "models/behaviours.h"
#include "scenarios/distributions.h"
#include "scenarios/market_reader.h"

namespace clientele {
namespace {

/// Two rules for one thing: naming the second turns the first off unless it is named too, which is refused. Without
/// either being named only the first acts.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> rivals{
    {{"price", "linear_price"}, {"disconfirmation", "cumulative_satisfaction"}}};

/// What the scenario says about one behaviour, from the general to the particular.
struct Said {
  Cursor everywhere, here;
  std::vector<Cursor> by_segment;
  Cursor alias;  ///< the `loyalty` of the need
};

bool switches_on(const Cursor& cursor) { return cursor.is_map(); }

/// Whether it is named, and then whether on.
std::optional<bool> named(const Said& said) {
  std::optional<bool> on;
  for (const Cursor* cursor : {&said.everywhere, &said.here, &said.alias})
    if (cursor->given()) on = switches_on(*cursor) || (cursor == &said.alias && !cursor->is("none"));
  for (const Cursor& segment : said.by_segment)
    if (switches_on(segment) && on.value_or(true)) on = true;
  return on;
}

Said said_about(const Declaration& declaration, const Cursor& root, const Cursor& need) {
  Said said{root["behaviour"][declaration.name],
            need["behaviour"][declaration.name],
            {},
            need[declaration.name == "loyalty" ? "loyalty" : ""]};
  for (const Cursor& segment : root["customers"]["segments"].entries())
    said.by_segment.push_back(segment["behaviour"][declaration.name]);
  return said;
}

Range range_of(const ParameterSpec& spec) {
  return {spec.unit, spec.low, spec.high, spec.meaning, spec.vary == Vary::customer};
}

std::optional<Distribution> read_parameter(const Cursor& value, const ParameterSpec& spec) {
  return value.given() ? read_distribution(value.json(), range_of(spec)).value : std::nullopt;
}

void set_for_all(Setting& setting, std::size_t parameter, const Cursor& value) {
  if (const auto read = read_parameter(value, setting.of->parameters[parameter])) setting.values[parameter] = {*read};
}

void set_for_segment(Setting& setting, std::size_t parameter, const Said& said, std::size_t segment) {
  const ParameterSpec& spec = setting.of->parameters[parameter];
  const Cursor value = said.by_segment[segment][spec.name];
  const auto read = read_parameter(value, spec);
  if (!read) return;
  if (spec.vary == Vary::need)
    return value.problem("this parameter is one for all customers of a need. Set it under 'behaviour:'.");
  auto& values = setting.values[parameter];
  if (values.size() == 1) values.resize(said.by_segment.size(), Distribution(values[0]));
  values[segment] = *read;
}

void check_segments(const Said& said, bool off) {
  for (const Cursor& segment : said.by_segment) {
    if (segment.is("off"))
      segment.problem(
          "a behaviour is on or off for all customers of a need. Set a parameter instead so that it has no effect "
          "here.");
    if (segment.is_map() && off)
      segment.problem(
          "this behaviour is off, so the segment's parameters would have no effect. Turn it on under 'behaviour:'.");
  }
}

Setting read_setting(const Declaration& declaration, const Said& said, bool on) {
  Setting setting = preset_setting(declaration, on);
  for (std::size_t p = 0; p < declaration.parameters.size(); ++p) {
    const std::string_view name = declaration.parameters[p].name;
    set_for_all(setting, p, said.everywhere[name]);
    set_for_all(setting, p, said.here[name]);
    if (name == "sum") set_for_all(setting, p, said.alias);
    for (std::size_t s = 0; s < said.by_segment.size(); ++s) set_for_segment(setting, p, said, s);
  }
  return setting;
}

bool on_by_mode(const Declaration& declaration, bool teaching) {
  return teaching || declaration.evidence == Evidence::established;
}

/// Whether a behaviour that nobody names gives way to its rival.
bool gives_way(const Declaration& declaration, const Cursor& root, const Cursor& need, bool teaching) {
  for (const auto& [first, second] : rivals) {
    if (declaration.name != first && declaration.name != second) continue;
    const bool is_first = declaration.name == first;
    const Declaration* other = find_behaviour(is_first ? second : first);
    if (!other) continue;
    const auto said = named(said_about(*other, root, need));
    if (said.value_or(!is_first && on_by_mode(*other, teaching))) return true;
  }
  return false;
}

void check_rivals(const Cursor& root, const Cursor& need) {
  for (const auto& [first, second] : rivals) {
    const Declaration *one = find_behaviour(first), *two = find_behaviour(second);
    if (!one || !two) continue;
    const Said of_one = said_about(*one, root, need), of_two = said_about(*two, root, need);
    if (!named(of_one).value_or(false) || !named(of_two).value_or(false)) continue;
    const Cursor& where = of_two.here.given() ? of_two.here : of_two.everywhere.given() ? of_two.everywhere : need;
    where.problem("'" + std::string(second) + "' and '" + std::string(first) +
                  "' are two rules for the same thing. Turn one off.");
  }
}

/// `behaviour.repeat` of a segment changes its parameters where the need uses that rule.
void read_occasions(const Cursor& root, const Cursor& need, NeedSpec& spec) {
  const Cursor occasions = need["occasions"];
  const Declaration* rule = find_behaviour(occasions["kind"].text("always"));
  if (!rule || rule->kind != Kind::occasion) return;
  Said said{occasions, occasions, {}, need[""]};
  for (const Cursor& segment : root["customers"]["segments"].entries())
    said.by_segment.push_back(segment["behaviour"][rule->name]);
  check_segments(said, false);
  spec.occasions = read_setting(*rule, said, true);
  for (const auto& [key, value] : occasions.members())
    if (key != "kind" && !rule->parameters.find(key))
      value.problem("occasions of the kind '" + std::string(rule->name) + "' have no '" + key + "'. Remove it.");
}

}  // namespace

void read_behaviours(const Cursor& root, const Cursor& need, NeedSpec& spec) {
  const Cursor own = need["behaviour"]["evidence"], common = root["behaviour"]["evidence"];
  const bool teaching = own.given() ? own.is("teaching") : common.is("teaching");
  read_occasions(root, need, spec);
  for (const Declaration* declaration : behaviour_declarations()) {
    if (declaration->kind == Kind::occasion) continue;
    const Said said = said_about(*declaration, root, need);
    const auto chosen = named(said);
    const bool on =
        chosen.value_or(on_by_mode(*declaration, teaching) && !gives_way(*declaration, root, need, teaching));
    check_segments(said, !on);
    spec.behaviours.push_back(read_setting(*declaration, said, on));
  }
  check_rivals(root, need);
}

}  // namespace clientele
