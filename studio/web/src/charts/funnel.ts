import { worldName } from '../data/results';
import { funnelOf, hasPanel, worldsShown } from '../data/panel';
import { plain } from '../text/numbers';
import { stackedBars } from './bars';
import { choice, one, type Chart } from './chart';
import { colourOf } from './look';

/** From customers to loyal buyers. */
export const funnel: Chart = {
  id: 'funnel',
  heading: 'Funnel: from customers to loyal buyers',
  help:
    'Bars count customers in the last period of the panel; those who bought nothing else need not have bought it ' +
    'before.',
  missing: 'The funnel needs a household panel: `observe.panel` in the scenario.',
  available: (view) => hasPanel(view.results),
  choices: (view) => {
    const brands = view.results.brandsIn(view.variant);
    return [choice('brand', 'Brand', brands, view.variant === '' ? brands[0] : view.results.focus(view.variant).brand)];
  },
  draw: (view, chosen, look) => {
    const brand = one(chosen, 'brand');
    const need = view.results.needOf(brand);
    const worlds = worldsShown(view.variant);
    const stages = worlds.map((world) => funnelOf(view.results, world, need, brand));
    const told = stages[0]!.map(({ name, customers }) => `${name} ${plain(customers, 0)}`);
    const names = stages[0]?.map(({ name }) => name) ?? [];
    const stacks = worlds.map((world, index) => ({
      name: worldName(world),
      colour: world === view.variant || view.variant === '' ? colourOf(look, brand) : look.colours.neutral,
      values: stages[index]!.map(({ customers }) => customers),
    }));
    return {
      ...stackedBars(look, { rows: names, stacks, measure: 'customers', unit: 'customers', beside: true }),
      sheet: {
        caption: `Funnel of ${brand}, last period of the panel`,
        columns: [
          { name: 'stage' },
          ...worlds.map((world) => ({ name: worldName(world), unit: 'customers', numeric: true })),
        ],
        rows: names.map((name, row) => [name, ...stacks.map(({ values }) => values[row] ?? null)]),
      },
      summary: `Funnel of ${brand}: ${told.join(', ')}.`,
    };
  },
};
