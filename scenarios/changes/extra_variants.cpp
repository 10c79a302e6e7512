#include "scenarios/changes/extra_variants.h"

#include "scenarios/changes/assignment.h"

namespace clientele {
namespace {

/// The form that a variant has in a file. Its place is the option, without a line.
Document as_document(const ExtraVariant& variant, Problems& problems) {
  Document made;
  made.root = Json::object();
  made.spots[""] = Spot{std::make_shared<const std::string>(variant.option)};
  if (!variant.question.empty()) made.root["question"] = variant.question;
  if (!variant.extends.empty()) made.root["extends"] = variant.extends;
  made.root["change"] = Json::object();
  for (const std::string& change : variant.changes) {
    const auto assignment = read_assignment(change, variant.option, problems);
    if (!assignment) continue;
    if (made.root["change"].contains(assignment->path))
      problems.push_back({{variant.option},
                          assignment->path,
                          "this value is changed twice, and only one change could count. Remove one."});
    else
      graft(made, below("/change", assignment->path), assignment->value, "");
  }
  return made;
}

}  // namespace

void add_extra_variants(Document& document, const std::vector<ExtraVariant>& variants, Problems& problems) {
  if (variants.empty()) return;
  if (!document.find("/variants")) document.root["variants"] = Json::object();
  const Json& known = *document.find("/variants");
  if (!known.is_object()) return;  // the check of the document says so
  for (const ExtraVariant& variant : variants) {
    if (known.contains(variant.name))
      problems.push_back(
          {{variant.option}, "", "there is a variant '" + variant.name + "' already. Choose another name."});
    else
      graft(document, below("/variants", variant.name), as_document(variant, problems), "");
  }
}

}  // namespace clientele
