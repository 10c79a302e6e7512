import type { Results } from './results';
import type { Filter, Table } from './table';

/** Whole-run outcomes carry this time. */
export const WHOLE_RUN = -1;

/** Who or what an outcome is about; empty texts where it is about all. */
const SUBJECTS = ['need', 'firm', 'brand', 'offer', 'segment', 'other', 'state'] as const;

/** How one outcome differs between a variant and the base case. */
export interface Difference {
  world: string;
  table: string;
  measure: string;
  unit: string;
  subject: string;
  segment: string;
  time: number;
  weeks: number;
  base: number;
  variant: number;
  difference: number;
  low: number;
  high: number;
  percent: number;
  probability: number;
  luckSd: number;
  parameterSd: number;
  replicates: number;
  toldApart: boolean;
  /** Half widths of the intervals of the difference and of the percentage; NaN with one replicate. */
  half: number;
  percentHalf: number;
}

/** Names of a subject, without the ones that repeat and without a need that is the only one. */
export function subjectOf(table: Table, row: number, needs: string[]): string {
  const names = SUBJECTS.filter((column) => column !== 'need' || needs.length > 1).map((column) =>
    table.text(column, row),
  );
  return [...new Set(names.filter((name) => name !== ''))].join(' · ');
}

function read(table: Table, row: number, needs: string[]): Difference {
  const number = (column: string): number => table.number(column, row);
  return {
    world: table.text('world', row),
    table: table.text('table', row),
    measure: table.text('measure', row),
    unit: table.text('unit', row),
    subject: subjectOf(table, row, needs),
    segment: table.text('segment', row),
    time: number('time'),
    weeks: number('weeks'),
    base: number('base'),
    variant: number('variant'),
    difference: number('difference'),
    low: number('low'),
    high: number('high'),
    percent: number('percent'),
    probability: number('probability'),
    luckSd: number('luck_sd'),
    parameterSd: number('parameter_sd'),
    replicates: number('replicates'),
    toldApart: number('told_apart') === 1,
    half: (number('high') - number('low')) / 2,
    percentHalf: (number('percent_high') - number('percent_low')) / 2,
  };
}

export function differencesOf(results: Results, filter: Filter): Difference[] {
  const table = results.table('differences');
  return table === undefined ? [] : table.where(filter).map((row) => read(table, row, results.needs));
}
