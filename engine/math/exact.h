#pragma once

#include <cmath>
#include <limits>
#include <type_traits>

/// Double functions with the same bits on every machine: the C library's exp, log, pow and tan use FMA where the
/// processor has it, and so differ between processors. These are SLEEF's scalar functions without FMA.
namespace clientele::math {

double exp(double x);
double expm1(double x);
double log(double x);
double log1p(double x);
double pow(double x, double y);
double tan(double x);
/// ln Gamma(x) for x > 0.
double lgamma(double x);
/// The standard normal distribution function; keeps its relative accuracy in the lower tail.
double normal_cdf(double x);
/// Its inverse for p in (0, 1): -inf at 0, +inf at 1. Wichura (1988), algorithm AS 241, about 1 part in 10^16.
double normal_quantile(double p);
/// The standard rounds these exactly, so no library of ours is called for.
inline double sqrt(double x) { return std::sqrt(x); }
inline double floor(double x) { return std::floor(x); }
inline double ceil(double x) { return std::ceil(x); }
inline double abs(double x) { return std::fabs(x); }

/// A double whose functions are those above, found by argument-dependent lookup: as the number type of a Boost
/// distribution it keeps that distribution's draws the same everywhere.
class Exact {
 public:
  constexpr Exact() = default;
  template <class Number>
  requires std::is_arithmetic_v<Number>
  constexpr Exact(Number value) : value_(static_cast<double>(value)) {}
  template <class Number>
  requires std::is_arithmetic_v<Number>
  constexpr explicit operator Number() const { return static_cast<Number>(value_); }

  constexpr Exact& operator+=(Exact other) { return value_ += other.value_, *this; }
  constexpr Exact& operator-=(Exact other) { return value_ -= other.value_, *this; }
  constexpr Exact& operator*=(Exact other) { return value_ *= other.value_, *this; }
  constexpr Exact& operator/=(Exact other) { return value_ /= other.value_, *this; }
  friend constexpr Exact operator+(Exact a, Exact b) { return a.value_ + b.value_; }
  friend constexpr Exact operator-(Exact a, Exact b) { return a.value_ - b.value_; }
  friend constexpr Exact operator*(Exact a, Exact b) { return a.value_ * b.value_; }
  friend constexpr Exact operator/(Exact a, Exact b) { return a.value_ / b.value_; }
  friend constexpr Exact operator-(Exact a) { return -a.value_; }
  friend constexpr auto operator<=>(Exact, Exact) = default;

 private:
  double value_ = 0.0;
};

inline Exact exp(Exact x) { return exp(double(x)); }
inline Exact expm1(Exact x) { return expm1(double(x)); }
inline Exact log(Exact x) { return log(double(x)); }
inline Exact log1p(Exact x) { return log1p(double(x)); }
inline Exact pow(Exact x, Exact y) { return pow(double(x), double(y)); }
inline Exact tan(Exact x) { return tan(double(x)); }
inline Exact sqrt(Exact x) { return sqrt(double(x)); }
inline Exact floor(Exact x) { return floor(double(x)); }
inline Exact ceil(Exact x) { return ceil(double(x)); }
inline Exact abs(Exact x) { return abs(double(x)); }

}  // namespace clientele::math

/// Boost asks for the digits and limits of its number type.
template <>
class std::numeric_limits<clientele::math::Exact> : public std::numeric_limits<double> {};
