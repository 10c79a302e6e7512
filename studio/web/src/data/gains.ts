import type { Results } from './results';

export interface Gain {
  segment: string;
  /** Compensating variation over the whole run, in currency. */
  total: number;
  perCustomer: number;
}

function customersOf(results: Results, world: string, segment: string): number {
  const table = results.table('twins');
  if (table === undefined) return segment === '' ? results.customers : NaN;
  const rows = table.where({ world, segment });
  const first = table.group(['need', 'brand'], rows)[0];
  return first === undefined ? NaN : table.sum('customers', first.rows);
}

/** What customers gain or lose by the change, by segment. */
export function customerGains(results: Results, world: string): Gain[] {
  const table = results.table('value');
  const groups = table?.group(['segment'], table.where({ world })) ?? [];
  return groups.map(({ keys, rows }) => {
    const segment = String(keys[0]);
    const total = table!.sum('gain', rows);
    const customers = customersOf(results, world, segment);
    return { segment, total, perCustomer: total / results.weight / (groups.length === 1 ? results.customers : customers) };
  });
}

export interface FirmGain {
  firm: string;
  total: number;
}

/** Differences of the firms' net present profits. */
export function firmGains(results: Results, world: string): FirmGain[] {
  const table = results.table('money');
  return (table?.where({ world }) ?? []).map((row) => ({
    firm: table!.text('firm', row),
    total: table!.number('difference', row),
  }));
}
