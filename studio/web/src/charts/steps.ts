import { worldName } from '../data/results';
import { worldsShown } from '../data/panel';
import { told } from './parts';
import { stackedBars } from './bars';
import { choice, one, type Chart } from './chart';
import { colourOf } from './look';

/** The steps of the table `funnel`, and what they are called. */
const STEPS: [column: string, name: string][] = [
  ['aware', 'know it'],
  ['considered', 'could take it'],
  ['preferred', 'like it best'],
  ['bought', 'bought it'],
  ['loyal', 'bought it most'],
];

/** From knowing a brand to loyalty, as the simulation sees it. */
export const steps: Chart = {
  id: 'steps',
  heading: 'From knowing a brand to loyalty',
  help:
    'Shares in the last period: of customers who know the brand; of decisions in which it could be had, was known and ' +
    'in reach, and in which it was worth most; of customers who bought it, and more often than all others together.',
  available: (view) => view.results.table('funnel') !== undefined,
  choices: (view) => {
    const brands = view.results.brandsIn(view.variant);
    return [choice('brand', 'Brand', brands, view.variant === '' ? brands[0] : view.results.focus(view.variant).brand)];
  },
  draw: (view, chosen, look) => {
    const table = view.results.table('funnel')!;
    const brand = one(chosen, 'brand');
    const period = Math.max(...table.values('period').map(Number));
    const need = view.results.needOf(brand);
    const stacks = worldsShown(view.variant).map((world) => {
      const row = table.where({ world, need, brand, period });
      return {
        name: worldName(world),
        colour: world === view.variant || view.variant === '' ? colourOf(look, brand) : look.colours.neutral,
        values: STEPS.map(([column]) => (row.length === 0 ? 0 : table.number(column, row[0]!))),
      };
    });
    const names = STEPS.map(([, name]) => name);
    return {
      ...stackedBars(look, { rows: names, stacks, measure: 'share', unit: 'share', beside: true }),
      sheet: {
        caption: `Steps to loyalty for ${brand}, last period`,
        columns: [{ name: 'step' }, ...stacks.map(({ name }) => ({ name, unit: 'share', numeric: true }))],
        rows: names.map((name, row) => [name, ...stacks.map(({ values }) => values[row]!)]),
      },
      summary: `${brand}: ${names.map((name, row) => `${name} ${told(stacks[0]!.values[row]!, 'share')}`).join(', ')}.`,
    };
  },
};
