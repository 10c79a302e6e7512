import { focusBrand } from '../data/differences';
import type { Sheet } from '../data/sheet';
import { waterfall } from '../maths/waterfall';
import { words } from '../text/numbers';
import { waterfallBars } from './bars';
import { choice, one, type Chart, type View } from './chart';

const firmsOf = (view: View): string[] => {
  const table = view.results.table('money');
  return table?.texts('firm', table.where({ world: view.variant })) ?? [];
};

function sheetOf(view: View): Sheet {
  const table = view.results.table('money')!;
  const measures = table.measures();
  return {
    caption: 'Money by firm, means over the replicates',
    columns: [{ name: 'firm' }, ...measures.map(({ name, unit }) => ({ name: words(name), unit, numeric: true }))],
    rows: table
      .where({ world: view.variant })
      .map((row) => [table.text('firm', row), ...measures.map(({ name }) => table.cell(name, row))]),
  };
}

/** What the change brings a firm and what it costs. */
export const money: Chart = {
  id: 'money',
  heading: 'Money: what the change brings and costs',
  help:
    'Gain is the margin of the units that the change caused, cost what the firm gives up on those it would have sold ' +
    'anyway; both discounted.',
  available: (view) => view.variant !== '' && firmsOf(view).length > 0,
  missing: 'Profit, cost and return of a change need the table `money`, which `clientele compare` writes.',
  choices: (view) => [
    choice('firm', 'Firm', firmsOf(view), view.results.firmOf(focusBrand(view.results, view.variant))),
  ],
  draw: (view, chosen, look) => {
    const table = view.results.table('money')!;
    const rows = table.where({ world: view.variant, firm: one(chosen, 'firm') });
    const [gain, cost, difference] = ['gain', 'cost', 'difference'].map((name) => table.mean(name, rows)) as [
      number,
      number,
      number,
    ];
    const rest = difference - (gain - cost);
    const parts = [
      { name: 'gain', change: gain },
      { name: 'cost', change: -cost },
      { name: 'other', change: rest },
    ];
    const unit = table.unit('difference') || view.results.currency;
    const steps = waterfall(
      parts.filter(({ name, change }) => name !== 'other' || Math.abs(change) > 0.005),
      'net present profit',
    );
    return {
      ...waterfallBars(look, steps, 'difference', unit),
      sheet: sheetOf(view),
      summary: `Gain, cost and net present profit of ${one(chosen, 'firm')}.`,
      note: 'The table has every firm, with return, marginal return, break-even week and lifetime value.',
    };
  },
};
