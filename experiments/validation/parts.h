#pragma once

namespace clientele {

class Ladder;

/// The parts of the ladder, see ladder.cpp. Each adds its rungs; none prints. They may throw InputError for files that
/// they find but cannot read, and skip what is not there.
void climb_exact(Ladder& ladder);
/// T1: a published logit evaluated, another estimated. Needs the panels yogurt and fishing.
void climb_published_logits(Ladder& ladder);
/// Dirichlet and BG/NBD: simulated by the engine, estimated by `fit`. No files; so too the next two.
void climb_recovery_of_buying(Ladder& ladder);
/// Logit, contracts and launches in the same way.
void climb_recovery_of_choices(Ladder& ladder);
/// One market with contagion and one without, of which only the first may be taken for it.
void climb_recovery_of_contagion(Ladder& ladder);
/// Needs the folder of the scenarios shipped, and takes a line or two for each need of each.
void climb_stationarity(Ladder& ladder);
/// The scenario toothpaste against the Dirichlet of its own parameters.
void climb_buying_laws(Ladder& ladder);
/// Effects of which signs are known better than sizes; small markets written out in the code.
void climb_response_laws(Ladder& ladder);
/// What the scenarios shipped claim; a line each.
void climb_claims(Ladder& ladder);
/// T2 to T4: recorded shelves lived again by customers with habits of their own.
void climb_households(Ladder& ladder);
/// T5 and T6: a quarter of toothpaste, 78 weeks of a shop.
void climb_buying_data(Ladder& ladder);
/// T7 and T11: contracts of twelve years; complaints beside churn, which is association alone.
void climb_service_data(Ladder& ladder);
/// T8, T9 and T13: launches, spread on graphs, and contagion told from an S-curve.
void climb_diffusion_data(Ladder& ladder);
/// T15: who writes, beside what all think.
void climb_reviews(Ladder& ladder);

}  // namespace clientele
