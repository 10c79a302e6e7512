#include "scenarios/changes/unread.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "models/behaviours.h"
#include "models/market/terms.h"

namespace clientele {
namespace {

using Because = Unread::Because;
using Readers = std::vector<const Declaration*>;
using Needs = std::set<std::size_t>;

/// `'a', 'b' and 'c'`.
std::string and_joined(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + ("'" + names[i] + "'");
  return text;
}

/// As a scenario names it. Occasions are a map of their own, of which one kind acts.
std::string path_of(const Declaration& declaration) {
  return declaration.kind == Kind::occasion ? "occasions: " + std::string(declaration.name)
                                            : "behaviour." + std::string(declaration.name);
}

/// "as 'behaviour.reach' is off. Write 'reach: on' ..."
/// One line is enough to go on with: what else the behaviour needs, the check of behaviours tells then.
std::string advice(const Readers& readers) {
  std::vector<std::string> names;
  for (const Declaration* reader : readers) names.push_back(path_of(*reader));
  const Declaration& first = *readers.front();
  const std::string line = first.kind == Kind::occasion ? "'" + path_of(first) + "' under the need"
                                                        : "'" + std::string(first.name) + ": on' under 'behaviour:'";
  if (names.size() == 1) return "as " + and_joined(names) + " is off. Write " + line + ", or take it away.";
  return "as none of " + and_joined(names) + " is on. Turn one on, such as by " + line + ", or take it away.";
}

/// Places whose word goes before another's: if all of them say it, the other says it to nobody.
struct Later {
  std::string who, path;            ///< for the message: whose word counts, and how all of them are changed
  std::vector<std::string> places;  ///< pointers of maps that may hold the word
};

/// Walks what a document says of a market and of its customers, and notes what is read by nobody.
/// The document says what is written where, the market which needs an offer, a brand or a firm is for, and the rules
/// what acts in them. What could not be read has been told, and is passed over.
class UnreadFinder {
 public:
  UnreadFinder(const Document& document, const ReadMarket& start, const Timeline& timeline, std::string own_file)
      : document_(document), start_(start), own_file_(std::move(own_file)) {
    rules_.resize(timeline.market->needs.size());
    for (std::size_t n = 0; n < rules_.size(); ++n) {
      rules_[n].push_back(&timeline.market->needs[n]);
      for (const Epoch& epoch : timeline.epochs) rules_[n].push_back(&epoch.rules->needs[n]);
    }
    for (std::size_t n = 0; n < rules_.size(); ++n) all_.insert(n);
    for (std::size_t n = 0; n < start.slots.size(); ++n)
      for (const std::string& offer : start.slots[n]) offers_.emplace(offer, n);
  }

  std::vector<Unread> find() {
    look_at_things();
    look_at_needs();
    look_at_feeling();
    look_at_behaviours();
    return std::move(found_);
  }

 private:
  void look_at_things();
  void look_at_thing(TermWord::Of of, const std::string& pointer);
  void look_at_word(TermWord::Of of, const std::string& thing, const std::string& word);
  void look_at_needs();
  void look_at_feeling();
  void look_at_behaviours();
  void look_at_parameters(const std::string& pointer, std::string_view name, const Needs& needs,
                          const std::vector<Later>& later);
  void note_if_said_later(const std::string& word, const std::vector<Later>& later);

  // What is not there is nothing and no error: most words are not written.
  const Json* at(const std::string& pointer) const { return document_.find(pointer); }
  std::size_t segments() const {
    const Json* all = at("/customers/segments");
    return all && all->is_array() ? all->size() : 0;
  }
  std::string segment(std::size_t s, std::string_view tail) const {
    return below("/customers/segments", s) + std::string(tail);
  }
  std::string need(std::size_t n, std::string_view tail) const { return below("/needs", n) + std::string(tail); }
  Needs needs_of(const std::string& thing, const std::string& said_by_itself) const;
  bool is_read_in(const Needs& needs, const std::string& word);
  Needs with(const Needs& needs, const std::function<bool(const NeedRules&)>& holds) const;
  Because why_off(const Readers& readers, const Needs& needs, const std::string& pointer) const;
  void note(const std::string& pointer, std::string what, Because because) {
    found_.push_back(
        {pointer, {document_.place(pointer), readable(document_.root, pointer), std::move(what)}, because});
  }
  void note_unread(const std::string& pointer, std::string_view word, const Needs& needs);

  const Document& document_;
  const ReadMarket& start_;
  std::string own_file_;
  std::vector<std::vector<const NeedRules*>> rules_;  ///< by need, all that are ever in force
  Needs all_;
  std::map<std::string, std::size_t> offers_;  ///< the need of each, by its pointer
  std::map<std::string, Needs> readers_;       ///< needs in which a word is read, once it was asked for
  std::vector<Unread> found_;
};

/// The needs of the offers below a firm, a brand or an offer; without offers that say `said_by_itself` themselves.
Needs UnreadFinder::needs_of(const std::string& thing, const std::string& said_by_itself) const {
  // In the order of texts what lies below a thing follows it, with what merely begins alike between.
  Needs needs;
  for (auto offer_at = offers_.lower_bound(thing); offer_at != offers_.end(); ++offer_at) {
    const auto& [offer, n] = *offer_at;
    if (!offer.starts_with(thing)) break;
    if (!is_within(offer, thing)) continue;
    // An offer that stands for its whole brand says what the brand says.
    const bool own = offer != thing && !said_by_itself.empty() && at(below(offer, said_by_itself)) != nullptr;
    if (!own) needs.insert(n);
  }
  return needs;
}

/// Those of the needs in which something holds at any time.
Needs UnreadFinder::with(const Needs& needs, const std::function<bool(const NeedRules&)>& holds) const {
  Needs kept;
  for (const std::size_t n : needs)
    if (std::any_of(rules_[n].begin(), rules_[n].end(), [&](const NeedRules* rules) { return holds(*rules); }))
      kept.insert(n);
  return kept;
}

/// Asked of thousands of offers with the same few words.
bool UnreadFinder::is_read_in(const Needs& needs, const std::string& word) {
  const auto [found, is_new] = readers_.try_emplace(word);
  auto& readers = found->second;
  if (is_new) readers = with(all_, [&](const NeedRules& rules) { return is_read(rules, word); });
  return std::any_of(needs.begin(), needs.end(), [&](std::size_t n) { return readers.contains(n); });
}

/// The strongest reason that any of the readers has: one that was turned off by choice is no slip.
Because UnreadFinder::why_off(const Readers& readers, const Needs& needs, const std::string& pointer) const {
  // A file that extends another may choose another mode than that in which the other's words were written.
  const std::string file = document_.place(pointer).file;
  const auto chosen_later = [&](const std::string& word) {
    return file != own_file_ && document_.place(word).file == own_file_;
  };
  Because because = Because::nobody_asked;
  std::vector<std::string> places{"/behaviour"};
  for (const std::size_t n : needs) places.push_back(need(n, "/behaviour"));
  for (const std::string& place : places) {
    const std::string evidence = below(place, "evidence");
    const Json* mode = at(evidence);
    if (mode && chosen_later(evidence)) return Because::another_mode;
    for (const Declaration* reader : readers) {
      const std::string switched = below(place, reader->name);
      const Json* said = at(switched);
      if (said && said->is_string() && chosen_later(switched)) return Because::another_mode;
      if (said && said->is_string()) because = Because::off;
      const bool by_mode = mode && mode->is_string() && mode->text() == "calibrated";
      if (!said && by_mode && reader->evidence != Evidence::established) return Because::another_mode;
    }
  }
  return because;
}

/// All that could read the word are named: which of them is wanted only the user knows. The first in the list of
/// behaviours is the example.
void UnreadFinder::note_unread(const std::string& pointer, std::string_view word, const Needs& needs) {
  Readers readers;
  for (const Declaration* declaration : behaviour_declarations())
    if (reads(*declaration, word)) readers.push_back(declaration);
  // A word without readers is a slip of the program, which a test of the declarations finds.
  if (readers.empty()) return;
  // Rules of occasions last: a need has one already, and another would make another market.
  std::stable_partition(readers.begin(), readers.end(), [](const Declaration* r) { return r->kind != Kind::occasion; });
  note(pointer, "nobody reads this, " + advice(readers), why_off(readers, needs, pointer));
}

/// A brand at the top is a firm too, of which nothing can be written; a brand without offers is its own only offer.
/// Things of that kind are looked at once.
void UnreadFinder::look_at_things() {
  for (const std::string& firm : start_.firms)
    if (is_within(firm, "/firms")) look_at_thing(TermWord::Of::firm, firm);
  std::set<std::string> looked;
  for (const std::string& brand : start_.brands) look_at_thing(TermWord::Of::brand, brand), looked.insert(brand);
  for (const auto& need : start_.slots)
    for (const std::string& offer : need)
      if (looked.insert(offer).second) look_at_thing(TermWord::Of::offer, offer);
}

/// Words of a programme or of a service stand one level below.
void UnreadFinder::look_at_thing(TermWord::Of of, const std::string& pointer) {
  const Json* thing = at(pointer);
  if (!thing || !thing->is_object()) return;
  for (const auto& [key, value] : thing->items()) {
    look_at_word(of, pointer, key);
    if (!value.is_object()) continue;
    for (const auto& [part, inner] : value.items()) look_at_word(of, pointer, key + "." + part);
  }
}

/// A brand has the words of offers too, for those of its offers that do not say them.
void UnreadFinder::look_at_word(TermWord::Of of, const std::string& thing, const std::string& word) {
  std::optional<std::size_t> term = find_term(of, word);
  const bool of_offers = !term && of == TermWord::Of::brand;
  if (of_offers) term = find_term(TermWord::Of::offer, word);
  if (!term) return;
  // `service.staff` stands in a map of its own.
  std::string pointer = thing;
  for (std::size_t from = 0; from <= word.size();) {
    const std::size_t end = std::min(word.find('.', from), word.size());
    pointer = below(pointer, word.substr(from, end - from)), from = end + 1;
  }
  const Needs all = needs_of(thing, ""), needs = of_offers ? needs_of(thing, word) : all;
  if (all.empty()) return;  // what it is for could not be read, or is nothing
  if (needs.empty())
    return note(pointer,
                "every offer of this brand says this itself, so it changes nothing. Take it away, or change those of "
                "the offers: " +
                    readable(document_.root, thing) + ".offers.*." + word + ".",
                Because::nobody_asked);
  if (!term_words()[*term].by_market && !is_read_in(needs, word)) note_unread(pointer, word, needs);
}

/// A need's ideal moves what its attributes are worth; who listens to whom is one for all needs.
void UnreadFinder::look_at_needs() {
  for (std::size_t n = 0; n < rules_.size(); ++n) {
    const std::string pointer = need(n, "/ideal");
    if (at(pointer) && with({n}, [](const NeedRules& rules) { return is_read(rules, other_words::ideal); }).empty())
      note_unread(pointer, other_words::ideal, {n});
  }
  const Json* kind = at("/network/kind");
  if (!kind || !kind->is_string() || kind->text() == "none") return;
  if (with(all_, [](const NeedRules& rules) { return is_read(rules, other_words::network); }).empty())
    note_unread("/network/kind", other_words::network, all_);
}

/// Mixed, it weighs reason down too, whatever is felt.
void UnreadFinder::look_at_feeling() {
  const std::string common[] = {"/customers/feeling", "/behaviour/feeling"};
  std::vector<std::string> own;
  for (std::size_t s = 0; s < segments(); ++s) own.push_back(segment(s, "/feeling"));
  // The two places of the common words, of which one may speak.
  bool mixed = false;
  for (const std::string& place : common) {
    const Json* form = at(below(place, "form"));
    mixed = mixed || (form && form->is_string() && form->text() == "mixed");
    if (const Json* words = at(place); words && words->is_object())
      for (const auto& [key, value] : words->items())
        note_if_said_later(below(place, key), {{"segment", "customers.segments.*.feeling." + key, own}});
  }
  if (mixed || !with(all_, [](const NeedRules& rules) { return is_read(rules, other_words::feeling); }).empty()) return;
  own.insert(own.end(), std::begin(common), std::end(common));
  for (const std::string& place : own)
    if (at(place)) note_unread(place, other_words::feeling, all_);
}

/// A behaviour's words at the top hold for needs that say nothing else, and those of a need for segments that do not.
/// Rules of occasions stand at their needs, and at segments by the name of the rule; the rest at all three places.
void UnreadFinder::look_at_behaviours() {
  for (const Declaration* declaration : behaviour_declarations()) {
    const std::string_view name = declaration->name;
    const std::string tail = below("/behaviour", name), path = "behaviour." + std::string(name);
    const Needs users = with(all_, [&](const NeedRules& rules) { return find_setting(rules, name) != nullptr; });
    Later of_segments{"segment", "customers.segments.*." + path, {}}, of_needs{"need", "needs.*." + path, {}};
    for (std::size_t s = 0; s < segments(); ++s) of_segments.places.push_back(segment(s, tail));
    for (const std::string& own : of_segments.places) look_at_parameters(own, name, users, {});
    if (declaration->kind == Kind::occasion) {
      for (const std::size_t n : users) look_at_parameters(need(n, "/occasions"), name, {n}, {of_segments});
      continue;
    }
    for (std::size_t n = 0; n < rules_.size(); ++n) {
      look_at_parameters(need(n, tail), name, users.contains(n) ? Needs{n} : Needs{}, {of_segments});
      if (users.contains(n)) of_needs.places.push_back(need(n, tail));
    }
    look_at_parameters(tail, name, users, {of_segments, of_needs});
  }
}

/// Words of single attributes do not speak for the others.
void UnreadFinder::note_if_said_later(const std::string& word, const std::vector<Later>& later) {
  const std::string key = parts(word).back();
  const auto says = [&](const std::string& place) {
    const Json* own = at(below(place, key));
    return own != nullptr && !own->is_object();
  };
  for (const Later& all : later)
    if (!all.places.empty() && std::all_of(all.places.begin(), all.places.end(), says))
      return note(word,
                  "every " + all.who + " says this itself, so it changes nothing. Take it away, or change " + all.path +
                      (all.path.ends_with(key) ? "." : "." + key + "."),
                  Because::nobody_asked);
}

/// `needs` are those that the place is for and in which the behaviour is in use at any time; none: nobody reads any of
/// its parameters. A season moves a rate, so it needs a rule of occasions that has one.
void UnreadFinder::look_at_parameters(const std::string& pointer, std::string_view name, const Needs& needs,
                                      const std::vector<Later>& later) {
  const Json* words = at(pointer);
  const Declaration& declaration = *find_behaviour(name);
  if (!words || !words->is_object()) return;
  const auto paced = [](const NeedRules& rules) { return is_read(rules, other_words::pace); };
  if (!needs.empty() && make_behaviour(declaration)->paces() && with(needs, paced).empty())
    return note(pointer, "nobody reads this, as no need that it is for arises at a rate of its own. Take it away.",
                Because::nobody_asked);
  for (const auto& [key, value] : words->items()) {
    const std::string word = below(pointer, key);
    if (!declaration.parameters.find(key)) continue;
    if (needs.empty())
      note(word, "nobody reads this, " + advice({&declaration}), why_off({&declaration}, all_, word));
    else
      note_if_said_later(word, later);
  }
}

}  // namespace

/// Called for every world when all of it has been read and is sound.
std::vector<Unread> find_unread(const Document& document, const ReadMarket& start, const Timeline& timeline,
                                const std::string& own_file) {
  return UnreadFinder(document, start, timeline, own_file).find();
}

/// Both ways: a change of one amount touches all amounts, and an added brand all its words.
bool is_changed(const Unread& unread, const std::vector<std::string>& changed) {
  return std::any_of(changed.begin(), changed.end(), [&](const std::string& pointer) {
    return is_within(unread.pointer, pointer) || is_within(pointer, unread.pointer);
  });
}

}  // namespace clientele
