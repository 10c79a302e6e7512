import { BASE, worldName } from '../data/results';
import type { Filter, Table } from '../data/table';
import { stackedBars } from './bars';
import { choice, one, type Chart, type Chosen, type Picture, type View } from './chart';
import { colourOf, type Look } from './look';
import { FEW } from './parts';

/** Counts of customers by brand and by what moved them. */
interface Counted {
  table: string;
  filter: Filter;
  /** The column that says what moved them, and the one that counts. */
  cause: string;
  count: string;
  caption: string;
  summary: (brands: number) => string;
}

const LEFT: Counted = {
  table: 'reasons',
  filter: {},
  cause: 'reason',
  count: 'customers',
  caption: 'Customers who left, by brand and reason',
  summary: (brands) => `Customers who left ${brands} brands, by reason.`,
};

const CAME: Counted = {
  table: 'tallies',
  filter: { tally: 'acquired' },
  cause: 'level',
  count: 'count',
  caption: 'New customers, by brand and where they come from',
  summary: (brands) => `New customers of ${brands} brands, by where they come from.`,
};

function rowsOf(view: View, { table, filter }: Counted, world: string): number[] {
  return view.results.table(table)?.where({ ...filter, world }) ?? [];
}

function worlds(view: View, counted: Counted): string[] {
  const both = view.variant === '' ? [BASE] : [view.variant, BASE];
  return both.filter((world) => rowsOf(view, counted, world).length > 0);
}

/** The largest brands first, then those that are no longer sold. */
function brandsIn(view: View, table: Table, rows: number[]): string[] {
  const known = table.texts('brand', rows);
  const all = view.results.brands();
  const gone = known.filter((brand) => !all.includes(brand));
  return [...all.filter((brand) => known.includes(brand)), ...gone].slice(0, FEW);
}

function draw(view: View, chosen: Chosen, look: Look, counted: Counted): Picture {
  const table = view.results.table(counted.table)!;
  const rows = rowsOf(view, counted, one(chosen, 'world'));
  const brands = brandsIn(view, table, rows);
  // A reason may have moved utilities and yet be the largest part of nobody's departure.
  const groups = table.group([counted.cause], rows).filter((group) => table.sum(counted.count, group.rows) > 0);
  const stacks = groups.map((group) => ({
    name: view.results.label(String(group.keys[0])),
    colour: colourOf(look, `${counted.cause}:${String(group.keys[0])}`),
    values: brands.map((brand) =>
      table.sum(
        counted.count,
        group.rows.filter((row) => table.text('brand', row) === brand),
      ),
    ),
  }));
  return {
    ...stackedBars(look, { rows: brands, stacks, measure: 'customers', unit: 'customers' }),
    sheet: {
      caption: counted.caption,
      columns: [{ name: 'brand' }, ...stacks.map(({ name }) => ({ name, unit: 'customers', numeric: true }))],
      rows: brands.map((brand, row) => [brand, ...stacks.map(({ values }) => values[row]!)]),
    },
    summary: counted.summary(brands.length),
  };
}

/** Why customers left each brand, where the results carry reasons. */
export const leaving: Chart = {
  id: 'leaving',
  heading: 'Reasons for leaving',
  help:
    'Bars count the followed customers who took another brand than the last time; colours and patterns say what did ' +
    'most to it.',
  missing: 'Reasons for leaving need the table `reasons`, which this file does not have.',
  available: (view) => worlds(view, LEFT).length > 0,
  choices: (view) => [choice('world', 'World', worlds(view, LEFT), undefined, worldName)],
  draw: (view, chosen, look) => draw(view, chosen, look, LEFT),
};

/** What brought new customers to each brand, where somebody counts them. */
export const coming: Chart = {
  id: 'coming',
  heading: 'Where new customers come from',
  help: 'Bars count the customers whom each brand won; colours and patterns say how they came to it.',
  missing: 'Where customers come from needs the tally `acquired`: the behaviour `acquisition` in the scenario.',
  available: (view) => worlds(view, CAME).length > 0,
  choices: (view) => [choice('world', 'World', worlds(view, CAME), undefined, worldName)],
  draw: (view, chosen, look) => draw(view, chosen, look, CAME),
};
