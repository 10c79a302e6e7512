import { Clock } from './clock';
import { BASE, type Results } from './results';
import type { Table } from './table';

export interface Point {
  x: number;
  value: number;
  low: number;
  high: number;
}

/** A measure of a table by time. */
export interface Series {
  table: Table;
  measure: string;
}

const MOST_LINES = 400;
/** Rows of these tables are about pairs or cohorts: they have charts of their own. */
const OTHER_CHARTS = ['duplication', 'switching', 'cohorts'];

function subjectColumns(table: Table): string[] {
  const keys = table
    .keys()
    .filter(({ labels }) => labels !== undefined)
    .map(({ name }) => name);
  return keys.filter((name) => name !== 'world' && name !== 'unit');
}

function isTrajectory(table: Table): boolean {
  if (OTHER_CHARTS.includes(table.name) || Clock.columnOf(table) === undefined) return false;
  if (table.where({ world: BASE }).length === 0) return false;
  return table.group(subjectColumns(table)).length <= MOST_LINES;
}

const known = new WeakMap<Results, Table[]>();

/** Tables by time with rows of the base case, whichever these are in this version of the results. */
export function timeTables(results: Results): Table[] {
  const found = known.get(results) ?? findTimeTables(results);
  known.set(results, found);
  return found;
}

function findTimeTables(results: Results): Table[] {
  const order = ['offers', 'brands', 'firms'];
  const rank = (table: Table): number => (order.includes(table.name) ? order.indexOf(table.name) : order.length);
  const tables = [...results.tables.values()].filter((table) => table.rows > 0 && isTrajectory(table));
  return tables.sort((one, other) => rank(one) - rank(other));
}

/** What a line is called: its labels without repetitions and without a need that is the only one. */
function subject(columns: string[], table: Table, row: number): string {
  const names = columns.map((column) => table.text(column, row)).filter((name) => name !== '');
  return [...new Set(names)].join(' · ') || 'all';
}

/** Rows of a world by subject, the largest subject first. */
export function bySubject(results: Results, { table, measure }: Series, world: string): Map<string, number[]> {
  const columns = subjectColumns(table).filter((name) => name !== 'need' || results.needs.length > 1);
  const found = new Map<string, number[]>();
  for (const row of table.where({ world })) {
    const name = subject(columns, table, row);
    const rows = found.get(name);
    if (rows === undefined) found.set(name, [row]);
    else rows.push(row);
  }
  const sizes = new Map([...found].map(([name, rows]) => [name, Math.abs(table.mean(measure, rows)) || 0]));
  return new Map([...found].sort(([one], [other]) => sizes.get(other)! - sizes.get(one)!));
}

export function pointsOf(results: Results, { table, measure }: Series, rows: number[]): Point[] {
  const time = Clock.columnOf(table)!;
  return rows.map((row) => ({
    x: results.clock.place(time, table.number(time, row)),
    value: table.number(measure, row),
    low: table.number(`${measure}_low`, row),
    high: table.number(`${measure}_high`, row),
  }));
}

/** The unit of a measure; of tables in which every row has its own, the unit of the first. */
export function unitOf({ table, measure }: Series): string {
  return table.isText('unit') ? table.text('unit', 0) : table.unit(measure);
}
