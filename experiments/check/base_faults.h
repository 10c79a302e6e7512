#pragma once

#include <string>
#include <vector>

#include "engine/schedule/watch.h"
#include "scenarios/scenario.h"

namespace clientele {

/// What is broken in a base case before anybody changes anything, a sentence each with its figure and what to do: a
/// firm whose queue leaves many of its callers unanswered, an offer that is out of stock for many who choose it, a firm
/// that loses money week after week. Such a market can be lived, but answers about it tell of the breakage first.
///
/// Lives the base case as the scenario has it, for its length or a year if that is shorter, one replicate.
std::vector<std::string> base_faults(const Scenario& scenario, unsigned threads, const Watch& watch = {});

/// A line or several for each; empty where nothing is broken.
std::string faults_text(const std::vector<std::string>& faults);

}  // namespace clientele
