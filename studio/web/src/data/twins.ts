import type { Results } from './results';

/** What a change can do to a customer with regard to a brand, in the order of telling. */
export const OUTCOMES = ['won', 'kept', 'lost', 'passed through', 'switched anyway', 'untouched'] as const;

export interface Scope {
  world: string;
  need: string;
  brand: string;
}

/** Customers by outcome, with regard to one brand. */
export function twinsOf(results: Results, scope: Scope): Map<string, number> {
  const table = results.table('twins');
  const groups = table?.group(['outcome'], table.where({ ...scope })) ?? [];
  return new Map(groups.map((group) => [String(group.keys[0]), table!.sum('customers', group.rows)]));
}

export interface Flow {
  from: string;
  to: string;
  purchases: number;
}

/** Purchases that moved: what was chosen in the base case, and what on the same occasion in the variant. */
export function flowsOf(results: Results, world: string, need: string): Flow[] {
  const table = results.table('flows');
  const groups = table?.group(['from_brand', 'to_brand'], table.where({ world, need })) ?? [];
  return groups.map(({ keys, rows }) => ({
    from: String(keys[0]),
    to: String(keys[1]),
    purchases: table!.sum('purchases', rows),
  }));
}

/** What flows there and back cancels; what is left goes one way. */
export function netFlows(flows: Flow[]): Flow[] {
  const sizes = new Map(flows.map(({ from, to, purchases }) => [JSON.stringify([from, to]), purchases]));
  return flows
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, purchases }) => ({
      from,
      to,
      purchases: purchases - (sizes.get(JSON.stringify([to, from])) ?? 0),
    }))
    .filter(({ purchases }) => purchases > 0);
}
