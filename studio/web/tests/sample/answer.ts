import type { Answer, Course, Figure, Meaning, Part, VariantAnswer, WordTable } from '../../src/data/answer';
import { NEED, type Sample } from './market';

const signed = (value: number, decimals: number): string => `${value > 0 ? '+' : ''}${value.toFixed(decimals)}`;
const part = (name: string, amount: number, decimals: number, meaning: Meaning): Part => ({
  name,
  amount,
  words: signed(amount, decimals),
  meaning,
});

function figures(sample: Sample, world: string): Figure[] {
  const brand = sample.names[0]!;
  const place = sample.worlds.indexOf(world);
  const base = 100 * sample.share('base', 0);
  const moved = 100 * sample.share(world, 0) - base;
  const lost = -223 * place;
  return [
    {
      name: `share of ${brand}`,
      measure: 'share',
      of: brand,
      unit: '%',
      base,
      variant: base + moved,
      difference_unit: 'points',
      difference: moved,
      low: moved - 0.24,
      high: moved + 0.24,
      meaning: 'good',
      base_words: `${base.toFixed(1)} %`,
      variant_words: `${(base + moved).toFixed(1)} %`,
      difference_words: `${signed(moved, 1)} points`,
      interval_words: `${signed(moved - 0.24, 1)} to ${signed(moved + 0.24, 1)}`,
    },
    {
      name: `profit of ${brand}`,
      measure: 'profit',
      of: brand,
      unit: 'GBP',
      base: 687,
      variant: 687 + lost,
      difference_unit: 'GBP',
      difference: lost,
      low: lost - 22,
      high: lost + 22,
      meaning: 'bad',
      base_words: '687 GBP',
      variant_words: `${687 + lost} GBP`,
      difference_words: `${lost} GBP`,
      interval_words: `${lost - 22} to ${lost + 22}`,
    },
  ];
}

/** Of a table that a terminal shows too: the words alone matter. */
function wordTable(heading: string): WordTable {
  return {
    heading,
    columns: [
      { name: 'value', left: true, group: '' },
      { name: 'share', left: false, group: 'Colgate DC' },
    ],
    rows: [
      ['-10 %', '30.5 %'],
      ['+15 %', '16.8 %'],
    ],
    note: 'A note.',
  };
}

function variant(sample: Sample, world: string): VariantAnswer {
  const [brand, rival] = sample.names as [string, string];
  const all = figures(sample, world);
  const share = all[0]!;
  const paragraphs = [
    { label: 'Why', words: 'price +2.6, habit +0.4 and their joint effect -0.2: together +2.8 points of share' },
    { label: 'From whom', words: `${rival} 25 % and others 75 %; nobody new to the category` },
    { label: 'Money', words: `does not pay: net present profit of ${brand} -223 GBP.` },
  ];
  const question = `What does ${world} do?`;
  const moved = [
    part('price', 2.6, 1, 'good'),
    part('habit', 0.4, 1, 'good'),
    part('their joint effect', -0.2, 1, 'bad'),
  ];
  const unit = 'points of share';
  return {
    variant: world,
    question,
    setting: `${world}: ${sample.ticks} weeks, 5,240 customers, 40 replicates with the same luck`,
    focus: { brand, firm: brand, need: NEED },
    nothing: '',
    figures: all,
    paragraphs,
    stories: ['Customer 118 came from nowhere.'],
    details: [],
    next: { purpose: 'to see which price is best:', command: 'clientele compare toothpaste.yaml --curve x=1:2:3' },
    reasons: [
      { brand, unit, parts: moved, whole: 2.8, whole_words: '+2.8' },
      { brand: rival, unit, parts: [part('price', -0.7, 1, 'neutral')], whole: -0.7, whole_words: '-0.7' },
    ],
    sources: { label: 'From whom', purchases: 600, parts: [{ name: rival, purchases: 150, outside: false }] },
    people: { all: 5240, won: 210, kept: 77, lost: 9, passed_through: 116, same: 4828 },
    money: sample.names.map((firm, place) => ({
      firm,
      unit: 'GBP',
      verdict: place === 0 ? 'does not pay' : 'costs and brings nothing',
      difference: place === 0 ? -223 : 0,
      low: place === 0 ? -245 : 0,
      high: place === 0 ? -201 : 0,
      difference_words: place === 0 ? '-223 GBP' : '0 GBP',
      interval_words: place === 0 ? '-245 to -201' : '',
      meaning: place === 0 ? 'bad' : 'neutral',
      parts:
        place === 0
          ? [
              { ...part('less on what is sold anyway', -299, 0, 'bad'), words: '-299 GBP' },
              { ...part('earned with 855 more units', 76, 0, 'good'), words: '+76 GBP' },
            ]
          : [],
      return: place === 0 ? -75 : null,
      return_words: place === 0 ? '-75 %' : '-',
    })),
    text: `${question}\n\n${share.name}  ${share.base_words}  ${share.variant_words}  ${share.difference_words}\n`,
  };
}

function course(sample: Sample, measure: string, unit: string, at: (percent: number) => number): Course {
  const percents = [-10, -5, 0, 5, 10, 15];
  const points = percents.map((percent) => ({
    value: `${signed(percent, 0)} %`,
    mean: at(percent),
    low: at(percent) - 0.3,
    high: at(percent) + 0.3,
    words: `${at(percent).toFixed(1)} ${unit}`,
    change: `${signed(at(percent) - at(0), 1)} ± 0.2 ${unit}`,
  }));
  const best = percents.map(at).indexOf(Math.max(...percents.map(at)));
  const edge = best === 0 ? ', an end of what was tried: beyond it nothing is known' : '';
  const words = `${measure} is highest at ${points[best]!.value}${edge}.`;
  return { of: sample.names[0]!, measure, unit, points, best, words };
}

export function sampleAnswer(sample: Sample): Answer {
  const brand = sample.names[0]!;
  const pairs = [...sample.variants].reverse().map((world) => {
    const difference = 100 * (sample.share(world, 0) - sample.share('base', 0));
    return {
      variant: world,
      against: 'base case',
      difference,
      low: difference - 0.4,
      high: difference + 0.4,
      probability: 99,
      difference_words: `${signed(difference, 1)} points`,
      interval_words: `${signed(difference - 0.4, 1)} to ${signed(difference + 0.4, 1)}`,
      probability_words: '99 %',
      meaning: 'good' as const,
    };
  });
  const outcome = `share of ${brand}`;
  const table = wordTable(`Which is best for the ${outcome}?`);
  const ranked = { outcome, unit: 'points', table, against_base: pairs };
  return {
    variants: sample.variants.map((world) => variant(sample, world)),
    rankings: pairs.length > 1 ? [ranked] : [],
    curve: {
      path: `brands.${brand}.price`,
      focus: { brand, firm: brand },
      table: wordTable(`What brands.${brand}.price does for ${brand}`),
      best: `for ${brand}: profit is highest at +5 %.`,
      courses: [
        course(sample, 'profit', 'GBP', (percent) => 690 - (percent - 7) ** 2 * 0.9),
        course(sample, 'share', '%', (percent) => 25 - percent * 0.55),
      ],
    },
    labels: { '(nothing)': 'no purchase', '(no occasion)': 'not shopping then', range: 'what is on offer' },
  };
}
