#pragma once

namespace clientele {

class Ladder;

/// The parts of the ladder, see ladder.cpp. Each adds its rungs; none prints. They may throw InputError for files that
/// they find but cannot read, and skip what is not there.
void climb_exact(Ladder& ladder);
void climb_published_logits(Ladder& ladder);
void climb_recovery_of_buying(Ladder& ladder);
void climb_recovery_of_choices(Ladder& ladder);
void climb_recovery_of_contagion(Ladder& ladder);
void climb_stationarity(Ladder& ladder);
void climb_buying_laws(Ladder& ladder);
void climb_response_laws(Ladder& ladder);
void climb_households(Ladder& ladder);
void climb_buying_data(Ladder& ladder);
void climb_service_data(Ladder& ladder);
void climb_diffusion_data(Ladder& ladder);
void climb_reviews(Ladder& ladder);

}  // namespace clientele
