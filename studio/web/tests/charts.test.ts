import { describe, expect, test } from 'vitest';
import type { Chosen, Picture, View } from '../src/charts/chart';
import { cohortCells } from '../src/charts/cohorts';
import { brandMap } from '../src/charts/brands';
import { courseOf, highest } from '../src/charts/curve';
import { labelPlaces } from '../src/charts/labels';
import { COLOURS, placesOf, type Look } from '../src/charts/look';
import { againstBase } from '../src/charts/ranking';
import { folded } from '../src/charts/sankey';
import { customerGains } from '../src/data/gains';
import { funnelOf } from '../src/data/panel';
import { BASE, Results } from '../src/data/results';
import { Table } from '../src/data/table';
import { settle } from '../src/page/choices';
import { SECTIONS } from '../src/page/sections';
import { table } from './sample/build';
import { sampleReport } from './sample/report';

const VARIANT = 'colgate_minus_5_percent';
const results = new Results(sampleReport({ variants: [VARIANT, 'colgate_minus_10_percent'] }));
const look: Look = { colours: COLOURS.light, width: 700, place: placesOf(results.brands()) };
const charts = SECTIONS.flatMap((section) => section.charts);

function drawn(id: string, view: View, wish: Chosen = {}): Picture {
  const chart = charts.find((found) => found.id === id)!;
  return chart.draw(view, settle(chart.choices(view, wish), wish), look);
}

describe.each(charts.map((chart) => [chart.id, chart] as const))(
  'the chart %s',
  (id, chart) => {
    const view = { results, variant: VARIANT };

    test('has a table with a row per thing and a cell per column', () => {
      expect(chart.available(view)).toBe(true);
      const { sheet } = drawn(id, view);
      expect(sheet.rows.length).toBeGreaterThan(0);
      for (const row of sheet.rows) expect(row.length).toBe(sheet.columns.length);
    });

    test('says in a sentence what it shows', () => {
      expect(drawn(id, view).summary).not.toMatch(/NaN|undefined|unknown|\[object/);
    });

    test('is left out without its tables', () => {
      const report = sampleReport();
      report.tables = report.tables.filter(({ name }) => name === 'runs');
      expect(chart.available({ results: new Results(report), variant: VARIANT })).toBe(false);
    });
  },
);

test('reasons for leaving show up as soon as a file has them', () => {
  const report = sampleReport();
  const labels = { world: ['base'], need: ['toothpaste'], brand: ['Signal'], reason: ['price', 'broken_promise'] };
  const text = (name: keyof typeof labels, values: number[]) => ({
    name,
    unit: '',
    meaning: '',
    fold: 'key' as const,
    labels: labels[name],
    values,
  });
  const columns = [
    text('world', [0, 0]),
    text('need', [0, 0]),
    text('brand', [0, 0]),
    text('reason', [0, 1]),
    { name: 'customers', unit: 'customers', meaning: '', fold: 'sum' as const, values: [7, 3] },
  ];
  report.tables.push({ name: 'reasons', meaning: '', columns });
  expect(drawn('leaving', { results: new Results(report), variant: VARIANT }).sheet).toMatchObject({
    columns: [{ name: 'brand' }, { name: 'price' }, { name: 'broken promise' }],
    rows: [['Signal', 7, 3]],
  });
});

test('new customers are those of the tally of the acquired alone, whatever else is counted', () => {
  const { sheet } = drawn('coming', { results, variant: VARIANT }, { world: [BASE] });
  expect(sheet.columns.map(({ name }) => name)).toEqual(['brand', 'own search', 'talk']);
  expect(sheet.rows[0]).toEqual(['Colgate DC', 75, 25]);
});

test('the steps to loyalty are those of the last period', () => {
  const { sheet } = drawn('steps', { results, variant: '' }, { brand: ['Colgate DC'] });
  expect(sheet.rows.map(([, share]) => share)).toEqual([0.9, 0.8, 0.28, 0.2, 0.1]);
});

test('the bars of the mechanisms add up to the difference in units', () => {
  const { sheet } = drawn('why', { results, variant: VARIANT });
  const values = sheet.rows.map(([, units]) => Number(units));
  const whole = values.pop()!;
  expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(whole, 9);
  expect(whole).toBeCloseTo(587 * 52 * 0.028, 6);
});

test('the funnel narrows from customers to buyers of the brand', () => {
  const stages = funnelOf(results, BASE, 'toothpaste', 'Colgate DC').map(({ customers }) => customers);
  expect(stages.slice(0, 3)).toEqual([5240, 2900, expect.closeTo(0.82 * 5240 * 0.25, 6)]);
  expect(stages.length).toBe(5);
});

test('repeat buyers are a part of the buyers of the period before', () => {
  const varied = new Results(sampleReport());
  const table = varied.tables.get('brands')!;
  const rows = table.where({ world: BASE, brand: 'Signal' });
  const buyers = table.column('buyers')!.values;
  rows.forEach((row, period) => (buyers[row] = 100 * (period + 1)));
  const repeat = table.number('repeat', rows[3]!);
  expect(funnelOf(varied, BASE, 'toothpaste', 'Signal')[3]!.customers).toBeCloseTo(300 * repeat, 9);
});

test('variants below the base case are ranked too', () => {
  const rows = [
    ['base', 'cut', 3, 1, 5, 0.9],
    ['cut', 'tax', 2, 1, 3, 0.99],
    ['tax', 'base', -5, -6, -4, 0.01],
  ];
  const made = new Table(table('ranking', ['world', 'against', 'difference', 'low', 'high', 'probability'], rows));
  expect(againstBase(made, made.all())).toEqual([
    { world: 'cut', value: -3, low: -5, high: -1, probability: expect.closeTo(0.1, 9) },
    { world: 'tax', value: -5, low: -6, high: -4, probability: 0.01 },
  ]);
});

test('a curve has one point per value, though firm and brand share a name, and its highest point', () => {
  const course = courseOf(results.tables.get('curve')!, 'Colgate DC', 'profit');
  expect(course.points.map(({ x }) => x)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(course.values[highest(course).x]).toBe('+5 %');
  expect(drawn('curve', { results, variant: VARIANT }).note).toBe('Profit is highest at +5 %.');
});

test('retention is a share of the size of the cohort', () => {
  const cell = cohortCells(results, BASE, 'Macleans').find(({ cohort, age }) => cohort === -1 && age === 2)!;
  expect(cell.retained).toBeCloseTo(0.59, 2);
});

test('gains of customers are those of all their occasions, by head of the segment', () => {
  expect(customerGains(results, VARIANT)).toEqual([
    { segment: 'families', total: expect.closeTo(46.8, 9), perCustomer: expect.closeTo(46.8 / 3144, 9) },
    { segment: 'singles', total: expect.closeTo(98.8, 9), perCustomer: expect.closeTo(98.8 / 2096, 9) },
  ]);
});

test('brands that share more customers than chance stand closer together on the map', () => {
  const { brands, map } = brandMap(results, 'toothpaste');
  const at = (name: string) => map.points[brands.findIndex(({ brand }) => brand === name)]!;
  const gap = (one: string, other: string): number => Math.hypot(at(one).x - at(other).x, at(one).y - at(other).y);
  expect(gap('Close Up', 'Ultrabrite')).toBeLessThan(gap('Close Up', 'Signal'));
});

test('small brands are folded without losing a purchase', () => {
  const flows = Array.from({ length: 30 }, (_, i) => ({
    from: `brand ${i}`,
    to: `brand ${(i * 7) % 30}`,
    purchases: 100 - i,
  }));
  const few = folded(flows, 8);
  expect(few.reduce((sum, { purchases }) => sum + purchases, 0)).toBe(
    flows.reduce((sum, { purchases }) => sum + purchases, 0),
  );
  expect(new Set(few.map(({ from }) => from)).size).toBeLessThanOrEqual(9);
});

test('choices that a measure does not have go back to their start', () => {
  const choices = [{ id: 'lines', label: '', many: true, options: [{ value: 'a', label: 'a' }], start: ['a'] }];
  expect(settle(choices, { lines: ['gone'] })).toEqual({ lines: ['a'] });
});

test('labels of marks on one spot do not cover each other', () => {
  const place = labelPlaces(500);
  const moves = [0, 1, 2].map((dataIndex) =>
    place({
      dataIndex,
      rect: { x: 100, y: 100, width: 10, height: 10 },
      labelRect: { x: 115, y: 98, width: 40, height: 12 },
    }),
  );
  expect(new Set(moves.map(({ dx, dy }) => `${dx} ${dy}`)).size).toBe(3);
  const beside = {
    dataIndex: 3,
    rect: { x: 60, y: 100, width: 8, height: 8 },
    labelRect: { x: 72, y: 98, width: 40, height: 12 },
  };
  expect(place(beside)).not.toEqual({ dx: 0, dy: 0 });
});
