#include "bench/plain_loop.h"

#include "engine/random/words.h"

namespace clientele::bench {
namespace {

/// 80 bytes in one place, as objects are written: what a friend feels is read from among all that it is.
struct Customer {
  float weight[attributes];
  float sensitivity;
  float feeling;
  float satisfaction[brands];
  std::uint32_t friend_ids[friends];
  std::uint32_t choice;
};

class PlainLoop final : public Market {
 public:
  explicit PlainLoop(const Size& size) : luck_(size.luck), customers_(size.customers) {
    for (std::uint32_t i = 0; i < size.customers; ++i) customers_[i] = make_customer(i);
  }

  std::vector<Counts> live(int weeks) override {
    std::vector<Counts> result;
    for (int i = 0; i < weeks; ++i) result.push_back(live_week(tick_word(week_++)));
    return result;
  }

 private:
  /// As many words of luck as the roof draws, customer by customer instead of in blocks.
  Customer make_customer(std::uint32_t id) const {
    Customer customer{};
    const Words weight = philox({id, trait_tick, luck_.weights, 0}, luck_.key);
    for (std::uint32_t a = 0; a < attributes; ++a)
      customer.weight[a] = math::exp(weight_log_mean + weight_log_sd * normal_of(weight[a]));
    const Words sensitivity = philox({id, trait_tick, luck_.sensitivity, 0}, luck_.key);
    customer.sensitivity = math::exp(price_log_mean + price_log_sd * normal_of(sensitivity[0]));
    customer.feeling = uniform_of(philox({id, trait_tick, luck_.feeling, 0}, luck_.key)[0]);
    for (float& satisfaction : customer.satisfaction) satisfaction = first_satisfaction;
    const auto count = static_cast<std::uint32_t>(customers_.size());
    for (std::uint32_t m = 0; m < friends; ++m) {
      const Words words = philox({id, trait_tick, luck_.network, m / 4}, luck_.key);
      customer.friend_ids[m] = friend_of(id, m, words[m % 4], count);
    }
    return customer;
  }

  // Two loops, since everybody hears what friends felt last week.
  Counts live_week(std::uint32_t tick) {
    for (std::uint32_t i = 0; i < customers_.size(); ++i) customers_[i].choice = choose(i, tick);
    Counts counts{};
    for (std::uint32_t i = 0; i < customers_.size(); ++i) {
      ++counts[customers_[i].choice];
      learn(i, tick);
    }
    return counts;
  }

  /// Buying nothing has a utility of 0 and its noise; of equals the first stands, as in the others.
  std::uint32_t choose(std::uint32_t id, std::uint32_t tick) const {
    const Customer& customer = customers_[id];
    Words words[2];
    for (std::uint32_t g = 0; g < 2; ++g) words[g] = philox({id, tick, luck_.choice, g}, luck_.key);
    float best = gumbel_of(words[outside / 4][outside % 4]);
    std::uint32_t chosen = outside;
    for (std::uint32_t k = 0; k < brands; ++k) {
      const float utility = weigh(customer, k) + gumbel_of(words[k / 4][k % 4]);
      if (utility > best) {
        best = utility;
        chosen = k;
      }
    }
    return chosen;
  }

  /// The engine's two tiles in one line: feeling weighs own satisfaction twice and the friends' mean once, against 1.
  float weigh(const Customer& customer, std::uint32_t brand) const {
    float reason = -customer.sensitivity * price[brand];
    for (std::uint32_t a = 0; a < attributes; ++a) reason += customer.weight[a] * attribute[brand][a];
    float heard = 0.f;
    for (const std::uint32_t id : customer.friend_ids) heard += customers_[id].satisfaction[brand];
    const float felt = 2.f * customer.satisfaction[brand] + heard / friends - 1.f;
    return (1.f - customer.feeling) * reason + customer.feeling * felt;
  }

  /// Luck is drawn for buyers alone; the roof draws it for everybody, as a block at a time is cheaper than a choice of
  /// rows.
  void learn(std::uint32_t id, std::uint32_t tick) {
    Customer& customer = customers_[id];
    if (customer.choice == outside) return;
    const float luck = normal_of(philox({id, tick, luck_.experience, 0}, luck_.key)[0]);
    float& satisfaction = customer.satisfaction[customer.choice];
    satisfaction += learning * (quality[customer.choice] + quality_spread * luck - satisfaction);
  }

  Luck luck_;
  std::vector<Customer> customers_;
  int week_ = 0;
};

}  // namespace

std::unique_ptr<Market> plain_loop(const Size& size) { return std::make_unique<PlainLoop>(size); }

}  // namespace clientele::bench
