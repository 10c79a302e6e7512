import type { ReportData, TableData } from '../../src/data/contract';
import { band, banded, luck, table, type Cell } from './build';

export interface SampleOptions {
  names?: string[];
  /** Without a variant the sample is a plain run. */
  variants?: string[];
  ticks?: number;
}

export const NAMES = [
  'Colgate DC',
  'Macleans',
  'Close Up',
  'Signal',
  'Ultrabrite',
  'Gibbs SR',
  'Boots own label',
  'Sainsbury own label',
  'other brands',
];
const SHARES = [0.25, 0.19, 0.1, 0.1, 0.09, 0.08, 0.03, 0.02, 0.14];
const CUSTOMERS = 5240;
const UNITS_A_TICK = 587;
export const NEED = 'toothpaste';
const PERIODS = 4;

/** A market that one brand's price cut changes: what others lose it gains, growing a little as habits form. */
export class Sample {
  readonly names: string[];
  readonly worlds: string[];
  readonly ticks: number;
  private readonly draw = luck(7);

  constructor({ names = NAMES, variants = ['colgate_minus_5_percent'], ticks = 52 }: SampleOptions) {
    this.names = names;
    this.worlds = ['base', ...variants];
    this.ticks = ticks;
  }

  get variants(): string[] {
    return this.worlds.slice(1);
  }

  share(world: string, brand: number, part = 1): number {
    const cut = 0.028 * this.worlds.indexOf(world) * (0.8 + 0.2 * part);
    const base = SHARES[brand % SHARES.length]!;
    return brand === 0 ? base + cut : base - (cut * base) / (1 - SHARES[0]!);
  }

  noise(size: number): number {
    return (this.draw() - 0.5) * 2 * size;
  }

  each(make: (world: string, name: string, brand: number) => Cell[][], worlds = this.worlds): Cell[][] {
    return worlds.flatMap((world) => this.names.flatMap((name, brand) => make(world, name, brand)));
  }

  times(make: (tick: number) => Cell[]): Cell[][] {
    return Array.from({ length: this.ticks }, (_, tick) => make(tick));
  }
}

function offers(sample: Sample): TableData {
  const columns = [
    'world',
    'tick:ticks:key',
    'need',
    'brand',
    'offer',
    ...banded('price:GBP'),
    ...banded('units:units:sum'),
    ...banded('revenue:GBP:sum'),
  ];
  const rows = sample.each((world, name, brand) =>
    sample.times((tick) => {
      const price = brand === 0 && world !== 'base' ? 0.19 : 0.2;
      const units = UNITS_A_TICK * sample.share(world, brand, tick / sample.ticks) + sample.noise(4);
      return [
        world,
        tick,
        NEED,
        name,
        name,
        ...band(price, 0),
        ...band(units, Math.sqrt(units) * 1.6),
        ...band(units * price, 2),
      ];
    }),
  );
  return { ...table('offers', columns, rows), replicates: 40 };
}

function firms(sample: Sample): TableData {
  const columns = ['world', 'tick:ticks:key', 'firm', ...banded('profit:GBP:sum'), ...banded('cash:GBP:last')];
  const rows = sample.each((world, name, brand) =>
    sample.times((tick) => {
      const margin = brand === 0 && world !== 'base' ? 0.08 : 0.09;
      const profit = UNITS_A_TICK * sample.share(world, brand, tick / sample.ticks) * margin;
      return [world, tick, name, ...band(profit, profit * 0.12), ...band(profit * (tick + 1), profit)];
    }),
  );
  return { ...table('firms', columns, rows), replicates: 40 };
}

function brands(sample: Sample): TableData {
  const measures = [
    'share:share',
    'purchases:units:sum',
    'buyers:customers:sum',
    'penetration:share',
    'purchases_per_buyer:units',
    'sole_buyers:share',
    'repeat:share',
  ];
  const columns = ['world', 'period:periods:key', 'weeks:weeks:key', 'need', 'brand', ...measures.flatMap(banded)];
  const rows = sample.each((world, name, brand) =>
    Array.from({ length: PERIODS }, (_, period) => {
      const share = sample.share(world, brand, period / PERIODS);
      const [penetration, perBuyer] = [share * 0.82, 1.4 + 1.7 * share];
      const repeat = period === 0 ? [null, null, null] : band(0.45 + share / 4, 0.02);
      return [
        world,
        period,
        13,
        NEED,
        name,
        ...band(share, 0.006),
        ...band(7631 * share, 60),
        ...band(penetration * CUSTOMERS, 30),
        ...band(penetration, 0.006),
        ...band(perBuyer, 0.03),
        ...band(0.42 + share / 10, 0.02),
        ...repeat,
      ] as Cell[];
    }),
  );
  return { ...table('brands', columns, rows), replicates: 40 };
}

function categories(sample: Sample): TableData {
  const columns = [
    'world',
    'period:periods:key',
    'weeks:weeks:key',
    'need',
    'customers:customers',
    'buyers:customers',
    'purchases:units:sum',
  ];
  const rows = sample.worlds.flatMap((world) =>
    Array.from({ length: PERIODS }, (_, period) => [world, period, 13, NEED, CUSTOMERS, 2900, 7631]),
  );
  return { ...table('categories', columns, rows), replicates: 40 };
}

function pairs(sample: Sample): TableData {
  const rows = sample.each((world, name, brand) =>
    sample.names
      .filter((other) => other !== name)
      .map((other) => {
        const second = sample.names.indexOf(other);
        const lift = (brand % 2 === second % 2 ? 1.5 : 1) + sample.noise(0.02);
        return [
          world,
          0,
          NEED,
          name,
          other,
          CUSTOMERS * lift * sample.share(world, brand) * sample.share(world, second) * 0.67,
        ];
      }),
  );
  return {
    ...table('duplication', ['world', 'period:periods:key', 'need', 'brand', 'other', 'both:customers:sum'], rows),
    replicates: 40,
  };
}

function switching(sample: Sample): TableData {
  const rows = sample.each((world, name, brand) =>
    sample.names.map((other, second) => [
      world,
      0,
      NEED,
      name,
      other,
      Math.round(7000 * sample.share(world, brand) * (name === other ? 0.5 : 0.5 * sample.share(world, second))),
    ]),
  );
  return {
    ...table('switching', ['world', 'period:periods:key', 'need', 'from', 'to', 'purchases:units:sum'], rows),
    replicates: 40,
  };
}

function cohorts(sample: Sample): TableData {
  const ages = [-1, 0, 1, 2, 3].flatMap((cohort) =>
    Array.from({ length: PERIODS - Math.max(0, cohort) }, (_, age) => [cohort, age] as const),
  );
  const rows = sample.each((world, name, brand) =>
    ages.map(([cohort, age]) => {
      const size = CUSTOMERS * sample.share(world, brand) * (cohort < 1 ? 0.6 : 0.15);
      return [
        world,
        NEED,
        name,
        cohort,
        age,
        Math.round(age === 0 ? size : size * (0.55 - 0.08 * age + (cohort < 0 ? 0.2 : 0))),
      ];
    }),
  );
  return {
    ...table(
      'cohorts',
      ['world', 'need', 'brand', 'cohort:periods:key', 'age:periods:key', 'customers:customers:sum'],
      rows,
    ),
    replicates: 40,
  };
}

function reasons(sample: Sample): TableData {
  const rows = sample.each((world, name, brand) =>
    ['luck', 'price', 'trust'].map((reason, place) => [
      world,
      0,
      NEED,
      name,
      reason,
      Math.round(sample.share(world, brand) * (100 - 30 * place)),
    ]),
  );
  return table('reasons', ['world', 'period:periods:key', 'need', 'brand', 'reason', 'customers:departures:sum'], rows);
}

function tallies(sample: Sample): TableData {
  const columns = ['world', 'tick:ticks:key', 'need', 'brand', 'tally', 'level', 'count:1:sum'];
  const rows = sample.each((world, name, brand) => {
    const won = Math.round(400 * (world === 'base' ? SHARES[brand % SHARES.length]! : sample.share(world, brand)));
    return [
      [world, 51, NEED, name, 'acquired', 'own_search', 0.75 * won],
      [world, 51, NEED, name, 'acquired', 'talk', 0.25 * won],
      [world, 51, NEED, name, 'complaints', 'heard', 1000],
    ];
  });
  return table('tallies', columns, rows);
}

function steps(sample: Sample): TableData {
  const shares = ['aware:share', 'considered:share', 'preferred:share', 'bought:share', 'loyal:share'];
  const rows = sample.each((world, name) =>
    Array.from({ length: PERIODS }, (_, period) => {
      const late = period / (PERIODS - 1);
      return [world, period, NEED, name, 0.9, 0.8 * late, 0.28 * late, 0.2 * late, 0.1 * late];
    }),
  );
  return table('funnel', ['world', 'period:periods:key', 'need', 'brand', ...shares], rows);
}

function runs(sample: Sample): TableData {
  const rows = sample.worlds.map((world) => [world, 1973, CUSTOMERS, sample.ticks, 1]);
  return table(
    'runs',
    ['world', 'seed:1:key', 'customers:customers:key', 'ticks:ticks:key', 'weeks_per_tick:weeks:key'],
    rows,
  );
}

/** The tables of a run. */
export function runTables(sample: Sample): TableData[] {
  return [runs, brands, categories, pairs, offers, firms, switching, cohorts, reasons, tallies, steps].map((make) => make(sample));
}

export function provenance(sample: Sample): ReportData['provenance'] {
  const variants = Object.fromEntries(
    sample.variants.map((name) => [
      name,
      { question: `What does ${name} do?`, change: { [`brands.${sample.names[0]}.price`]: '-5 %' } },
    ]),
  );
  const scenario = { currency: 'GBP', brands: sample.names.map((name) => ({ name })), variants };
  return {
    title: 'UK toothpaste, first quarter of 1973',
    source: 'AGB panel',
    scenario: JSON.stringify(scenario, null, 2),
    seed: 1973,
    command: 'clientele compare toothpaste.yaml',
    version: '0.1.0',
  };
}
