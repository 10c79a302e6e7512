#include <bit>
#include <numeric>
#include <vector>

#include <boost/random/beta_distribution.hpp>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <gtest/gtest.h>

#include "engine/math/exact.h"
#include "engine/math/real.h"
#include "engine/random/draws.h"
#include "engine/random/stream.h"

// The bits that every build and machine must give: gcc or clang, any optimisation, any vector width, with or without
// FMA in the processor or the C library. A change here changes every result that users have: say so in the changelog.
namespace clientele::golden_test {
namespace {

using math::Exact;
using Family = Distribution::Family;

/// FNV-1a over the bits of numbers, lowest byte first.
class Hash {
 public:
  void add(std::uint64_t bits, int bytes) {
    for (int i = 0; i < bytes; ++i) value_ = (value_ ^ (bits >> (8 * i) & 0xff)) * 0x100000001b3u;
  }
  void add(std::uint8_t x) { add(x, 1); }
  void add(float x) { add(std::bit_cast<std::uint32_t>(x), 4); }
  void add(double x) { add(std::bit_cast<std::uint64_t>(x), 8); }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325u;
};

constexpr std::size_t count = 3001;
constexpr Key key{20, 22};
constexpr DrawAddress address{key, tick_word(7), purpose(Actor::customer, Reason{3}, 2), 1};

std::vector<std::uint32_t> customers() {
  std::vector<std::uint32_t> ids(count);
  std::iota(ids.begin(), ids.end(), 100u);
  return ids;
}

template <class Number>
std::uint64_t hash_of(const std::vector<Number>& numbers) {
  Hash hash;
  for (const Number x : numbers) hash.add(x);
  return hash.value();
}

std::uint64_t traits(const Distribution& spread) {
  std::vector<float> out(count);
  LogGammas tables;
  draw_traits({key, trait_tick, purpose(Actor::customer, Reason{4}), 0}, 6, customers(), spread, tables, out.data());
  return hash_of(out);
}

template <class Law>
std::uint64_t boost_draws(Law law) {
  Stream stream(key, {1, 2, 3, item(4)});
  Hash hash;
  for (std::size_t i = 0; i < count; ++i) hash.add(double(law(stream)));
  return hash.value();
}

template <class Function>
std::uint64_t doubles(Function f) {
  Hash hash;
  for (int i = 1; i <= 20'000; ++i) hash.add(f(i * 0.00173));
  return hash.value();
}

TEST(Golden, GumbelNoise) {
  std::vector<float> tile(7 * count);
  draw_gumbels(address, customers(), 7, tile.data(), count);
  EXPECT_EQ(hash_of(tile), 0xfe1c46fe9c790637u);
}

TEST(Golden, Normals) {
  std::vector<float> out(count);
  draw_normals(address, customers(), 5, out.data());
  EXPECT_EQ(hash_of(out), 0x1387b66e16278ce3u);
}

TEST(Golden, Poisson) {
  std::vector<float> mean(count);
  for (std::size_t i = 0; i < count; ++i) mean[i] = static_cast<float>(i) * 0.01f;
  std::vector<std::uint8_t> out(count);
  draw_poisson(address, customers(), mean.data(), out.data());
  EXPECT_EQ(hash_of(out), 0x378df48249a5a545u);
}

TEST(Golden, Traits) {
  EXPECT_EQ(traits({Family::uniform, -1.0, 3.0}), 0x897313e3bbcdeed8u);
  EXPECT_EQ(traits({Family::normal, 0.1, 1.3}), 0xc55566f5f3c3c8b2u);
  EXPECT_EQ(traits({Family::lognormal, -0.5, 0.7}), 0xbfaaa6e940d353ddu);
  EXPECT_EQ(traits({Family::gamma, 0.7788, 1.87}), 0xda5260e23fbb7f53u);
  EXPECT_EQ(traits({Family::gamma, 3.3, 1.0}), 0x7e7bf39a9339dfc5u);
  EXPECT_EQ(traits({Family::beta, 0.7929, 2.4258}), 0x6acec110e3b08c01u);
}

TEST(Golden, LogGammaTastes) {
  Hash hash;
  std::vector<float> out(count);
  for (const double shape : {0.001, 0.026, 0.325, 1.0, 30.0}) {
    draw_log_gammas(address, customers(), 6, LogGamma(shape), out.data());
    for (const float taste : out) hash.add(taste);
  }
  EXPECT_EQ(hash.value(), 0x544f4e4d74ca90a1u);
}

TEST(Golden, BoostDistributionsOfExactNumbers) {
  EXPECT_EQ(boost_draws(boost::random::gamma_distribution<Exact>(0.7788, 1.87)), 0x52d24c86697037ddu);
  EXPECT_EQ(boost_draws(boost::random::gamma_distribution<Exact>(3.3, 1.0)), 0xcfb96f3d4cd5a8e2u);
  EXPECT_EQ(boost_draws(boost::random::beta_distribution<Exact>(0.7929, 2.4258)), 0x44be9310c0b1058eu);
  EXPECT_EQ(boost_draws(boost::random::normal_distribution<Exact>(0.5, 2.0)), 0x7d1c9b4f77e89e5du);
  EXPECT_EQ(boost_draws(boost::random::lognormal_distribution<Exact>(0.5, 0.7)), 0x9f4a3d6ed6261c24u);
  EXPECT_EQ(boost_draws(boost::random::exponential_distribution<Exact>(0.3)), 0xbdfb3eb0d0097c53u);
  EXPECT_EQ(boost_draws(boost::random::uniform_real_distribution<Exact>(-1.0, 2.5)), 0xe33a2cddb0e81d86u);
}

TEST(Golden, Functions) {
  EXPECT_EQ(doubles([](double x) { return math::exp(x); }), 0xcd4371c1b78077bfu);
  EXPECT_EQ(doubles([](double x) { return math::expm1(x); }), 0xca6908f9261b6034u);
  EXPECT_EQ(doubles([](double x) { return math::log(x); }), 0x080079ba9ae1acc3u);
  EXPECT_EQ(doubles([](double x) { return math::log1p(x); }), 0x9748bef860a3bfafu);
  EXPECT_EQ(doubles([](double x) { return math::pow(x, 2.7 - x); }), 0x6237870e87b1123eu);
  EXPECT_EQ(doubles([](double x) { return math::tan(x); }), 0xc40ab780411686c8u);
  EXPECT_EQ(doubles([](double x) { return math::lgamma(x); }), 0x24b130f2f2b59066u);
  EXPECT_EQ(doubles([](double x) { return math::normal_cdf(x - 17.0); }), 0x4c078c2ee4eabe0fu);
  EXPECT_EQ(doubles([](double x) { return math::normal_quantile(x / 35.0); }), 0x9f47f0dd7d0fb67bu);
  EXPECT_EQ(doubles([](double x) { return math::exp(static_cast<float>(x) - 20.0f); }), 0xdbea54fff74328b3u);
  EXPECT_EQ(doubles([](double x) { return math::log(static_cast<float>(x)); }), 0x75b238c83ac9dc7fu);
}

}  // namespace
}  // namespace clientele::golden_test
