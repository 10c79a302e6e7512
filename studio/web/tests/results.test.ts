import { describe, expect, test, vi } from 'vitest';
import { Clock } from '../src/data/clock';
import { readReport, thinnedText } from '../src/data/contract';
import { BASE, Results } from '../src/data/results';
import { timeTables } from '../src/data/series';
import { Table } from '../src/data/table';
import { netFlows } from '../src/data/twins';
import { arranged } from '../src/data/arranged';
import { table } from './sample/build';
import { packed, sampleReport } from './sample/report';

const results = new Results(sampleReport());
const VARIANT = 'colgate_minus_5_percent';

describe('report data', () => {
  test('of another format are refused with a sentence', async () => {
    await expect(readReport('{"format": 1, "tables": []}')).rejects.toThrow(/format 1.*reads format 2/);
  });

  test('that are missing are told from data of another format', async () => {
    await expect(readReport('{}')).rejects.toThrow(/holds no results/);
  });

  test('read the same whether their tables are packed or not', async () => {
    const report = sampleReport({ names: ['Café', '日本', '🙂'] });
    expect(await readReport(JSON.stringify(report))).toEqual(report);
    expect(await readReport(JSON.stringify(packed(report)))).toEqual(report);
  });

  test('that a browser cannot unpack are refused with a sentence', async () => {
    vi.stubGlobal('DecompressionStream', undefined);
    await expect(readReport(JSON.stringify(packed(sampleReport())))).rejects.toThrow(/browser is too old/);
    vi.unstubAllGlobals();
  });

  test('say how they were thinned, and nothing if they were not', () => {
    const whole = table('t', ['tick:ticks:key'], [[0]]);
    expect(thinnedText(whole)).toBe('');
    expect(thinnedText({ ...whole, thinned: 4, replicates: 20 })).toMatch(/4 times are made into one/);
    expect(thinnedText({ ...whole, thinned: 4 })).toMatch(/one of 4 times is shown/);
    expect(thinnedText({ ...whole, thinned: 0 })).toMatch(/only the whole run is shown/);
  });
});

describe('tables', () => {
  const made = new Table(
    table(
      't',
      ['world', 'tick:ticks:key', 'units:units:sum', 'units_low', 'units_high'],
      [
        ['base', 0, 1, 0, 2],
        ['base', 1, null, null, null],
        ['cut', 0, 5, 4, 6],
      ],
    ),
  );

  test('find rows by texts and numbers', () => {
    expect(made.where({ world: 'base', tick: 1 })).toEqual([1]);
    expect(made.where({ world: 'nowhere' })).toEqual([]);
  });

  test('tell unknown from nothing', () => {
    expect(made.cell('units', 1)).toBeNull();
    expect(made.number('units', 1)).toBeNaN();
    expect(made.sum('units', [0, 1])).toBe(1);
    expect(made.mean('units', [0, 1])).toBe(1);
  });

  test('count limits of a band with their measure', () => {
    expect(made.measures().map(({ name }) => name)).toEqual(['units']);
  });

  test('are arranged by any column, unknown figures last', () => {
    expect(arranged(made, '', { column: 'units', down: true })).toEqual([2, 0, 1]);
    expect(arranged(made, '', { column: 'units', down: false })).toEqual([0, 2, 1]);
    expect(arranged(made, 'CUT', undefined)).toEqual([2]);
  });
});

describe('results', () => {
  test('know variants, brands by size and the question', () => {
    expect(results.variants).toEqual([VARIANT]);
    expect(results.brands().slice(0, 2)).toEqual(['Colgate DC', 'Macleans']);
    expect(results.answer(VARIANT)!.question).toBe(`What does ${VARIANT} do?`);
    expect(results.currency).toBe('GBP');
    expect(results.replicates).toBe(40);
  });

  test('of a run have no variants', () => {
    expect(new Results(sampleReport({ variants: [] })).variants).toEqual([]);
  });

  test('show measures of tables that no one has heard of yet', () => {
    const report = sampleReport();
    report.tables.push(table('moods', ['world', 'tick:ticks:key', 'brand', 'joy:1:mean'], [[BASE, 0, 'Acme', 0.5]]));
    expect(timeTables(new Results(report)).map(({ name }) => name)).toContain('moods');
    const known = ['offers', 'brands', 'firms', 'categories', 'reasons', 'tallies', 'funnel'];
    expect(timeTables(results).map(({ name }) => name)).toEqual(known);
  });
});

describe('focus', () => {
  test('is what the answer says, whatever moved most and whatever the scenario names', () => {
    const report = sampleReport();
    report.answer!.variants[0]!.focus = { brand: 'Signal', firm: 'Signal Ltd', need: 'toothpaste' };
    expect(new Results(report).focus(VARIANT)).toEqual({ brand: 'Signal', firm: 'Signal Ltd', need: 'toothpaste' });
  });

  test('is the largest brand in files without an answer', () => {
    const { answer, ...report } = sampleReport();
    expect(answer!.variants).toHaveLength(1);
    expect(new Results(report).focus(VARIANT).brand).toBe('Colgate DC');
    expect(new Results(report).answer(VARIANT)).toBeUndefined();
  });
});

describe('brands that only a variant has', () => {
  const report = sampleReport();
  const offers = report.tables.find(({ name }) => name === 'offers')!;
  const column = (name: string) => offers.columns.find((found) => found.name === name)!;
  const [brand, world] = [column('brand'), column('world')];
  const gone = brand.labels!.indexOf('Signal');
  // As if Signal came with the variant: nothing is left of it in the base case.
  for (const one of offers.columns)
    one.values = one.values.filter(
      (_, row) => world.values[row] !== world.labels!.indexOf(BASE) || brand.values[row] !== gone,
    );
  const entered = new Results(report);

  test('are brands of the variant', () => {
    expect(entered.brands()).toContain('Signal');
    expect(entered.brandsIn(VARIANT)).toContain('Signal');
    expect(entered.brandsIn('')).not.toContain('Signal');
  });
});

describe('flows', () => {
  test('there and back cancel', () => {
    expect(
      netFlows([
        { from: 'a', to: 'b', purchases: 5 },
        { from: 'b', to: 'a', purchases: 3 },
      ]),
    ).toEqual([{ from: 'a', to: 'b', purchases: 2 }]);
  });
});

test('ticks and panel periods share one axis', () => {
  const clock = new Clock(1, 13);
  expect([clock.place('tick', 0), clock.place('period', 0)]).toEqual([1, 13]);
  expect(new Clock(1 / 7, 13).unit).toBe('day');
});
