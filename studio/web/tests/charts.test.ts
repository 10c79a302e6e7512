import { describe, expect, test } from 'vitest';
import type { Chosen, Picture, View } from '../src/charts/chart';
import { cohortCells } from '../src/charts/cohorts';
import { brandMap } from '../src/charts/brands';
import { labelPlaces } from '../src/charts/labels';
import { COLOURS, placesOf, type Look } from '../src/charts/look';
import { folded } from '../src/charts/sankey';
import { customerGains } from '../src/data/gains';
import { funnelOf } from '../src/data/panel';
import { BASE, Results } from '../src/data/results';
import { settle } from '../src/page/choices';
import { SECTIONS } from '../src/page/sections';
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

    test('is left out without its tables and its answer', () => {
      const report = sampleReport();
      delete report.answer;
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

test('the bars of the mechanisms are those of the answer', () => {
  const picture = drawn('why', { results, variant: VARIANT });
  expect(picture.sheet.columns[1]).toMatchObject({ name: 'points of share' });
  expect(picture.sheet.rows).toEqual([
    ['price', 2.6],
    ['habit', 0.4],
    ['their joint effect', -0.2],
    ['together', expect.closeTo(2.8, 9)],
  ]);
  expect(picture.summary).toContain('habit +0.4');
});

/** The colours of the seen bars of a waterfall, by row. */
function coloursOf(picture: Picture): string[] {
  const [, above, below] = picture.option['series'] as { data: { value: number; itemStyle: { color: string } }[] }[];
  return above!.data.map((bar, row) => (bar.value !== 0 ? bar : below!.data[row]!).itemStyle.color);
}

test('colour goes by what is good for the focus, and words fit the sign', () => {
  const report = sampleReport();
  const money = report.answer!.variants[0]!.money[0]!;
  money.parts = [
    { name: 'more on what is sold anyway', amount: 144, words: '+144 GBP', meaning: 'good' },
    { name: 'lost with 210 fewer units', amount: -30, words: '-30 GBP', meaning: 'bad' },
  ];
  const rise = drawn('money', { results: new Results(report), variant: VARIANT });
  const { good, bad, neutral } = COLOURS.light;
  expect(coloursOf(rise)).toEqual([good, bad, neutral]);
  expect(JSON.stringify(rise.option)).not.toMatch(/"(gain|cost)"/);
  // What a rival loses is not bad for whom the answer is about.
  expect(coloursOf(drawn('why', { results, variant: VARIANT }, { brand: ['Macleans'] }))[0]).toBe(neutral);
});

test('returns on nothing given up are a dash, and not unknown', () => {
  const { columns, rows } = drawn('money', { results, variant: VARIANT }).sheet;
  const place = columns.findIndex(({ name }) => name === 'return');
  expect(rows.map((row) => row[place])).toEqual([expect.closeTo(-0.746, 3), ...rows.slice(1).map(() => '-')]);
});

test('streams of the focus are what the sentence below them says', () => {
  const view = { results, variant: VARIANT };
  const own = drawn('flows', view);
  expect(own.note).toBe('From whom: Macleans 25 % and others 75 %; nobody new to the category');
  for (const [from, to] of own.sheet.rows) expect([from, to]).toContain('Colgate DC');
  const into = own.sheet.rows.reduce((sum, [, to, moved]) => sum + (to === 'Colgate DC' ? 1 : -1) * Number(moved), 0);
  const all = drawn('flows', view, { show: ['all'] }).sheet.rows;
  const whole = all.reduce(
    (sum, [from, to, moved]) => sum + (Number(to === 'Colgate DC') - Number(from === 'Colgate DC')) * Number(moved),
    0,
  );
  expect(into).toBe(whole);
});

test('what was done instead of buying has the words of the answer', () => {
  const { rows } = drawn('flows', { results, variant: VARIANT }, { show: ['all'] }).sheet;
  expect(rows.flat()).toContain('no purchase');
  expect(rows.flat()).not.toContain('(nothing)');
});

test('a brand that only the variant has stands in charts over time', () => {
  const report = sampleReport();
  for (const found of report.tables.filter(({ name }) => ['offers', 'brands', 'firms'].includes(name))) {
    const [world, brand] = ['world', 'brand'].map((name) => found.columns.find((column) => column.name === name));
    if (brand === undefined) continue;
    const kept = brand.values.map(
      (value, row) =>
        world!.labels![world!.values[row]!] !== BASE || brand.labels![value!] !== 'Signal',
    );
    for (const column of found.columns) column.values = column.values.filter((_, row) => kept[row]);
  }
  const view = { results: new Results(report), variant: VARIANT };
  const { sheet } = drawn('trajectories', view, { lines: ['Signal'] });
  const line = 'Signal, variant';
  expect(sheet.columns.map(({ name }) => name)).toEqual(['week', line, `${line}: low`, `${line}: high`]);
  expect(drawn('changes-over-time', view, { lines: ['Signal'] }).sheet.columns[1]!.name).toBe('Signal');
  expect(drawn('funnel', view, { brand: ['Signal'] }).sheet.rows[2]!.slice(0, 2)).toEqual(['buyers of Signal', 0]);
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

test('variants are ranked as the answer has them', () => {
  const { sheet, summary } = drawn('ranking', { results, variant: VARIANT });
  expect(sheet.rows).toEqual(results.rankings[0]!.table.rows);
  expect(summary).toContain('colgate_minus_10_percent, colgate_minus_5_percent');
});

test('a curve has its points with their intervals, and says where it is highest', () => {
  const view = { results, variant: VARIANT };
  const profit = drawn('curve', view);
  expect(profit.sheet.rows.map(([value]) => value)).toEqual(['-10 %', '-5 %', '0 %', '+5 %', '+10 %', '+15 %']);
  const series = profit.option['series'] as { name: string; data: unknown[] }[];
  const named = (name: string) => series.find((found) => found.name === name);
  expect(named('intervals')!.data).toHaveLength(6);
  expect(named('best')!.data).toEqual([[3, expect.closeTo(686.4, 9)]]);
  expect(profit.note).toBe('Profit is highest at +5 %.');
  expect(drawn('curve', view, { measure: ['share'] }).note).toMatch(/-10 %, an end of what was tried/);
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
  const place = labelPlaces({ left: 0, right: 500, top: 0, bottom: 400 });
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

test('an axis on which nothing moved does not run to the whole market', () => {
  const report = sampleReport();
  const differences = report.tables.find(({ name }) => name === 'differences')!;
  for (const column of differences.columns)
    if (['difference', 'low', 'high', 'told_apart'].includes(column.name)) column.values = column.values.map(() => 0);
  const view = { results: new Results(report), variant: VARIANT };
  expect(drawn('changes', view).option['xAxis']).toMatchObject({ min: -0.01, max: 0.01 });
  expect(drawn('changes-over-time', view).option['yAxis']).toMatchObject({ min: -0.01, max: 0.01 });
  expect(drawn('changes', { results, variant: VARIANT }).option['xAxis']).not.toHaveProperty('min');
});
