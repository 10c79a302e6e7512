import { known, type Pair, type Ranking } from '../data/answer';
import { capital } from '../text/numbers';
import { choice, one, type Chart } from './chart';
import { intervals, type Mark } from './intervals';

function markOf(pair: Pair): Mark {
  const lines: [string, string][] = [
    ['difference', pair.difference_words],
    ['interval, together', pair.interval_words],
    ['better than the base case', pair.probability_words],
  ];
  return {
    name: pair.variant,
    value: known(pair.difference),
    low: known(pair.low),
    high: known(pair.high),
    words: pair.difference_words,
    meaning: pair.meaning,
    lines: lines.filter(([, words]) => words !== ''),
  };
}

/** Variants in order, with intervals that hold for all of them at once. */
export const ranking: Chart = {
  id: 'ranking',
  heading: 'Which variant is best',
  help:
    'Differences from the base case, best first; the lines are intervals that hold for all variants at once, hollow ' +
    'dots may be nothing.',
  wide: true,
  available: ({ results }) => results.rankings.some(({ against_base }) => against_base.length > 0),
  missing: 'Variants are ranked when `clientele compare` is given two or more of them.',
  choices: ({ results }) => [
    choice(
      'outcome',
      'Outcome',
      results.rankings.map(({ outcome }) => outcome),
      undefined,
      capital,
    ),
  ],
  draw: ({ results }, chosen, look) => {
    const found: Ranking = results.rankings.find(({ outcome }) => outcome === one(chosen, 'outcome'))!;
    const marks = found.against_base.map(markOf);
    return {
      ...intervals(look, marks, found.unit),
      sheet: {
        caption: found.table.heading,
        columns: found.table.columns.map(({ name, left }) => ({ name, numeric: !left })),
        rows: found.table.rows,
      },
      summary: `${found.table.heading} ${marks.map(({ name }) => name).join(', ')}.`,
      ...(found.table.note === '' ? {} : { note: found.table.note }),
    };
  },
};
