#include "scenarios/changes/changes.h"

#include <utility>

#include "engine/core/suggest.h"
#include "scenarios/changes/amended.h"
#include "scenarios/changes/paths.h"
#include "scenarios/words/normalise.h"
#include "scenarios/words/validate.h"

namespace clientele {
namespace {

using Form = Shape::Form;

/// One change on its way into the target.
/// Four ways to put a value, by the form of what is there: into a map key by key, into a dictionary entry by entry, a
/// list as a whole, a single value in place of another.
struct Change {
  Document& target;
  std::string path;  ///< as written, for messages
  Changer who;
  Problems& problems;
  std::vector<Touched>* touched;

  void note(const Target& to, Step step = {}, bool moves = true) const {
    if (touched != nullptr) touched->push_back({to.pointer, to.shape, step, moves});
  }
  void refuse(const Document& piece, const std::string& at, std::string what) const {
    problems.push_back({piece.place(at), path, std::move(what)});
  }
  bool may_change(const Target& to, const Document& piece, const std::string& at) const;
  void put(const Target& to, const Document& piece, const std::string& at) const;
  void put_map(const Target& to, const Document& piece, const std::string& at) const;
  void put_value(const Target& to, const Document& piece, const std::string& at) const;
  void put_entries(const Target& to, const Document& piece, const std::string& at) const;
};

/// Ends in the reason of the shape that forbids it, which may stand far above the value.
std::string refusal(const Target& to, Changer who) {
  const std::string what =
      who == Changer::variant ? "a variant cannot change this" : "this cannot change while the market is lived";
  return what + " (" + to.why_it_stays + ").";
}

/// Why a set of parameters cannot change the target; empty if it can.
/// Texts are left out by their form: another name is no guess about the market, and names are how sets are compared.
std::string known_because(const Target& to) {
  if (!to.why_known.empty()) return to.why_known;
  return to.shape->form == Form::text ? "it is a name and not a parameter" : "";
}

/// A refusal stops this value only; other values of the same change are still looked at.
bool Change::may_change(const Target& to, const Document& piece, const std::string& at) const {
  if (who == Changer::set) {
    const std::string why = known_because(to);
    if (!why.empty()) refuse(piece, at, "a set of parameters cannot change this (" + why + "). Leave it out.");
    return why.empty();
  }
  const bool fixed = who != Changer::base && to.stays == Shape::Stays::among_twins;
  if (fixed)
    refuse(piece, at,
           refusal(to, who) + (to.pointer == "/seed" ? " Use --seed or --replicates."
                                                     : " Make a scenario file of its own with 'extends:'."));
  return !fixed;
}

/// Makes the maps around a value that is not written yet; a word in their place, such as `off`, gives way.
/// Turning on by a parameter: a change of `behaviour.habit.strength` where `habit: off` stands means that habit acts.
void make_parents(Document& target, const std::string& pointer, const Spot& spot) {
  std::string at;
  const std::vector<std::string> all = parts(pointer);
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    at = below(at, all[i]);
    const Json* present = target.find(at);
    if (present && present->is_structured()) continue;
    Document empty;
    empty.root = Json::object();
    empty.spots[""] = spot;
    graft(target, at, empty, "");
  }
}

Spot spot_of(const Document& piece, const std::string& at) {
  const auto found = piece.spots.find(at);
  return found == piece.spots.end() ? Spot{} : found->second;
}

/// Whether prices are planned for an offer: its own plan counts, an empty one too, else that of its brand.
bool has_plan(const Document& target, std::string_view offer, std::string_view brand) {
  const Json* own = target.find(below(offer, "schedule"));
  const Json* plan = own ? own : target.find(below(brand, "schedule"));
  return plan && plan->is_array() && !plan->empty();
}

/// Whether a plan would go over the price of the offer or brand at `thing`.
/// The price of a brand is that of its offers which say none: one of them with a plan of its own is enough.
bool follows_plan(const Document& target, std::string_view thing) {
  const std::string_view list = above(thing);
  if (list.ends_with("/offers")) return has_plan(target, thing, above(list));
  const std::string offers = below(thing, "offers");
  const Json* all = target.find(offers);
  if (!all || !all->is_array()) return has_plan(target, thing, thing);
  for (std::size_t i = 0; i < all->size(); ++i) {
    const std::string offer = below(offers, i);
    if (!target.find(below(offer, "price")) && has_plan(target, offer, thing)) return true;
  }
  return false;
}

/// The words to write instead where a brand's value would change nothing, as each of its offers has one of its own;
/// empty where it does change something. A single amount belongs to the amounts around it, which an offer has from its
/// brand as a whole or not at all.
std::string said_by_offers(const Document& target, const std::string& pointer) {
  // Amounts by name or in the need's order alike.
  const bool amount = above(pointer).ends_with("/attributes");
  const std::string whole(amount ? above(pointer) : std::string_view(pointer)), brand(above(whole));
  const std::string offers = below(brand, "offers"), word = whole.substr(brand.size() + 1);
  if (word == "name" || word == "share" || word == "observed") return "";  // which brands and offers have both
  const Json *all = target.find(offers), *name = target.find(below(brand, "name"));
  if (!all || !all->is_array() || all->empty() || !name) return "";
  for (std::size_t i = 0; i < all->size(); ++i) {
    const std::string own = below(below(offers, i), word);
    if (!target.find(own) || same_of_brand(own) != whole) return "";
  }
  const std::string part = amount ? "." + readable_part(parts(pointer).back()) : "";
  return "brands." + readable_part(name->text()) + ".offers.*." + word + part;
}

/// An offer that gets one amount of its own keeps the others, which it has had from its brand.
void take_amounts_from_brand(Document& target, const std::string& pointer) {
  const std::string amounts(above(pointer));
  if (!amounts.ends_with("/attributes") || target.find(amounts)) return;
  if (const std::string brands = same_of_brand(amounts); !brands.empty() && target.find(brands))
    graft(target, amounts, cut(target, brands), "");
}

/// Amended values go back into the document in the form that a file has, with a unit where one is needed: the document
/// stays one that could have been written by hand, is read by the same reader, and can be run again from `resolved`.
void Change::put_value(const Target& to, const Document& piece, const std::string& at) const {
  if (!may_change(to, piece, at)) return;
  const bool later = who == Changer::variant || who == Changer::event;
  const bool planned = later && to.pointer.ends_with("/price") && follows_plan(target, above(to.pointer));
  if (planned)
    return refuse(piece, at,
                  "this price follows a 'schedule', which would go on as planned. Change the prices of the schedule.");
  if (const std::string instead = said_by_offers(target, to.pointer); !instead.empty())
    return refuse(piece, at,
                  "every offer of this brand says this itself, so it would change nothing. Change "
                  "those of the offers: " +
                      instead + ".");
  take_amounts_from_brand(target, to.pointer);
  const std::string currency = currency_of(target.root);
  const Json* before = value_before(target, to);
  const Reading<Json> value = amended(before, *piece.find(at), *to.shape, currency);
  if (!value.value) return refuse(piece, at, value.wrong);
  Document changed;
  changed.root = *value.value;
  changed.spots[""] = spot_of(piece, at);
  note(to, step_of(*piece.find(at), *to.shape, currency), !is_same(before, *value.value, *to.shape, currency));
  make_parents(target, to.pointer, spot_of(piece, at));
  if (value.value->is_structured()) return graft(target, to.pointer, piece, at);  // with the places of what is inside
  graft(target, to.pointer, changed, "");
}

/// Lists of things have slots, and luck is addressed by slot: variants and events may not rewrite them.
void Change::put_entries(const Target& to, const Document& piece, const std::string& at) const {
  const Json& value = *piece.find(at);
  if (to.shape->form == Form::dictionary && value.is_object()) {
    for (const auto& [key, entry] : value.items()) {
      std::string wrong;
      if (const auto named = named_entry(target, to, key, wrong))
        put(*named, piece, below(at, key));
      else
        refuse(piece, below(at, key), std::move(wrong));
    }
    return;
  }
  if (who != Changer::base && to.shape->form == Form::named)
    return refuse(piece, at,
                  "a change cannot replace the whole list '" + to.shape->name +
                      "' (luck belongs to places in it). Change entries by name" +
                      (who == Changer::set ? "." : "; a variant gets new ones by 'add:'."));
  if (!may_change(to, piece, at)) return;
  const Json* before = target.find(to.pointer);
  note(to, {}, !before || *before != value);
  make_parents(target, to.pointer, spot_of(piece, at));
  graft(target, to.pointer, piece, at);
}

/// Maps merge: `{price: ..., quality: ...}` changes two words of a brand. A map of another kind, or a word in its
/// place, is put away first, since its fields would mean something else now.
void Change::put_map(const Target& to, const Document& piece, const std::string& at) const {
  const Json& value = *piece.find(at);
  const Json* before = target.find(to.pointer);
  const Shape* kind = to.shape->field("kind");
  const bool other_kind = before && before->is_object() && kind && replaces(*to.shape, *before, value);
  if (other_kind && !may_change(inside(to, below(to.pointer, "kind"), *kind), piece, below(at, "kind"))) return;
  if (!before || !before->is_object() || replaces(*to.shape, *before, value)) {
    Document empty;
    empty.root = Json::object();
    empty.spots[""] = spot_of(piece, at);
    make_parents(target, to.pointer, spot_of(piece, at));
    // What the old kind meant goes, or its parameters would be taken for those of the new one.
    if (may_change(to, piece, at)) note(to), graft(target, to.pointer, empty, "");
  }
  for (const auto& [key, entry] : value.items()) {
    const Shape* field = to.shape->field(key);
    if (field)
      put(inside(to, below(to.pointer, key), *field), piece, below(at, key));
    else
      refuse(piece, below(at, key), "no key '" + key + "' here." + did_you_mean(key, to.shape->field_names()));
  }
}

/// By the form of the shape and not of the value: a number where a map is expected goes on as a single value, and the
/// check of the world says what is wrong with it.
void Change::put(const Target& to, const Document& piece, const std::string& at) const {
  if (piece.find(at)->is_null()) return refuse(piece, at, "the change has no value. Give it one.");
  if (to.shape->form == Form::map && piece.find(at)->is_object()) return put_map(to, piece, at);
  if (to.shape->is_branch() && to.shape->form != Form::map) return put_entries(to, piece, at);
  put_value(to, piece, at);
}

/// What stands at a pointer or, for a word that an offer does not say, what its brand says.
const Json* written_value(const Document& target, const std::string& pointer, std::string_view word) {
  const Json* own = target.find(pointer);
  const std::string brands = same_of_brand(pointer);
  // The share of a brand is that of all its offers together.
  if (own || brands.empty() || word == "share") return own;
  return target.find(brands);
}

/// What a variant adds, on its way to the ends of the lists of the target.
struct Newcomers {
  Document& target;
  const Document& source;
  Problems& problems;
  std::vector<std::string>* added;

  void refuse(const std::string& at, std::string what) const {
    problems.push_back({source.place(at), readable(source.root, at), std::move(what)});
  }
  /// The place of an entry of `source` in a list of the target that has one of its name.
  std::optional<std::size_t> known(const std::string& list, const Json& entry) const {
    const bool named = entry.is_object() && entry.contains("name") && entry["name"].is_string();
    return named ? position(*target.find(list), entry["name"].text()) : std::nullopt;
  }
  void append(const std::string& list, const std::string& from) const {
    const std::string at = below(list, target.find(list)->size());
    if (added != nullptr) added->push_back(at);
    graft(target, at, source, from);
  }
  void add_offers(const std::string& brand, const std::string& from) const;
  void add_brands(const std::string& list, const std::string& from) const;
  void add_firms(const std::string& from) const;
};

/// Only offers: what a variant changes of a brand stands under `change`, so that one place holds all that differs from
/// the start.
void Newcomers::add_offers(const std::string& brand, const std::string& from) const {
  const Json& entry = *source.find(from);
  for (const auto& [key, value] : entry.items())
    if (key != "name" && key != "offers")
      refuse(below(from, key), "this brand exists already. Change it under 'change:'; only offers can be added to it.");
  const bool has_list = target.find(brand)->contains("offers") && (*target.find(brand))["offers"].is_array();
  if (!entry.contains("offers") || !entry["offers"].is_array())
    return refuse(from, "this brand exists already. Change it under 'change:'.");
  if (!has_list)
    return refuse(from,
                  "this brand is one offer of its own name. List it under 'offers:' in the base case first, then "
                  "others can be added.");
  for (std::size_t i = 0; i < entry["offers"].size(); ++i)
    append(below(brand, "offers"), below(below(from, "offers"), i));
}

/// A brand that exists is one to which offers are added; all others are grafted whole behind the last.
void Newcomers::add_brands(const std::string& list, const std::string& from) const {
  const Json& brands = *source.find(from);
  if (!brands.is_array()) return;
  if (!target.find(list)) {
    Document empty;
    empty.root = Json::array();
    graft(target, list, empty, "");
  }
  if (!target.find(list)->is_array()) return;  // the check of the document has said so
  for (std::size_t i = 0; i < brands.size(); ++i) {
    if (const auto at = known(list, brands[i]))
      add_offers(below(list, *at), below(from, i));
    else
      append(list, below(from, i));
  }
}

/// As for brands, one level up: a firm that exists takes new brands only. What else is said of it would be lost, and a
/// second of its name could not be told from it.
void Newcomers::add_firms(const std::string& from) const {
  const Json& firms = *source.find(from);
  if (!firms.is_array()) return;
  if (!target.root.contains("firms")) target.root["firms"] = Json::array();
  if (!target.root["firms"].is_array()) return;  // the check of the document has said so
  for (std::size_t i = 0; i < firms.size(); ++i) {
    const std::string firm = below(from, i);
    const auto at = known("/firms", firms[i]);
    if (!at) {
      append("/firms", firm);
      continue;
    }
    for (const auto& [key, value] : firms[i].items())
      if (key != "name" && key != "brands")
        refuse(below(firm, key),
               "this firm exists already. Change it under 'change:'; only brands can be added to it.");
    if (firms[i].contains("brands"))
      add_brands(below(below("/firms", *at), "brands"), below(firm, "brands"));
    else
      refuse(firm, "this firm exists already. Change it under 'change:'.");
  }
}

}  // namespace

const Json* value_before(const Document& target, const Target& to) {
  const Json* said = written_value(target, to.pointer, to.shape->name);
  const std::string& other = to.shape->preset_of;
  if (said || other.empty()) return said;
  said = written_value(target, below(above(to.pointer), other), other);
  return said ? said : &scenario_shape().field("brands")->each[0].field(other)->preset;
}

void apply_change(Document& target, const std::string& path, const Document& source, const std::string& pointer,
                  Changer who, Problems& problems, std::vector<Touched>* touched) {
  std::string wrong;
  const std::vector<Target> targets = resolve(target, path, wrong);
  if (!wrong.empty()) {
    problems.push_back({source.key_place(pointer), path, wrong});
    return;
  }
  for (const Target& to : targets) {
    // Normalised for each target anew: the same value may stand for maps of different shapes.
    Document piece = cut(source, pointer);
    normalise(piece, "", *to.shape, problems);
    Change{target, path, who, problems, touched}.put(to, piece, "");
  }
}

/// One change after the other: a later path sees what an earlier one has made.
void apply_changes(Document& target, const Document& source, const std::string& pointer, Changer who,
                   Problems& problems, std::vector<Touched>* touched) {
  const Json* changes = source.find(pointer);
  if (!changes || !changes->is_object()) return;
  for (const auto& [path, value] : changes->items())
    apply_change(target, path, source, below(pointer, path), who, problems, touched);
}

void add_newcomers(Document& target, const Document& source, const std::string& pointer, Problems& problems,
                   std::vector<std::string>* added) {
  const Newcomers newcomers{target, source, problems, added};
  const std::string brands = below(pointer, "brands"), firms = below(pointer, "firms");
  if (source.find(brands)) newcomers.add_brands("/brands", brands);
  if (source.find(firms)) newcomers.add_firms(firms);
}

}  // namespace clientele
