import { BASE, type Results } from './results';

/** Who holds an offer of a brand in the base case, as under a contract: means over the run; tables of a report are means over replicates. */
export interface Holders {
  brand: string;
  customers: number;
  /** Share of customers of a month who end it in that month. */
  churn: number;
  /** What one pays in a month. */
  revenue: number;
}

/** Counts of customers whose contract of a brand ended; `renewed` is counted of contracts alone. */
const ENDED = ['switched_away', 'left_category'];
const HELD = 'renewed';
const MONTHS_PER_WEEK = 12 / 52;

/** By brand; empty where customers buy and hold nothing. `units` of what is held counts who uses it, tick by tick. */
export function holders(results: Results, need: string): Holders[] {
  const offers = results.table('offers');
  const tallies = results.table('tallies');
  if (offers === undefined || tallies === undefined) return [];
  if (tallies.where({ world: BASE, need, tally: HELD }).length === 0) return [];
  const ticks = results.weeks / results.clock.weeks(1);
  return offers.group(['brand'], offers.where({ world: BASE, need })).map(({ keys, rows }) => {
    const brand = String(keys[0]);
    const used = offers.sum('units', rows);
    const months = used * results.clock.weeks(1) * MONTHS_PER_WEEK;
    const ended = ENDED.flatMap((tally) => tallies.where({ world: BASE, need, brand, tally }));
    return {
      brand,
      customers: used / ticks,
      churn: tallies.sum('count', ended) / months,
      revenue: offers.sum('revenue', rows) / months,
    };
  });
}
