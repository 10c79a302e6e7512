#pragma once

#include <string>

#include "scenarios/text/document.h"
#include "scenarios/words/shape.h"

namespace clientele {

/// Checks a document against the schema of scenarios and every value with a unit against its declaration.
/// The schema is the judge of the structure; `explain` finds the words.
void validate(const Document& document, Problems& problems);

/// Says what is wrong with the value at `pointer` and below, in the words of its shape; silent when all is well.
void explain(const Document& document, const std::string& pointer, const Shape& shape, Problems& problems);

/// The currency a document names, or `EUR` while it names none or a wrong one.
std::string currency_of(const Json& root);

/// What is wrong with a number, text or truth value by its shape, as a sentence; empty when nothing is.
std::string fault(const Json& value, const Shape& shape, const std::string& currency);

}  // namespace clientele
