import type { TableData } from '../../src/data/contract';
import { table, type Cell } from './build';
import { NEED, type Sample } from './market';

const ABOUT = ['need', 'firm', 'brand', 'offer', 'segment', 'other', 'state'];

interface Outcome {
  table: string;
  measure: string;
  unit: string;
  brand: string;
  firm: string;
  time: number;
  base: number;
  difference: number;
  half: number;
}

function differenceRow(world: string, o: Outcome): Cell[] {
  const told = Math.abs(o.difference) > o.half ? 1 : 0;
  const about = ABOUT.map(
    (column) => ({ need: o.firm === '' ? NEED : '', firm: o.firm, brand: o.brand })[column] ?? '',
  );
  const head = [world, o.table, o.measure, o.unit, ...about, o.time, o.time < 0 ? 52 : 1];
  const percent = (100 * o.difference) / o.base;
  return [
    ...head,
    o.base,
    o.base + o.difference,
    o.difference,
    o.difference - o.half,
    o.difference + o.half,
    percent,
    percent - 1,
    percent + 1,
    o.difference > 0 ? 0.99 : 0.01,
    o.half * 3,
    null,
    40,
    told,
  ];
}

/** Differences of shares, units and profits, over the whole run and by tick. */
export function differences(sample: Sample): TableData {
  const rows = sample.variants.flatMap((world) =>
    sample.names.flatMap((name, brand) => {
      const moved = (part: number): number => sample.share(world, brand, part) - sample.share('base', brand, part);
      const share = {
        table: 'market',
        measure: 'share',
        unit: 'share',
        brand: name,
        firm: '',
        base: sample.share('base', brand),
      };
      const units = { ...share, measure: 'units', unit: 'units', base: 30524 * share.base };
      const profit = { table: 'firms', measure: 'profit', unit: 'GBP', brand: '', firm: name, base: 2747 * share.base };
      const lost = brand === 0 ? -223 * sample.worlds.indexOf(world) : 2747 * moved(1);
      const course = sample.times((tick) =>
        differenceRow(world, {
          ...share,
          time: tick,
          difference: moved(tick / sample.ticks) + sample.noise(0.002),
          half: 0.006,
        }),
      );
      return [
        differenceRow(world, { ...share, time: -1, difference: moved(1), half: 0.0024 }),
        differenceRow(world, { ...units, time: -1, difference: 30524 * moved(1), half: 70 }),
        differenceRow(world, { ...profit, time: -1, difference: lost, half: 22 }),
        ...course,
      ];
    }),
  );
  const numbers = [
    'base',
    'variant',
    'difference',
    'low',
    'high',
    'percent:%',
    'percent_low:%',
    'percent_high:%',
    'probability',
    'luck_sd',
    'parameter_sd',
    'replicates',
    'told_apart',
  ];
  return table(
    'differences',
    ['world', 'table', 'measure', 'unit', ...ABOUT, 'time:1:key', 'weeks:weeks:key', ...numbers],
    rows,
  );
}
