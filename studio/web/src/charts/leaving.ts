import { BASE, worldName } from '../data/results';
import { words } from '../text/numbers';
import { stackedBars } from './bars';
import { choice, one, type Chart, type View } from './chart';
import { colourOf } from './look';
import { FEW } from './parts';

function worlds(view: View): string[] {
  const table = view.results.table('reasons');
  const known = table?.texts('world') ?? [];
  return [view.variant, BASE].filter((world) => known.includes(world));
}

/** Why customers left each brand, where the results carry reasons. */
export const leaving: Chart = {
  id: 'leaving',
  heading: 'Reasons for leaving',
  help: 'Bars count the customers who left each brand; colours and patterns say why.',
  missing: 'Reasons for leaving need the table `reasons`, which this file does not have.',
  available: (view) => worlds(view).length > 0,
  choices: (view) => [choice('world', 'World', worlds(view), undefined, worldName)],
  draw: (view, chosen, look) => {
    const table = view.results.table('reasons')!;
    const rows = table.where({ world: one(chosen, 'world') });
    const known = table.texts('brand', rows);
    const brands = [
      ...view.results.brands().filter((brand) => known.includes(brand)),
      ...known.filter((brand) => !view.results.brands().includes(brand)),
    ].slice(0, FEW);
    const stacks = table.group(['reason'], rows).map((group) => ({
      name: words(String(group.keys[0])),
      colour: colourOf(look, `reason:${String(group.keys[0])}`),
      values: brands.map((brand) =>
        table.sum(
          'customers',
          group.rows.filter((row) => table.text('brand', row) === brand),
        ),
      ),
    }));
    return {
      ...stackedBars(look, { rows: brands, stacks, measure: 'customers', unit: 'customers' }),
      sheet: {
        caption: 'Customers who left, by brand and reason',
        columns: [{ name: 'brand' }, ...stacks.map(({ name }) => ({ name, unit: 'customers', numeric: true }))],
        rows: brands.map((brand, row) => [brand, ...stacks.map(({ values }) => values[row]!)]),
      },
      summary: `Customers who left ${brands.length} brands, by reason.`,
    };
  },
};
