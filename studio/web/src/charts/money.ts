import { known, type FirmMoney } from '../data/answer';
import type { Sheet } from '../data/sheet';
import { waterfall } from '../maths/waterfall';
import { words } from '../text/numbers';
import { waterfallBars } from './bars';
import { choice, one, type Chart, type View } from './chart';

const moneyOf = (view: View): FirmMoney[] => view.results.answer(view.variant)?.money ?? [];

/** Returns on what costs nothing are no figures, and not unknown either. */
const RETURNS = ['return', 'marginal_return'];

function sheetOf(view: View): Sheet {
  const table = view.results.table('money');
  const measures = table?.measures() ?? [];
  return {
    caption: 'Money by firm, means over the replicates',
    columns: [{ name: 'firm' }, ...measures.map(({ name, unit }) => ({ name: words(name), unit, numeric: true }))],
    rows: (table?.where({ world: view.variant }) ?? []).map((row) => [
      table!.text('firm', row),
      ...measures.map(({ name }) => table!.cell(name, row) ?? (RETURNS.includes(name) ? '-' : null)),
    ]),
  };
}

/** What the change brings a firm and what it costs. */
export const money: Chart = {
  id: 'money',
  heading: 'Money: what the change brings and costs',
  help:
    'What is earned more or less on the units that would have been sold anyway, and with those that the change brought ' +
    'or lost; all discounted.',
  available: (view) => moneyOf(view).length > 0 && view.results.table('money') !== undefined,
  missing: 'Profit, cost and return of a change stand in the answer of `clientele compare`.',
  choices: (view) => [
    choice(
      'firm',
      'Firm',
      moneyOf(view).map(({ firm }) => firm),
    ),
  ],
  draw: (view, chosen, look) => {
    const firm = moneyOf(view).find((found) => found.firm === one(chosen, 'firm'))!;
    // A return on what nobody has priced would be a verdict all the same.
    const judged = firm.missing ? `${firm.missing}. ` : `${firm.verdict}. Return on what it costs: ${firm.return_words}. `;
    const changes = firm.parts.map(({ amount, ...part }) => ({ ...part, change: known(amount) }));
    const steps = waterfall(changes, 'net present profit', firm.difference_words);
    return {
      ...waterfallBars(look, steps, 'difference', firm.unit),
      sheet: sheetOf(view),
      summary: `${firm.firm}: ${steps.map(({ name, words: amount }) => `${name} ${amount}`).join(', ')}.`,
      note:
        `${firm.firm}: ${judged}` + 'The table has every firm, with break-even week and lifetime value.',
    };
  },
};
