#include "experiments/fit/transactions.h"

#include <cmath>
#include <random>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "scenarios/scenario.h"
#include "tests/experiments/fit/support.h"
#include "tests/support/public_data.h"

namespace clientele::transactions_test {
namespace {

// CDNOW: Fader, Hardie & Lee (2005), and what their sample did in the 39 weeks after.
// Kills ages that are off by a day, customers of the hold-out that are fitted, and drop-out before the first repeat.
TEST(TransactionsFit, GivesThePublishedEstimatesOfCdnow) {
  SKIP_WITHOUT_PUBLIC_DATA("cdnow/cdnow_sample_2357.csv");
  FitRequest asked = request_for(public_data("cdnow/cdnow_sample_2357.csv"));
  asked.columns = {{"customer", "sample_id"}};
  const FitReport report = transactions_fit().fit(asked);
  EXPECT_NEAR(report.log_likelihood, -9582.43, 0.01);
  EXPECT_NEAR(estimate(report, "r").value, 0.2426, 1e-4);
  EXPECT_NEAR(estimate(report, "alpha").value, 4.4135, 1e-3);
  EXPECT_NEAR(estimate(report, "a").value, 0.7929, 1e-3);
  EXPECT_NEAR(estimate(report, "b").value, 2.4258, 1e-3);
  EXPECT_EQ(figure(report, "cumulative repeats, week 39").observed, 2457.0);
  EXPECT_EQ(figure(report, "cumulative repeats, week 78").observed, 4339.0);
  EXPECT_NEAR(figure(report, "cumulative repeats, week 78").model.value(), 4166.0, 10.0);
  // 20 runs of agents had 106.7 and 179.3.
  EXPECT_NEAR(figure(report, "their standard deviation by luck, week 39").model.value(), 106.7, 10.0);
  EXPECT_NEAR(figure(report, "their standard deviation by luck, week 78").model.value(), 179.3, 15.0);
  EXPECT_NEAR(figure(report, "never repeating, week 39").observed.value(), 1411.0 / 2357.0, 1e-12);
  const FitFigure& forecast = figure(report, "repeats of the hold-out, given each customer's record");
  EXPECT_EQ(forecast.observed, 1882.0);
  EXPECT_NEAR(forecast.model.value(), 1653.0, 1.0);
  EXPECT_GT(forecast.plain.value(), 2500.0);  // without drop-out
}

// Kills a summary that is refused for want of dates.
TEST(TransactionsFit, TakesTheSummaryOfALogForTheLog) {
  SKIP_WITHOUT_PUBLIC_DATA("cdnow/cdnow_sample_summary_39wk_calib.csv");
  const FitReport report =
      transactions_fit().fit(request_for(public_data("cdnow/cdnow_sample_summary_39wk_calib.csv")));
  EXPECT_NEAR(report.log_likelihood, -9582.43, 0.01);
  EXPECT_EQ(figure(report, "cumulative repeats, all customers").observed, 2457.0);
}

/// Customers of a law, each watched for `age` weeks.
Records simulated(const BgNbd& law, int customers, double age) {
  std::mt19937_64 luck(20240601);
  const auto uniform = [&] { return (static_cast<double>(luck() >> 11) + 0.5) * 0x1.0p-53; };
  Records records;
  for (int c = 0; c < customers; ++c) {
    const double rate = boost::math::gamma_p_inv(law.r, uniform()) / law.alpha;
    const double leaves = boost::math::ibeta_inv(law.a, law.b, uniform());
    BuyingRecord record{.repeats = 0, .recency = 0, .age = age};
    for (double time = -std::log(uniform()) / rate; time < age; time += -std::log(uniform()) / rate) {
      record.repeats += 1.0;
      record.recency = time;
      if (uniform() < leaves) break;
    }
    records.add(record, 1.0);
  }
  return records;
}

// Within three standard errors for this seed: refuses estimates or errors that are off by their own size.
TEST(TransactionsFit, FindsTheLawThatMadeTheCustomers) {
  const BgNbd law{.r = 0.8, .alpha = 6.0, .a = 0.9, .b = 3.0};
  const Maximum found = fit_transactions(simulated(law, 8000, 52.0));
  const double truth[] = {law.r, law.alpha, law.a, law.b};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_LT(std::abs(found.at[i] - std::log(truth[i])), 3.0 * found.standard_errors[i]) << i;
    EXPECT_LT(found.standard_errors[i], 0.2) << i;
  }
}

// Within three standard deviations for this seed; the variance of 8,000 within a tenth. Kills a Poisson's variance.
TEST(TransactionsFit, ExpectsTheRepeatsThatItsCustomersMakeWithTheSpreadThatTheyHave) {
  const BgNbd law{.r = 0.8, .alpha = 6.0, .a = 0.9, .b = 3.0};
  ExpectedRepeats expectation(law);
  const Records records = simulated(law, 8000, 52.0);
  double squares = 0.0;
  for (const BuyingRecord& record : records.record) squares += record.repeats * record.repeats;
  const MeanAndVariance sum = expectation.repeats(records);
  EXPECT_LT(std::abs(records.repeats - sum.mean), 3.0 * std::sqrt(sum.variance));
  const double variance = squares - records.repeats * records.repeats / 8000.0;
  EXPECT_NEAR(variance / sum.variance, 1.0, 0.1);
}

/// Two weeks of a shop: anna buys on days 0, 3 (twice) and 12, bert on 1 and 8, carl on 13.
constexpr const char* shop =
    "who;when;what\nanna;2024-02-26;tea\nbert;2024-02-27;tea\nanna;2024-02-29;tea\nanna;2024-02-29;jam\n"
    "bert;2024-03-05;jam\nanna;2024-03-09;tea\ncarl;2024-03-10;tea\n";

FitRequest of_shop(const DataFile& file) { return request_for(file.path(), {{"customer", "who"}, {"date", "when"}}); }

// Kills February without its 29th, and a second row of a day that counts as a repeat.
TEST(PurchaseLog, CountsDaysFromTheFirstAndPurchasesOfADayOnce) {
  const DataFile file(shop);
  const PurchaseLog log = read_log(of_shop(file), DataTable::read(file.path()));
  EXPECT_EQ(log.days, (std::vector<std::vector<int>>{{0, 3, 12}, {1, 8}, {13}}));
  EXPECT_EQ(log.length, 14);  // over the 29th of February
  EXPECT_EQ(log.same_day, 1u);
}

// Kills ages that run past the last day watched, and repeats of the hold-out.
TEST(PurchaseLog, SeesNobodyBeforeHisFirstPurchaseAndNothingAfterTheEnd) {
  const DataFile file(shop);
  const PurchaseLog log = read_log(of_shop(file), DataTable::read(file.path()));
  const Records week = records_until(log, 7);
  ASSERT_EQ(week.record.size(), 2u);
  EXPECT_EQ(week.repeats, 1.0);
  EXPECT_NEAR(week.record[0].age, 5.0 / 7.0, 1e-15);  // bert, since day 1
  EXPECT_NEAR(week.record[1].recency, 3.0 / 7.0, 1e-15);
  EXPECT_EQ(records_until(log, 14).all, 3.0);
}

// Kills first purchases in the week after, and weeks in which nobody came.
TEST(TransactionsFit, WritesCustomersIntoTheWeeksOfTheirFirstPurchase) {
  std::string text = "customer_id,date\n";
  for (int c = 0; c < 40; ++c)
    for (int week = c % 4; week < 30; week += 1 + c % 7) text += fmt::format("c{},{}\n", c, 19000 + 7 * week + c % 7);
  const DataFile file(text);
  const FitReport report = transactions_fit().fit(request_for(file.path()));
  EXPECT_EQ(report.observations, 40u);
  EXPECT_TRUE(has(report.scenario, "count: 40"));
  EXPECT_TRUE(has(report.scenario,
                  "{name: week 1, share: 25.0000 %, behaviour: {repeat: {first_purchase: "
                  "\"uniform(0, 1) weeks\"}}}"));
  EXPECT_TRUE(has(report.scenario, "week 4"));
  EXPECT_FALSE(has(report.scenario, "week 5"));
  EXPECT_EQ(read_scenario(report.scenario, "fitted.yaml").clock.ticks, 30);
}

// Kills a hold-out of no weeks, whose figures would be of nothing.
TEST(TransactionsFit, FitsAllWhereNothingIsKeptBack) {
  const DataFile file(shop);
  FitRequest asked = of_shop(file);
  asked.options = {{"calibration", "2"}};
  const FitReport report = transactions_fit().fit(asked);
  EXPECT_EQ(report.observations, 3u);
  EXPECT_TRUE(has_note(report, "There is no hold-out"));
  EXPECT_TRUE(has_note(report, "count once"));
}

// Rows that stand for several customers say the same as so many rows.
// Kills rows that count as one customer, and rows of nobody that count at all.
TEST(TransactionsFit, CountsTheCustomersOfARow) {
  const DataFile each("frequency,recency,T\n0,0,9\n0,0,9\n2,5,9\n2,5,9\n2,5,9\n4,8,9\n"),
      together("frequency,recency,periods,donors\n0,0,9,2\n2,5,9,3\n4,8,9,1\n1,1,9,0\n");
  FitRequest request = request_for(together.path());
  request.columns = {{"age", "periods"}, {"count", "donors"}};
  const FitReport one = transactions_fit().fit(request_for(each.path())), other = transactions_fit().fit(request);
  EXPECT_EQ(other.observations, 6U);
  EXPECT_DOUBLE_EQ(other.log_likelihood, one.log_likelihood);
}

// Kills a check that is left out, and a refusal that does not say where.
TEST(TransactionsFit, RefusesWhatIsNoLog) {
  const auto says = [&](const std::string& text, const std::string& part) {
    const DataFile file(text);
    const std::string found = refusal(transactions_fit(), request_for(file.path()));
    EXPECT_TRUE(has(found, part)) << found;
  };
  says("customer_id,date\n1,19970101\n1,19970230\n", "data.csv:3: date: '19970230' is not a date");
  says("customer,date\n1,19970101\n", "data.csv:1: there is no column 'customer_id'. Did you mean 'customer'?");
  says("customer_id,date\n1,19970101\n2,19970301\n3,19970501\n", "nobody buys a second time");
  says("customer_id,date\n1,19970101\n1,19970103\n", "the log covers 3 days");
  says("customer_id,date\n1,5\n1,400000\n", "data.csv:3: date: '400000' is 399995 days after the first purchase");
  says("ID,frequency,recency,T\n1,2,9,8\n", "data.csv:2: recency: the last purchase at 9 is not between");
  says("frequency,recency,T,weights\n2,5,8,-1\n", "data.csv:2: weights: a number of customers cannot be below 0.");
  says("frequency,recency,T,weights\n2,5,8,0\n", "the column 'weights' counts no customers");
  says("ID,frequency,recency,T\n1,2,0,8\n",
       "data.csv:2: recency: a repeat purchase cannot be at the time of the first");
}

}  // namespace
}  // namespace clientele::transactions_test
