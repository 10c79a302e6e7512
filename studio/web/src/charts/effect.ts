import { focusBrand, needOf } from '../data/differences';
import { mechanismsOf, OUTCOMES, twinsOf } from '../data/twins';
import { waterfall, type Step } from '../maths/waterfall';
import { capital, plain, words } from '../text/numbers';
import { stackedBars, waterfallBars } from './bars';
import { choice, one, type Chart, type Choice, type Chosen, type Picture, type View } from './chart';
import { colourOf, type Look } from './look';

/** Brands of which a table of the variant knows something. */
function brandsOf(view: View, table: string): string[] {
  const found = view.results.table(table);
  const known = new Set(found?.texts('brand', found.where({ world: view.variant })) ?? []);
  const brands = view.results.brands().filter((brand) => known.has(brand));
  return [...brands, ...[...known].filter((brand) => !brands.includes(brand))];
}

function brandChoice(view: View, table: string): Choice {
  return choice('brand', 'Brand', brandsOf(view, table), focusBrand(view.results, view.variant));
}

function scopeOf(view: View, chosen: Chosen): { world: string; need: string; brand: string } {
  const brand = one(chosen, 'brand');
  return { world: view.variant, brand, need: needOf(view.results, brand) || (view.results.needs[0] ?? '') };
}

const hasVariant =
  (table: string) =>
  (view: View): boolean =>
    view.variant !== '' && brandsOf(view, table).length > 0;

function stepWords(steps: Step[]): string {
  return steps.map(({ name, change }) => `${name} ${plain(change, 0)}`).join(', ');
}

/** The whole effect on a brand, split by what moved the customers. */
export const why: Chart = {
  id: 'why',
  heading: 'Why: the effect by mechanism',
  help: 'Each bar is what one mechanism added to the units of the brand; all parts add up to the whole effect.',
  available: hasVariant('why'),
  missing: 'The split by mechanism needs the table `why`, which `clientele compare` writes.',
  choices: (view) => [brandChoice(view, 'why')],
  draw: (view, chosen, look) => {
    const parts = mechanismsOf(view.results, scopeOf(view, chosen)).map(({ name, value }) => ({
      name: words(name),
      change: value,
    }));
    const steps = waterfall(parts, 'whole effect');
    const brand = one(chosen, 'brand');
    return {
      ...waterfallBars(look, steps, 'units', 'units'),
      sheet: {
        caption: `What each mechanism added to the units of ${brand}`,
        columns: [{ name: 'mechanism' }, { name: 'units', unit: 'units', numeric: true }],
        rows: steps.map(({ name, change }) => [name, change]),
      },
      summary: `Effect on ${brand}, in units: ${stepWords(steps)}.`,
    };
  },
};

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
    const parts = [
      { name: 'won', change: found.get('won') ?? 0 },
      { name: 'kept', change: found.get('kept') ?? 0 },
      { name: 'lost', change: -(found.get('lost') ?? 0) },
    ];
    const steps = waterfall(parts, 'on balance');
    const rest = ['passed through', 'switched anyway', 'untouched'].map(
      (name) => `${name}: ${Math.round(found.get(name) ?? 0).toLocaleString('en')}`,
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
      name: words(name) || 'unknown',
      colour: colourOf(look, `${by}:${name}`),
      values: moved.map((outcome) =>
        table.sum(
          'customers',
          own.filter((row) => table.text('outcome', row) === outcome),
        ),
      ),
    }));
  return {
    ...stackedBars(look, { rows: moved, stacks, measure: 'customers', unit: 'customers' }),
    sheet: {
      caption: `Customers whose life differed, by outcome and ${by}, with regard to ${one(chosen, 'brand')}`,
      columns: [{ name: 'outcome' }, ...stacks.map(({ name }) => ({ name, unit: 'customers', numeric: true }))],
      rows: moved.map((outcome, row) => [outcome, ...stacks.map(({ values }) => values[row]!)]),
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
