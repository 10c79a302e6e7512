#include <algorithm>
#include <utility>

#include "engine/core/suggest.h"
#include "models/behaviours.h"
#include "models/customers/behaviour.h"
#include "scenarios/market/market_reader.h"
#include "scenarios/values/distributions.h"

namespace clientele {
namespace {

/// Which behaviours act that nobody names.
/// Chosen by `evidence:`. Calibrated is the preset: an effect that has only been argued for must be asked for by name.
enum class Mode { calibrated, teaching, named };

/// What the scenario says about one behaviour, from the general to the particular.
/// Four places may speak of one behaviour. Kept as cursors and not as values, since "on" and each parameter follow
/// rules of precedence of their own, and messages need the places.
struct Said {
  Cursor everywhere, here;
  std::vector<Cursor> by_segment;
  Cursor alias;  ///< where the need has a word for it too, as for tastes (`loyalty`)
};

/// Normalising has left a map where the behaviour is wanted and the word `off` where it is not.
bool switches_on(const Cursor& cursor) { return cursor.is_map(); }

/// Whether it is named, and then whether on.
/// The later place wins: top, need, `loyalty:`. A segment with parameters turns a behaviour on unless one of those
/// turned it off. Nothing: nobody names it, and the mode decides.
std::optional<bool> named(const Said& said) {
  std::optional<bool> on;
  for (const Cursor* cursor : {&said.everywhere, &said.here, &said.alias})
    if (cursor->given()) on = switches_on(*cursor) || (cursor == &said.alias && !cursor->is("none"));
  for (const Cursor& segment : said.by_segment)
    if (switches_on(segment) && on.value_or(true)) on = true;
  return on;
}

/// `loyalty:` of a need is another name for the behaviour loyalty; for all others the alias is a key that no need has.
Said said_about(const Declaration& declaration, const Cursor& root, const Cursor& need) {
  Said said{root["behaviour"][declaration.name],
            need["behaviour"][declaration.name],
            {},
            need[declaration.kind == Kind::taste ? declaration.name : ""]};
  for (const Cursor& segment : root["customers"]["segments"].entries())
    said.by_segment.push_back(segment["behaviour"][declaration.name]);
  return said;
}

/// The same bounds by which the document was checked, out of the same declaration, so reading cannot fail where the
/// check was silent.
Range range_of(const ParameterSpec& spec) {
  return {spec.unit, spec.low, spec.high, spec.meaning, spec.vary == Vary::customer};
}

std::optional<Distribution> read_parameter(const Cursor& value, const ParameterSpec& spec) {
  return value.given() ? read_distribution(value.json(), range_of(spec)).value : std::nullopt;
}

/// The attributes that a parameter may name: those of the need and, where the words are for all needs, of any.
struct AttributeNames {
  const std::vector<std::string>& own;
  std::vector<std::string> any;
};

/// Words at the top and of segments are for all needs: what they say of an attribute that only another need has is
/// right, and simply not for this one.
AttributeNames attributes_of(const Cursor& root, const NeedSpec& need) {
  AttributeNames names{need.attributes, {}};
  for (const Cursor& other : root["needs"].entries())
    for (const Cursor& attribute : other["attributes"].entries()) names.any.push_back(attribute.text());
  return names;
}

void refuse_attribute(const Cursor& value, const std::string& name, const std::vector<std::string>& known) {
  value.problem("no need that this is for has an attribute '" + name + "'." + did_you_mean(name, known) +
                (known.empty() ? " List it under the need's 'attributes:'." : ""));
}

/// Calls `take` with the value of a parameter, or with those of the attributes that it names.
template <class Take>
/// A map is taken apart before the names are judged, so that one wrong name does not lose the others.
void read_values(const Cursor& value, const ParameterSpec& spec, const AttributeNames& names, bool of_need, Take take) {
  if (!spec.per_item || !value.is_map()) {
    if (const auto read = read_parameter(value, spec)) take(std::nullopt, *read);
    return;
  }
  const std::vector<std::string>& known = of_need ? names.own : names.any;
  for (const auto& [name, entry] : value.members()) {
    if (std::find(known.begin(), known.end(), name) == known.end()) refuse_attribute(entry, name, known);
    const auto found = std::find(names.own.begin(), names.own.end(), name);
    const auto read = read_parameter(entry, spec);
    if (read && found != names.own.end()) take(static_cast<std::size_t>(found - names.own.begin()), *read);
  }
}

/// A parameter that is one for a need is a single number in the rule's computation for all its customers.
void set_for_segment(Setting& setting, std::size_t parameter, const Said& said, const AttributeNames& names,
                     std::size_t segment) {
  const ParameterSpec& spec = setting.of->parameters[parameter];
  const Cursor value = said.by_segment[segment][spec.name];
  if (value.given() && spec.vary == Vary::all)
    return value.problem("this parameter is one for all customers of a need. Set it under 'behaviour:'.");
  read_values(value, spec, names, false, [&](Setting::Item attribute, const Distribution& read) {
    setting.set(parameter, attribute, read, segment, said.by_segment.size());
  });
}

/// Parameters of a behaviour that is off are left to the search for what nobody reads (changes/unread.h): whoever
/// turns a behaviour off need not take them out of the segments.
void check_segments(const Said& said) {
  for (const Cursor& segment : said.by_segment)
    if (segment.is("off"))
      segment.problem(
          "a behaviour is on or off for all customers of a need. Set a parameter instead so that it has no effect "
          "here.");
}

/// Each place writes over what the one before it said, so the order of these lines is the precedence. Presets come
/// first, and segments last: to give one of them a value, the setting is split into one value a segment with what holds
/// by then.
Setting read_setting(const Declaration& declaration, const Said& said, const AttributeNames& names, bool on) {
  Setting setting = preset_setting(declaration, on);
  const auto sum = make_behaviour(declaration)->dirichlet_sum();
  for (std::size_t p = 0; p < declaration.parameters.size(); ++p) {
    const ParameterSpec& spec = declaration.parameters[p];
    const auto for_all = [&](Setting::Item attribute, const Distribution& read) { setting.set(p, attribute, read); };
    read_values(said.everywhere[spec.name], spec, names, false, for_all);
    read_values(said.here[spec.name], spec, names, true, for_all);
    // The S of the Dirichlet: the only parameter that has a name of its own at the need.
    if (p == sum) read_values(said.alias, spec, names, true, for_all);
    for (std::size_t s = 0; s < said.by_segment.size(); ++s) set_for_segment(setting, p, said, names, s);
  }
  return setting;
}

/// The need's own word replaces that of the top as a whole.
Mode read_mode(const Cursor& root, const Cursor& need) {
  const Cursor own = need["behaviour"]["evidence"], common = root["behaviour"]["evidence"];
  const Cursor& evidence = own.given() ? own : common;
  return evidence.is("teaching") ? Mode::teaching : evidence.is("named") ? Mode::named : Mode::calibrated;
}

bool on_by_mode(const Declaration& declaration, Mode mode) {
  return mode == Mode::teaching || (mode == Mode::calibrated && declaration.evidence == Evidence::established);
}

/// Whether of two rules the second may stand in for the first or, in the order of the registry, comes after it where
/// both may stand in for a third.
/// Not a property of one rule but of pairs: rules for the same thing say so by `instead_of`, and by their order in the
/// registry where both stand in for the same one.
bool comes_before(const Declaration& first, const Declaration& second) {
  if (second.instead_of == first.name) return true;
  const auto order = behaviour_declarations();
  return !first.instead_of.empty() && first.instead_of == second.instead_of &&
         std::find(order.begin(), order.end(), &first) < std::find(order.begin(), order.end(), &second);
}

/// Whether a behaviour that nobody names gives way to a rule for the same thing: to one that is named, or to one that
/// comes before it.
/// A named rule always wins over one that the mode brings, whichever comes first. Between two that the mode would
/// bring, the one before acts, so that teaching mode never has two rules for one thing.
bool gives_way(const Declaration& declaration, const Cursor& root, const Cursor& need, Mode mode) {
  const auto all = behaviour_declarations();
  return std::any_of(all.begin(), all.end(), [&](const Declaration* other) {
    const bool before = comes_before(*other, declaration);
    if (!before && !comes_before(declaration, *other)) return false;
    return named(said_about(*other, root, need)).value_or(before && on_by_mode(*other, mode));
  });
}

/// Two rules for one thing never act together: naming both is refused.
/// Looked at from the later of the two only, or the same pair would be reported twice.
void check_rivals(const Declaration& declaration, const Cursor& root, const Cursor& need) {
  const Said said = said_about(declaration, root, need);
  if (!named(said).value_or(false)) return;
  for (const Declaration* other : behaviour_declarations()) {
    if (!comes_before(*other, declaration) || !named(said_about(*other, root, need)).value_or(false)) continue;
    const Cursor& where = said.here.given() ? said.here : said.everywhere.given() ? said.everywhere : need;
    where.problem("'" + std::string(declaration.name) + "' and '" + std::string(other->name) +
                  "' are two rules for the same thing. Turn one off.");
  }
}

/// What is named is wanted, so it must be able to do something.
/// A behaviour that the mode brings stays silent without a network; named, it would be a wish that nothing fulfils.
void check_listening(const Declaration& declaration, const Said& said, const Cursor& root) {
  if (!root["network"]["kind"].is("none") && root["network"].given()) return;
  if (!make_behaviour(declaration)->needs_network()) return;
  (said.here.given() ? said.here : said.everywhere)
      .problem("this needs friends, and customers listen to nobody. Add 'network: {kind: small_world}' or remove it.");
}

/// `behaviour.repeat` of a segment changes its parameters where the need uses that rule.
/// Occasions are a map of their own with `kind`, and not one of the behaviours: exactly one rule acts, and it is never
/// off. Both the general and the particular place are that map, since nothing at the top speaks of occasions.
void read_occasions(const Cursor& root, const Cursor& need, NeedSpec& spec) {
  const Cursor occasions = need["occasions"];
  const Declaration* rule = find_behaviour(occasions["kind"].text(std::string(usual_occasions().name)));
  // The check of the document has refused the kind.
  if (!rule || rule->kind != Kind::occasion) return;
  Said said{occasions, occasions, {}, need[""]};
  for (const Cursor& segment : root["customers"]["segments"].entries())
    said.by_segment.push_back(segment["behaviour"][rule->name]);
  check_segments(said);
  spec.occasions = read_setting(*rule, said, attributes_of(root, spec), true);
  for (const auto& [key, value] : occasions.members())
    if (key != "kind" && !rule->parameters.find(key))
      value.problem("occasions of the kind '" + std::string(rule->name) + "' have no '" + key + "'. Remove it.");
}

}  // namespace

/// The settings have the order of the registry, which is the order in which rules are asked for their columns.
void read_behaviours(const Cursor& root, const Cursor& need, NeedSpec& spec) {
  const Mode mode = read_mode(root, need);
  const AttributeNames names = attributes_of(root, spec);
  read_occasions(root, need, spec);
  for (const Declaration* declaration : behaviour_declarations()) {
    if (declaration->kind == Kind::occasion) continue;
    const Said said = said_about(*declaration, root, need);
    const auto chosen = named(said);
    const bool on = chosen.value_or(on_by_mode(*declaration, mode) && !gives_way(*declaration, root, need, mode));
    check_rivals(*declaration, root, need);
    if (chosen.value_or(false)) check_listening(*declaration, said, root);
    check_segments(said);
    spec.behaviours.push_back(read_setting(*declaration, said, names, on));
  }
}

}  // namespace clientele
