import type { TableData } from '../../src/data/contract';
import { band, banded, table, type Cell } from './build';
import { differences } from './differences';
import { NEED, type Sample } from './market';

const SEGMENTS = ['families', 'singles'];

function twins(sample: Sample): TableData {
  const counts: [string, string, number][] = [
    ['won', 'price', 180],
    ['won', 'habit', 30],
    ['kept', 'price', 70],
    ['kept', 'habit', 7],
    ['lost', 'habit', 6],
    ['lost', 'price', 3],
    ['passed through', 'price', 100],
    ['passed through', 'range', 16],
    ['switched anyway', '', 800],
    ['untouched', '', 4028],
  ];
  const rows = sample.each(
    (world, name, brand) =>
      SEGMENTS.flatMap((segment, place) =>
        counts.map(([outcome, reason, customers]): Cell[] => {
          const swapped = brand === 0 ? outcome : ({ won: 'lost', lost: 'won' }[outcome] ?? outcome);
          return [world, NEED, name, segment, swapped, reason, customers * (place === 0 ? 0.6 : 0.4)];
        }),
      ),
    sample.variants,
  );
  return {
    ...table('twins', ['world', 'need', 'brand', 'segment', 'outcome', 'reason', 'customers:customers:sum'], rows),
    replicates: 40,
  };
}

function flows(sample: Sample): TableData {
  const [first, ...others] = sample.names as [string, ...string[]];
  const rows = sample.variants.flatMap((world) =>
    others.flatMap((name, i) => {
      const moved = Math.round(900 * sample.share('base', i + 1));
      return [
        [world, NEED, name, name, first, first, moved],
        [world, NEED, first, first, name, name, Math.round(moved / 20)],
        [world, NEED, name, name, '(nothing)', '', 1],
      ];
    }),
  );
  return {
    ...table(
      'flows',
      ['world', 'need', 'from_brand', 'from_offer', 'to_brand', 'to_offer', 'purchases:units:sum'],
      rows,
    ),
    replicates: 40,
  };
}

function why(sample: Sample): TableData {
  const rows = sample.each(
    (world, name, brand) =>
      sample
        .times((tick) => [tick])
        .flatMap(([tick]) => {
          const whole = 587 * (sample.share(world, brand) - sample.share('base', brand));
          return [
            ['price', 0.9],
            ['habit', 0.14],
            ['interaction', -0.04],
          ].map(([mechanism, part]) => [world, tick!, NEED, name, mechanism as string, whole * Number(part)]);
        }),
    sample.variants,
  );
  return {
    ...table('why', ['world', 'tick:ticks:key', 'need', 'brand', 'mechanism', 'units:units:sum'], rows),
    replicates: 40,
  };
}

function divergence(sample: Sample): TableData {
  const rows = sample.variants.flatMap((world) =>
    sample.times((tick) => [
      world,
      tick,
      NEED,
      ...band(25 + sample.noise(4), 8),
      ...band(24 * Math.exp(-tick / 20), 1),
      ...band(412 * (1 - Math.exp(-(tick + 1) / 20)), 12),
    ]),
  );
  const columns = ['customers:customers:sum', 'first:customers:sum', 'ever:customers:last'].flatMap(banded);
  return { ...table('divergence', ['world', 'tick:ticks:key', 'need', ...columns], rows), replicates: 40 };
}

function stories(sample: Sample): TableData {
  const first = sample.names[0]!;
  const rows = sample.variants.flatMap((world) => [
    [
      world,
      0,
      NEED,
      118,
      'families',
      'won',
      `Week 6: finds ${first} cheaper than usual and takes it instead of ${sample.names[1]}. Buys it five more times.`,
    ],
    [
      world,
      0,
      NEED,
      2093,
      'singles',
      'passed through',
      `Week 3: takes ${first} once; back with ${sample.names[2]} from week 9 on.`,
    ],
  ]);
  return table('stories', ['world', 'replicate:1:key', 'need', 'customer:1:key', 'segment', 'outcome', 'story'], rows);
}

function money(sample: Sample): TableData {
  const rows = sample.each((world, name, brand) => {
    const share = sample.share('base', brand);
    const gain = brand === 0 ? 76 : 2700 * (sample.share(world, brand) - share);
    const cost = brand === 0 ? 299 : 0;
    return [
      [
        world,
        name,
        ...band(2747 * share, 30),
        ...band(2747 * share + gain - cost, 30),
        ...band(gain - cost, 22),
        cost,
        gain,
        cost > 0 ? (gain - cost) / cost : null,
        cost > 0 ? -0.8 : null,
        30524 * share,
        30524 * (sample.share(world, brand) - share),
        0.31,
        0.3,
        null,
      ],
    ];
  }, sample.variants);
  const columns = [
    ...['base_profit', 'profit', 'difference'].flatMap((name) => banded(`${name}:GBP:sum`)),
    'cost:GBP:sum',
    'gain:GBP:sum',
    'return',
    'marginal_return',
    'baseline_units:units:sum',
    'caused_units:units:sum',
    'lifetime_value_base:GBP',
    'lifetime_value:GBP',
    'break_even_week:weeks',
  ];
  return { ...table('money', ['world', 'firm', ...columns], rows), replicates: 40 };
}

function value(sample: Sample): TableData {
  const rows = sample.variants.flatMap((world) =>
    SEGMENTS.flatMap((segment, place) => sample.times((tick) => [world, tick, NEED, segment, 300, 0.9 + place])),
  );
  return {
    ...table('value', ['world', 'tick:ticks:key', 'need', 'segment', 'occasions:occasions:sum', 'gain:GBP:sum'], rows),
    replicates: 40,
  };
}

/** A firm has rows of its own, without a brand. */
function curve(sample: Sample): TableData {
  const prices = [-10, -5, 0, 5, 10, 15];
  const first = sample.names[0]!;
  const rows = [first, ''].flatMap((brand) =>
    prices.map((percent, position): Cell[] => {
      const share = 0.25 - percent * 0.0055;
      const figures = [...band(share, 0.003), ...band(share * 30524, 90), ...band(690 - (percent - 7) ** 2 * 0.9, 14)];
      const value = `${percent > 0 ? '+' : ''}${percent} %`;
      return [`brands.${first}.price`, value, position, first, brand, ...figures, position === 5 ? null : -2.5];
    }),
  );
  const columns = ['share:share', 'units:units', 'profit:GBP'].flatMap((name) => banded(name));
  return table('curve', ['path', 'value', 'position:1:key', 'firm', 'brand', ...columns, 'elasticity'], rows);
}

function ranking(sample: Sample): TableData {
  const rows = [...sample.worlds]
    .reverse()
    .slice(0, -1)
    .map((world, place): Cell[] => {
      const difference = sample.share(world, 0) - sample.share('base', 0);
      return [
        'market',
        'share',
        'share',
        NEED,
        sample.names[0]!,
        place + 1,
        world,
        'base',
        difference,
        difference - 0.004,
        difference + 0.004,
        0.99,
      ];
    });
  return table(
    'ranking',
    [
      'table',
      'measure',
      'unit',
      'need',
      'brand',
      'place:1:key',
      'world',
      'against',
      'difference',
      'low',
      'high',
      'probability',
    ],
    rows,
  );
}

/** The tables that a comparison adds to those of a run. */
export function comparisonTables(sample: Sample): TableData[] {
  const always = [differences, twins, flows, why, divergence, stories, money, value, curve];
  return [...always, ...(sample.variants.length > 1 ? [ranking] : [])].map((make) => make(sample));
}
