import { addUp, type Total } from '../maths/totals';
import { NO_OCCASION, NOTHING, type Results } from './results';

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

export function livedDifferently(twins: Map<string, number>): number {
  return ['won', 'kept', 'lost', 'passed through'].reduce((sum, outcome) => sum + (twins.get(outcome) ?? 0), 0);
}

/** Units that each mechanism added to a brand; together they are the whole effect. */
export function mechanismsOf(results: Results, scope: Scope): Total[] {
  const table = results.table('why');
  const rows = table?.where({ ...scope }) ?? [];
  const parts = addUp(rows.map((row) => ({ name: table!.text('mechanism', row), value: table!.number('units', row) })));
  const mechanisms = parts.filter(({ name, value }) => name !== 'interaction' && value !== 0);
  mechanisms.sort((one, other) => Math.abs(other.value) - Math.abs(one.value));
  return [...mechanisms, ...parts.filter(({ name, value }) => name === 'interaction' && value !== 0)];
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

/** Net purchases that a brand gained from each other one (negative: lost to it). */
export function sourcesOf(flows: Flow[], brand: string): Total[] {
  const gains = flows
    .filter(({ from, to }) => from !== to && (from === brand || to === brand))
    .map(({ from, to, purchases }) =>
      to === brand ? { name: from, value: purchases } : { name: to, value: -purchases },
    );
  return addUp(gains).sort((one, other) => Math.abs(other.value) - Math.abs(one.value));
}

export function sourceName(brand: string): string {
  if (brand === NOTHING) return 'no purchase';
  return brand === NO_OCCASION ? 'no occasion' : brand;
}
