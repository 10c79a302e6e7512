import { BASE, worldName } from '../data/results';
import { subjectOf } from '../data/differences';
import type { Table } from '../data/table';
import { capital, interval, percent, words } from '../text/numbers';
import { choice, one, type Chart, type View } from './chart';
import { intervals, type Mark } from './intervals';
import { told } from './parts';

function keyOf(view: View, table: Table, row: number): string {
  const subject = subjectOf(table, row, view.results.needs);
  return `${capital(words(table.text('measure', row)))}${subject === '' ? '' : ` of ${subject}`}`;
}

function keys(view: View): string[] {
  const table = view.results.table('ranking');
  return table === undefined ? [] : [...new Set(table.all().map((row) => keyOf(view, table, row)))];
}

export interface Against {
  world: string;
  value: number;
  low: number;
  high: number;
  probability: number;
}

function read(table: Table, row: number): Against & { against: string } {
  const number = (column: string): number => table.number(column, row);
  const [value, low, high] = [number('difference'), number('low'), number('high')];
  return {
    world: table.text('world', row),
    against: table.text('against', row),
    value,
    low,
    high,
    probability: number('probability'),
  };
}

/** Each variant against the base case, best first; rows in which the base case comes first are turned round. */
export function againstBase(table: Table, rows: number[]): Against[] {
  const found = new Map<string, Against>();
  for (const { against, ...item } of rows.map((row) => read(table, row))) {
    const turned = {
      world: against,
      value: -item.value,
      low: -item.high,
      high: -item.low,
      probability: 1 - item.probability,
    };
    if (against === BASE) found.set(item.world, item);
    else if (item.world === BASE && !found.has(against)) found.set(against, turned);
  }
  return [...found.values()].sort((a, b) => b.value - a.value);
}

function markOf({ world, value, low, high, probability }: Against, unit: string): Mark {
  const lines: [string, string][] = [
    ['difference', told(value, unit, true)],
    ['interval, together', interval(low, high, unit)],
    ['better than the base case', percent(probability)],
  ];
  return { name: worldName(world), value, low, high, sure: low > 0 || high < 0, lines };
}

/** Variants in order, with intervals that hold for all of them at once. */
export const ranking: Chart = {
  id: 'ranking',
  heading: 'Which variant is best',
  help:
    'Differences from the base case, best first; the lines are intervals that hold for all variants at once, hollow ' +
    'dots may be nothing.',
  wide: true,
  available: (view) => view.results.variants.length > 1 && keys(view).length > 0,
  missing: 'Variants are ranked when `clientele compare` is given two or more of them.',
  choices: (view) => [choice('outcome', 'Outcome', keys(view))],
  draw: (view, chosen, look) => {
    const table = view.results.table('ranking')!;
    const rows = table.all().filter((row) => keyOf(view, table, row) === one(chosen, 'outcome'));
    const unit = table.text('unit', rows[0]!);
    const marks = againstBase(table, rows).map((item) => markOf(item, unit));
    return {
      ...intervals(look, marks, unit),
      sheet: {
        caption: `Ranking by ${one(chosen, 'outcome')}`,
        columns: [
          { name: 'place', numeric: true },
          { name: 'variant' },
          { name: 'against' },
          ...['difference', 'low', 'high'].map((name) => ({ name, unit, numeric: true })),
          { name: 'probability', numeric: true },
        ],
        rows: rows.map((row) => [
          table.cell('place', row),
          worldName(table.text('world', row)),
          worldName(table.text('against', row)),
          table.cell('difference', row),
          table.cell('low', row),
          table.cell('high', row),
          table.cell('probability', row),
        ]),
      },
      summary: `Ranking by ${one(chosen, 'outcome')}: ${marks.map(({ name }) => name).join(', ')}.`,
    };
  },
};
