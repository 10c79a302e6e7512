#include "clientele/session.h"

#include <atomic>
#include <filesystem>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "clientele/errors.h"
#include "clientele/run.h"

namespace clientele::api::session_test {
namespace {

const std::string library = CLIENTELE_SOURCE "/scenarios/library/";

Scenario toothpaste() {
  return load(library + "toothpaste.yaml", {.sets = {"customers.count=300", "clock.length=12 weeks"}, .what_ifs = {}});
}

std::vector<double> shares(const Tables& tables) {
  const Table table = tables.at("brands");
  const auto numbers = table.numbers("share");
  return {numbers.begin(), numbers.end()};
}

TEST(Session, LivesWhatARunLives) {
  const Scenario scenario = toothpaste();
  Session session(scenario);
  EXPECT_EQ(session.ticks(), 12);
  session.step_to(5);
  EXPECT_EQ(session.now(), 5);
  while (!session.over()) session.step();
  EXPECT_EQ(shares(session.tables_since(0)), shares(run(scenario).tables()));
  EXPECT_THROW(session.step(), std::logic_error);
  EXPECT_THROW(session.fork({"brands.Macleans.price=-5 %"}), std::logic_error);
}

TEST(Session, AForkIsKeptWhenWhatItComesFromIsGone) {
  const Scenario scenario = toothpaste();
  auto session = std::make_unique<Session>(scenario);
  session->step_to(4);
  Session fork = session->fork({"brands.Macleans.price=-20 %"});
  session->step_to(12);
  const std::vector<double> before = shares(session->tables_since(4));
  session.reset();
  fork.step_to(12);
  EXPECT_NE(shares(fork.tables_since(4)), before);
}

TEST(Session, IsKeptAndOpened) {
  const std::string file = testing::TempDir() + "/face_session.checkpoint";
  const Scenario scenario = toothpaste();
  Session session(scenario);
  session.step_to(6);
  session.save(file);
  Session opened = Session::open(file, scenario);
  EXPECT_EQ(opened.now(), 6);
  session.step_to(12), opened.step_to(12);
  EXPECT_EQ(shares(opened.tables_since(6)), shares(session.tables_since(6)));
  const Scenario other = load(library + "toothpaste.yaml", {.sets = {"customers.count=301"}, .what_ifs = {}});
  EXPECT_THROW(Session::open(file, other), InputError);
  std::filesystem::remove(file);
}

TEST(Session, AForkIsKeptAndOpenedWithItsOwnScenario) {
  const std::string file = testing::TempDir() + "/face_fork.checkpoint";
  const Scenario scenario = toothpaste();
  Session session(scenario);
  session.step_to(4);
  Session fork = session.fork({"brands.Macleans.price=-20 %"});
  fork.step_to(6);
  fork.save(file);
  EXPECT_THROW(Session::open(file, scenario), InputError);
  Session opened = Session::open(file, fork.scenario());
  fork.step_to(12), opened.step_to(12);
  EXPECT_EQ(shares(opened.tables_since(6)), shares(fork.tables_since(6)));
  std::filesystem::remove(file);
}

TEST(Session, OpeningIsStopped) {
  const std::string file = testing::TempDir() + "/face_open.checkpoint";
  const Scenario scenario = toothpaste();
  Session session(scenario);
  session.save(file);
  const std::atomic<bool> stop{true};
  EXPECT_THROW(Session::open(file, scenario, {.watch = {&stop}}), Stopped);
  std::filesystem::remove(file);
}

TEST(Session, MistakesAreDataAndStopsAreHeard) {
  try {
    Session(toothpaste(), {.variants = {"colgate_minus_5_percnt"}});
    FAIL() << "an unknown variant was lived";
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 1U);
    EXPECT_NE(error.problems()[0].what.find("Did you mean 'colgate_minus_5_percent'?"), std::string::npos);
  }
  const std::atomic<bool> stop{true};
  EXPECT_THROW(Session(toothpaste(), {.watch = {&stop}}), Stopped);
}

}  // namespace
}  // namespace clientele::api::session_test
