#pragma once

#include <optional>

#include "scenarios/text/document.h"

namespace clientele {

/// How many real customers a document is about, where that means something beside those simulated: where it says so,
/// or where people answer them. Nothing elsewhere: then the simulated are all there are.
std::optional<double> real_customers(const Document& document);

/// Keeps the real market as it was when the line has changed how many customers are simulated and nothing else of it:
/// a trial with fewer of them must not give a hotline fewer callers (docs/decisions/the_whole_market.md).
void keep_real_market(Document& document, const std::optional<double>& before);

}  // namespace clientele
