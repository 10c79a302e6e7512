#include "scenarios/words/shape.h"

namespace clientele {

/// The names of columns are given, not guessed: panels come with whatever headings their source had.
Shape diary_shape() {
  Shape diary = map(
      "diary", "the record of real purchases that customers live again; with 'occasions: diary'.",
      {needed(like(text("file",
                        "a CSV file with one row a purchase. For each attribute and offer of the need it has a column "
                        "that says what was met then, such as price.Acme."),
                   "panel.csv")),
       preset(text("customer", "the column that tells households apart; none: every row is a household of its own."),
              "id"),
       preset(text("choice", "the column of what was bought: the name of an offer, or its place among the columns."),
              "choice"),
       preset(text("separator", "what stands between attribute and offer in the names of columns."), "."),
       like(text("occasion",
                 "the column by which purchases of a household follow each other; without it, the order of "
                 "the rows."),
            "week")});
  return shared(std::move(diary), "twins live the same purchases", "all sets live the same purchases");
}

}  // namespace clientele
