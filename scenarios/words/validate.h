#pragma once

#include <string>

#include "scenarios/text/document.h"
#include "scenarios/words/shape.h"

namespace clientele {

/// Checks a document against the schema of scenarios and every value with a unit against its declaration.
/// The schema is the judge of the structure; `find_problems` finds the words.
/// Called once for a scenario, after files have been merged and the changes of the line applied, and before anything is
/// read from it. Problems are collected and not thrown: a user who mends one slip a run gives up before the tenth.
/// Reading goes on after problems, so what is wrong must read as if it were absent.
void validate(const Document& document, Problems& problems);

/// Says what is wrong with the value at `pointer` and below, in the words of its shape; silent when all is well.
/// Called by `validate` for the whole document, and again for each world that events, variants and sets of parameters
/// make, since changes can lead out of bounds. `pointer` must exist in the document.
void find_problems(const Document& document, const std::string& pointer, const Shape& shape, Problems& problems);

/// The currency a document names, or `EUR` while it names none or a wrong one.
/// Every message about money needs one, so the wrong ones must not stop the reading; the check reports them where they
/// stand.
std::string currency_of(const Json& root);

/// What is wrong with a number, text or truth value by its shape, as a sentence; empty when nothing is.
std::string fault(const Json& value, const Shape& shape, const std::string& currency);

}  // namespace clientele
