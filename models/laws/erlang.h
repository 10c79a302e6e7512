#pragma once

namespace clientele {

/// A queue of customers who come at random before servers who take random (exponential) times, first come first
/// served, and who give up waiting at random: M/M/c, with `impatience` the M/M/c+M queue of Palm (Erlang A).
/// Neglects hours of the day and customers who call again. Source: Gans, Koole & Mandelbaum (2003), M&SOM 5(2), 79.
struct Queue {
  double arrivals = 0.0;  ///< per unit of time
  double services = 1.0;  ///< that one server ends per unit of time while busy
  int servers = 1;
  double impatience = 0.0;  ///< rate at which one who waits gives up; 0: nobody does (Erlang C)
};

/// What customers meet in the long run. Without impatience, more arrivals than services make the wait endless.
struct Waiting {
  double probability = 0.0;  ///< that a customer must wait
  double given_up = 0.0;     ///< share of customers
  double mean_wait = 0.0;    ///< of all customers, in the unit of time
  double busy = 0.0;         ///< share of the servers' time
};

/// Draws nothing. Sums stop when what is left out is below 1e-15 of the whole. Needs servers, services above 0.
Waiting waiting(const Queue& queue);

}  // namespace clientele
