#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/text/document.h"
#include "scenarios/values/units.h"

namespace clientele {

/// A value of a document, there or not, with a way to say what is wrong with it. Reading never fails: what has the
/// wrong type has been reported by the check of the document and reads as if it were absent.
/// It may point at what is not there: `root["clock"]["tick"]` is a cursor whatever the file holds, so readers are
/// written as if everything were given and end in `value_or`. A cursor keeps a pointer to the value; it must not
/// outlive its document nor a change of it.
class Cursor {
 public:
  Cursor(const Document& document, std::string pointer, Problems& problems)
      : document_(&document), problems_(&problems), pointer_(std::move(pointer)), value_(document.find(pointer_)) {}

  bool given() const { return value_ != nullptr && !value_->is_null(); }
  /// Only after `given()`.
  const Json& json() const { return *value_; }
  const std::string& pointer() const { return pointer_; }
  bool is_map() const { return given() && value_->is_object(); }
  bool is(std::string_view word) const { return given() && value_->is_string() && value_->text() == word; }

  Cursor operator[](std::string_view key) const { return {*document_, below(pointer_, key), *problems_}; }
  /// The entries of a list, or nothing.
  std::vector<Cursor> entries() const;
  /// Keys and values of a map, or nothing.
  std::vector<std::pair<std::string, Cursor>> members() const;

  std::string text(std::string fallback = "") const;
  bool truth(bool fallback) const { return given() && value_->is_boolean() ? value_->truth() : fallback; }
  /// In the declared unit.
  /// Converted: `clock["length"].number("weeks")` gives 104 for `2 years`. Nothing, without a message, when it cannot
  /// be read as that.
  std::optional<double> number(std::string_view unit) const;
  std::optional<std::int64_t> integer() const;
  std::optional<PeriodPrice> price(std::string_view currency) const;

  Place place() const { return document_->place(pointer_); }
  std::string path() const { return readable(document_->root, pointer_); }
  /// At the place of the value or, when it is not written, of the nearest thing around it that is.
  void problem(std::string what) const { problems_->push_back({place(), path(), std::move(what)}); }

 private:
  const Document* document_;
  Problems* problems_;
  std::string pointer_;
  const Json* value_;
};

}  // namespace clientele
