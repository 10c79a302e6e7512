import { known, type Reasons } from '../data/answer';
import { OUTCOMES, twinsOf } from '../data/twins';
import { waterfall, type Step } from '../maths/waterfall';
import { capital, plain } from '../text/numbers';
import { stackedBars, waterfallBars } from './bars';
import { choice, one, type Chart, type Choice, type Chosen, type Picture, type View } from './chart';
import { colourOf, type Look } from './look';

/** Brands of which a table of the variant knows something. */
function brandsOf(view: View, table: string): string[] {
  const found = view.results.table(table);
  const named = new Set(found?.texts('brand', found.where({ world: view.variant })) ?? []);
  const brands = view.results.brands().filter((brand) => named.has(brand));
  return [...brands, ...[...named].filter((brand) => !brands.includes(brand))];
}

function brandChoice(view: View, table: string): Choice {
  return choice('brand', 'Brand', brandsOf(view, table), view.results.focus(view.variant).brand);
}

function scopeOf(view: View, chosen: Chosen): { world: string; need: string; brand: string } {
  const brand = one(chosen, 'brand');
  return { world: view.variant, brand, need: view.results.needOf(brand) || (view.results.needs[0] ?? '') };
}

const hasVariant =
  (table: string) =>
  (view: View): boolean =>
    view.variant !== '' && brandsOf(view, table).length > 0;

function stepWords(steps: Step[]): string {
  return steps.map(({ name, change }) => `${name} ${plain(change, 0)}`).join(', ');
}

const reasonsIn = (view: View): Reasons[] => view.results.answer(view.variant)?.reasons ?? [];

/** The whole effect on a brand, split by what moved the customers. */
export const why: Chart = {
  id: 'why',
  heading: 'Why: the effect by mechanism',
  help: 'Each bar is what one mechanism added to the brand; all parts add up to the whole effect.',
  available: (view) => reasonsIn(view).length > 0,
  missing: 'Nobody was moved by a mechanism alone, or the file holds no answer of `clientele compare`.',
  choices: (view) => [
    choice(
      'brand',
      'Brand',
      reasonsIn(view).map(({ brand }) => brand),
    ),
  ],
  draw: (view, chosen, look) => {
    const brand = one(chosen, 'brand');
    const { unit, parts, whole_words } = reasonsIn(view).find((found) => found.brand === brand)!;
    const changes = parts.map(({ amount, ...part }) => ({ ...part, change: known(amount) }));
    const steps = waterfall(changes, 'together', whole_words);
    return {
      ...waterfallBars(look, steps, unit, unit),
      sheet: {
        caption: `What each mechanism added to ${brand}`,
        columns: [{ name: 'mechanism' }, { name: unit, numeric: true }],
        rows: steps.map(({ name, change }) => [name, change]),
      },
      summary: `Effect on ${brand}, in ${unit}: ${steps.map(({ name, words }) => `${name} ${words}`).join(', ')}.`,
    };
  },
};

/** Whole customers; of the focus those of the answer, which are rounded together. */
function wholes(view: View, brand: string, found: Map<string, number>): { won: number; kept: number; lost: number } {
  const answer = view.results.answer(view.variant);
  if (answer !== undefined && answer.focus.brand === brand && answer.people.all > 0) return answer.people;
  const of = (outcome: string): number => Math.round(found.get(outcome) ?? 0);
  return { won: of('won'), kept: of('kept'), lost: of('lost') };
}

/** From the customers of the base case to those of the variant. */
export const twins: Chart = {
  id: 'twins',
  heading: 'Customers won, kept and lost',
  help:
    'Each customer is compared with its twin in the base case: won or kept buy the brand only because of the change, ' +
    'lost ones stopped because of it.',
  available: hasVariant('twins'),
  missing: 'Customers can be compared with their twins in results of `clientele compare`.',
  choices: (view) => [brandChoice(view, 'twins')],
  draw: (view, chosen, look) => {
    const found = twinsOf(view.results, scopeOf(view, chosen));
    const { won, kept, lost } = wholes(view, one(chosen, 'brand'), found);
    const parts = [
      { name: 'won', change: won },
      { name: 'kept', change: kept },
      { name: 'lost', change: -lost },
    ];
    const steps = waterfall(parts, 'on balance');
    const rest = ['passed through', 'switched anyway', 'untouched'].map(
      (name) => `${view.results.label(name)}: ${plain(found.get(name) ?? 0, 0)}`,
    );
    return {
      ...waterfallBars(look, steps, 'customers', 'customers'),
      sheet: {
        caption: `What became of the customers, with regard to ${one(chosen, 'brand')}`,
        columns: [{ name: 'outcome' }, { name: 'customers', unit: 'customers', numeric: true }],
        rows: OUTCOMES.map((outcome) => [outcome, found.get(outcome) ?? 0]),
      },
      summary: `Customers of ${one(chosen, 'brand')}: ${stepWords(steps)}.`,
      note: `${capital(rest.join('; '))} customers.`,
    };
  },
};

function drawReasons(view: View, chosen: Chosen, look: Look): Picture {
  const table = view.results.table('twins')!;
  const by = one(chosen, 'by');
  const moved = OUTCOMES.slice(0, 4).map(String);
  const rows = table.where({ ...scopeOf(view, chosen) }).filter((row) => moved.includes(table.text('outcome', row)));
  const groups = table
    .group([by], rows)
    .map((group) => ({ name: String(group.keys[0]), rows: group.rows, size: table.sum('customers', group.rows) }));
  groups.sort((a, b) => b.size - a.size);
  const stacks = groups
    .filter(({ size }) => size > 0)
    .map(({ name, rows: own }) => ({
      name: view.results.label(name) || 'unknown',
      colour: colourOf(look, `${by}:${name}`),
      values: moved.map((outcome) =>
        table.sum(
          'customers',
          own.filter((row) => table.text('outcome', row) === outcome),
        ),
      ),
    }));
  const outcomes = moved.map((outcome) => view.results.label(outcome));
  return {
    ...stackedBars(look, { rows: outcomes, stacks, measure: 'customers', unit: 'customers' }),
    sheet: {
      caption: `Customers whose life differed, by outcome and ${by}, with regard to ${one(chosen, 'brand')}`,
      columns: [{ name: 'outcome' }, ...stacks.map(({ name }) => ({ name, unit: 'customers', numeric: true }))],
      rows: outcomes.map((outcome, row) => [outcome, ...stacks.map(({ values }) => values[row]!)]),
    },
    summary: `Customers won, kept, lost and passed through, by ${by}: ${stacks.map(({ name }) => name).join(', ')}.`,
  };
}

/** What first set a customer's life apart from its twin's. */
export const reasons: Chart = {
  id: 'reasons',
  heading: 'Reasons: what set lives apart',
  help: "Bars count customers; colours and patterns say what decided the first choice that differed from the twin's.",
  available: hasVariant('twins'),
  choices: (view) => [brandChoice(view, 'twins'), choice('by', 'Split by', splits(view))],
  draw: drawReasons,
};

function splits(view: View): string[] {
  const segments = view.results.table('twins')?.values('segment').length ?? 0;
  return segments > 1 ? ['reason', 'segment'] : ['reason'];
}
