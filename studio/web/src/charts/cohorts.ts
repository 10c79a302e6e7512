import { worldName, type Results } from '../data/results';
import { worldsShown } from '../data/panel';
import { percent } from '../text/numbers';
import { choice, one, type Chart, type Chosen, type Picture, type View } from './chart';
import { isNarrow, type Look } from './look';
import { frame, hover, rowsHeight, tip, told } from './parts';

interface CohortCell {
  cohort: number;
  age: number;
  customers: number;
  /** Of the size of the cohort, which is that at age 0. */
  retained: number;
}

export function cohortCells(results: Results, world: string, brand: string): CohortCell[] {
  const table = results.table('cohorts');
  const rows = table?.where({ world, brand }) ?? [];
  const sizes = new Map(
    rows
      .filter((row) => table!.number('age', row) === 0)
      .map((row) => [table!.number('cohort', row), table!.number('customers', row)]),
  );
  return rows.map((row) => {
    const cohort = table!.number('cohort', row);
    const customers = table!.number('customers', row);
    return { cohort, age: table!.number('age', row), customers, retained: customers / (sizes.get(cohort) ?? NaN) };
  });
}

/** Customers who had bought the brand before the first period are a cohort of their own, coded -1. */
function cohortName(cohort: number): string {
  return cohort < 0 ? 'before' : `period ${cohort + 1}`;
}

function heat(look: Look, cells: CohortCell[], names: string[], ages: number[]): Record<string, unknown> {
  const { colours } = look;
  const known = cells.filter(({ retained, age }) => Number.isFinite(retained) && age > 0);
  const most = Math.max(0.01, ...known.map(({ retained }) => retained));
  const axis = { axisLine: { show: false }, axisTick: { show: false }, splitArea: { show: false } };
  return {
    ...frame(look),
    grid: { left: 84, right: 16, top: 12, bottom: 44 },
    xAxis: {
      type: 'category',
      data: ages.map(String),
      name: 'periods after the first purchase',
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: { color: colours.muted },
      axisLabel: { color: colours.muted },
      ...axis,
    },
    yAxis: { type: 'category', data: names, inverse: true, axisLabel: { color: colours.text }, ...axis },
    visualMap: { show: false, min: 0, max: most, inRange: { color: [colours.low, colours.high] }, dimension: 2 },
    tooltip: hover<{ dataIndex: number }>(look, 'item', ({ dataIndex }) => cellTip(known[dataIndex]!)),
    series: [
      {
        type: 'heatmap',
        data: known.map(({ cohort, age, retained }) => ({
          value: [ages.indexOf(age), names.indexOf(cohortName(cohort)), retained],
          label: { color: retained > most * 0.55 ? colours.card : colours.text },
        })),
        label: {
          show: !isNarrow(look) || ages.length <= 6,
          formatter: ({ value }: { value: number[] }) => percent(value[2]!),
        },
        itemStyle: { borderColor: colours.card, borderWidth: 2 },
      },
    ],
  };
}

function cellTip({ cohort, age, customers, retained }: CohortCell): HTMLElement {
  return tip(`First bought: ${cohortName(cohort)}`, [
    [`again after ${age} periods`, percent(retained, 1)],
    ['customers', told(customers, '1')],
  ]);
}

function draw(view: View, chosen: Chosen, look: Look): Picture {
  const brand = one(chosen, 'brand');
  const cells = cohortCells(view.results, one(chosen, 'world'), brand);
  const cohorts = [...new Set(cells.map(({ cohort }) => cohort))].sort((a, b) => a - b);
  const ages = [...new Set(cells.map(({ age }) => age))].filter((age) => age > 0).sort((a, b) => a - b);
  const followed = cohorts
    .filter((cohort) => cells.some((cell) => cell.cohort === cohort && cell.age > 0))
    .map(cohortName);
  const at = (cohort: number, age: number): CohortCell | undefined =>
    cells.find((cell) => cell.cohort === cohort && cell.age === age);
  return {
    option: heat(look, cells, followed, ages),
    sheet: {
      caption: `Buyers of ${brand} who bought it again, as a share of their cohort`,
      columns: [
        { name: 'first bought' },
        { name: 'customers', unit: 'customers', numeric: true },
        ...ages.map((age) => ({ name: `after ${age}`, unit: 'share', numeric: true })),
      ],
      rows: cohorts.map((cohort) => [
        cohortName(cohort),
        at(cohort, 0)?.customers ?? null,
        ...ages.map((age) => at(cohort, age)?.retained ?? null),
      ]),
    },
    summary: `${cohorts.length} cohorts of first buyers of ${brand} and the share of each that bought again later.`,
    height: rowsHeight(followed.length, 34, 70),
    keySeries: 0,
  };
}

/** Who comes back. */
export const cohorts: Chart = {
  id: 'cohorts',
  heading: 'Retention by cohort',
  help:
    'Each row is the customers who first bought the brand in one period; cells say what part of them bought it again ' +
    'so many periods later.',
  missing: 'Cohorts need the table `cohorts`, which a run with a panel (`observe.panel`) writes.',
  available: (view) => view.results.table('cohorts') !== undefined,
  choices: (view) => {
    const known = view.results.table('cohorts')!.texts('brand');
    const brands = view.results.brands().filter((brand) => known.includes(brand));
    const start = view.variant === '' ? brands[0] : view.results.focus(view.variant).brand;
    return [
      choice('brand', 'Brand', brands, start),
      choice('world', 'World', worldsShown(view.variant), undefined, worldName),
    ];
  },
  draw,
};
