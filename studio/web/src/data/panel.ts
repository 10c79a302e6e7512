import { BASE, type Results } from './results';

export interface BrandPanel {
  brand: string;
  share: number;
  penetration: number;
  perBuyer: number;
  buyers: number;
  repeatBuyers: number;
  soleBuyers: number;
}

/** Periods of the household panel, from 0. */
export function periods(results: Results): number[] {
  return results.table('brands')?.values('period').map(Number) ?? [];
}

export function hasPanel(results: Results): boolean {
  const table = results.table('brands');
  return (
    table !== undefined &&
    results.table('categories') !== undefined &&
    table.all().some((row) => table.number('buyers', row) > 0)
  );
}

/** What a panel says of each brand, as means over its periods. */
export function panelMeans(results: Results, world: string, need: string): BrandPanel[] {
  const table = results.table('brands');
  const groups = table?.group(['brand'], table.where({ world, need })) ?? [];
  return groups.map(({ keys, rows }) => {
    const mean = (column: string): number => table!.mean(column, rows);
    const buyers = mean('buyers');
    return {
      brand: String(keys[0]),
      share: mean('share'),
      penetration: mean('penetration'),
      perBuyer: mean('purchases_per_buyer'),
      buyers,
      repeatBuyers: repeatBuyers(results, world, need, String(keys[0])),
      soleBuyers: mean('sole_buyers') * buyers,
    };
  });
}

/** Buyers of one period who bought in the period before too, in the last period that knows it. */
function repeatBuyers(results: Results, world: string, need: string, brand: string): number {
  const table = results.table('brands')!;
  const rows = table
    .where({ world, need, brand })
    .sort((a, b) => table.number('period', a) - table.number('period', b));
  const last = rows[rows.length - 1];
  const before = rows[rows.length - 2];
  return last === undefined || before === undefined
    ? NaN
    : table.number('repeat', last) * table.number('buyers', before);
}

export interface Stage {
  name: string;
  customers: number;
}

/** From all customers to the loyal ones, in the last period of the panel. */
export function funnelOf(results: Results, world: string, need: string, brand: string): Stage[] {
  const category = results.table('categories')!;
  const brands = results.table('brands')!;
  const last = Math.max(...periods(results));
  const all = category.where({ world, need, period: last })[0];
  const own = brands.where({ world, need, brand, period: last })[0];
  if (all === undefined) return [];
  // A newcomer has no buyers in the base case.
  const buyers = own === undefined ? 0 : brands.number('buyers', own);
  const again = own === undefined ? 0 : repeatBuyers(results, world, need, brand);
  const sole = own === undefined ? 0 : brands.number('sole_buyers', own) * buyers;
  const stages = [
    { name: 'customers', customers: category.number('customers', all) },
    { name: `buyers of ${need}`, customers: category.number('buyers', all) },
    { name: `buyers of ${brand}`, customers: buyers },
    { name: 'who bought it in the period before too', customers: again },
    { name: 'who bought nothing else', customers: sole },
  ];
  return stages.filter(({ customers }) => Number.isFinite(customers));
}

export function worldsShown(variant: string): string[] {
  return variant === '' ? [BASE] : [BASE, variant];
}
