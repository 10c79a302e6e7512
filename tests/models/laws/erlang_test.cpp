#include "models/laws/erlang.h"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace clientele::erlang_test {
namespace {

Queue queue(int servers, double use, double impatience = 0.0) {
  return {.arrivals = use * servers, .services = 1.0, .servers = servers, .impatience = impatience};
}

TEST(ErlangC, GivesThePublishedChancesOfWaiting) {
  EXPECT_NEAR(waiting(queue(5, 0.8)).probability, 0.5541, 5e-5);
  EXPECT_NEAR(waiting(queue(10, 0.9)).probability, 0.6687, 5e-5);
  EXPECT_NEAR(waiting(queue(20, 0.9)).probability, 0.5508, 5e-5);
}

// One server: P(wait) = rho, wait rho / (mu - lambda).
TEST(ErlangC, IsTheSimplestQueueWithOneServer) {
  const Waiting one = waiting({.arrivals = 3.0, .services = 4.0, .servers = 1});
  EXPECT_NEAR(one.probability, 0.75, 1e-15);
  EXPECT_NEAR(one.mean_wait, 0.75, 1e-15);
  EXPECT_NEAR(one.busy, 0.75, 1e-15);
  EXPECT_EQ(one.given_up, 0.0);
}

TEST(ErlangC, WaitsForeverWhenMoreComeThanAreServed) {
  const Waiting jam = waiting(queue(5, 1.0));
  EXPECT_EQ(jam.probability, 1.0);
  EXPECT_EQ(jam.mean_wait, std::numeric_limits<double>::infinity());
}

/// The chain of states solved one by one: births `arrivals`, deaths by services and impatience.
Waiting by_states(const Queue& queue, int most) {
  std::vector<double> weight{1.0};
  double all = 1.0;
  for (int n = 1; n <= most; ++n) {
    const int waiting = std::max(0, n - queue.servers);
    const double deaths = std::min(n, queue.servers) * queue.services + waiting * queue.impatience;
    weight.push_back(weight.back() * queue.arrivals / deaths);
    all += weight.back();
  }
  Waiting found;
  double length = 0.0;
  for (int n = queue.servers; n <= most; ++n) {
    found.probability += weight[n] / all;
    length += (n - queue.servers) * weight[n] / all;
  }
  found.mean_wait = length / queue.arrivals;
  found.given_up = length * queue.impatience / queue.arrivals;
  return found;
}

TEST(ErlangA, EqualsTheChainSolvedStateByState) {
  for (const Queue& each : {queue(5, 0.8, 0.3), queue(1, 1.7, 0.5), queue(12, 1.1, 2.0)}) {
    const Waiting found = waiting(each), expected = by_states(each, 140);
    EXPECT_NEAR(found.probability, expected.probability, 1e-12);
    EXPECT_NEAR(found.given_up, expected.given_up, 1e-12);
    EXPECT_NEAR(found.mean_wait, expected.mean_wait, 1e-12);
  }
}

// As impatience vanishes customers wait as in Erlang C; where each leaves as fast as it would be served, no server
// differs from a place in the queue and the number there is Poisson.
TEST(ErlangA, LiesBetweenPatienceAndEndlessServers) {
  EXPECT_NEAR(waiting(queue(5, 0.8, 1e-7)).probability, waiting(queue(5, 0.8)).probability, 1e-5);
  double fewer = 0.0, term = std::exp(-4.0);
  for (int n = 0; n < 5; ++n) fewer += term, term *= 4.0 / (n + 1);
  EXPECT_NEAR(waiting(queue(5, 0.8, 1.0)).probability, 1.0 - fewer, 1e-14);
}

// Overloaded servers are always busy; what they cannot serve gives up.
TEST(ErlangA, LosesTheExcessWhenFarTooManyCome) {
  const Waiting jam = waiting({.arrivals = 3000.0, .services = 1.0, .servers = 1000, .impatience = 0.5});
  EXPECT_NEAR(jam.given_up, 2.0 / 3.0, 1e-9);
  EXPECT_NEAR(jam.busy, 1.0, 1e-9);
}

TEST(ErlangA, HasNoQueueWithoutCustomers) {
  EXPECT_EQ(waiting(queue(5, 0.0, 1.0)).probability, 0.0);
  EXPECT_EQ(waiting(queue(5, 0.0, 1.0)).mean_wait, 0.0);
}

}  // namespace
}  // namespace clientele::erlang_test
