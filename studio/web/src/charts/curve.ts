import { focusBrand } from '../data/differences';
import { capital, words } from '../text/numbers';
import type { Point } from '../data/series';
import type { Sheet } from '../data/sheet';
import type { Table } from '../data/table';
import { choice, one, type Chart, type Picture } from './chart';
import { firstLine, lineSeries, type Line } from './lines';
import { colourOf, symbolOf, type Look } from './look';
import { axisName, frame, hover, tip, toldBand, valueAxis } from './parts';

/** Measures with limits: `share` stands with `share_low` and `share_high`, or as `share_mean`. */
function measuresOf(table: Table): { name: string; mean: string }[] {
  const limited = table.data.columns.filter(({ name }) => name.endsWith('_low')).map(({ name }) => name.slice(0, -4));
  return limited
    .map((name) => ({ name, mean: table.has(name) ? name : `${name}_mean` }))
    .filter(({ mean }) => table.has(mean));
}

/** Brands, and firms that are called otherwise than their brands; firms have rows without a brand. */
function subjects(table: Table): string[] {
  return [...new Set([...table.texts('brand'), ...table.texts('firm')])].filter((name) => name !== '');
}

interface Course {
  name: string;
  measure: string;
  unit: string;
  path: string;
  /** The values that were tried, in their order. */
  values: string[];
  points: Point[];
}

export function courseOf(table: Table, name: string, measure: string): Course {
  const column = measuresOf(table).find((found) => found.name === measure)!.mean;
  const brands = table.texts('brand').includes(name);
  const rows = table.where(brands ? { brand: name } : { brand: '', firm: name });
  const tried = [...new Map(table.all().map((row) => [table.number('position', row), table.text('value', row)]))];
  tried.sort(([first], [second]) => first - second);
  const x = new Map(tried.map(([position], place) => [position, place]));
  const points = rows
    .filter((row) => Number.isFinite(table.number(column, row)))
    .map((row) => ({
      x: x.get(table.number('position', row))!,
      value: table.number(column, row),
      low: table.number(`${measure}_low`, row),
      high: table.number(`${measure}_high`, row),
    }));
  points.sort((first, second) => first.x - second.x);
  const values = tried.map(([, value]) => value);
  return { name, measure, unit: table.unit(column), path: table.text('path', 0), values, points };
}

export function highest({ points }: Course): Point {
  return points.reduce((most, point) => (point.value > most.value ? point : most), points[0]!);
}

function option(look: Look, course: Course, line: Line): Record<string, unknown> {
  const { measure, unit, path, values, points } = course;
  const muted = { color: look.colours.muted };
  const best = highest(course);
  const pin = { type: 'scatter', symbol: 'pin', symbolSize: 34, silent: true, z: 5 };
  const told = (place: number): [string, string][] =>
    points.filter(({ x }) => x === place).map((point) => [words(measure), toldBand(point, unit)]);
  const across = { type: 'category', data: values, name: path, nameLocation: 'middle', nameGap: 30, boundaryGap: true };
  return {
    ...frame(look),
    grid: { left: 70, right: 30, top: 44, bottom: 50 },
    xAxis: { ...across, nameTextStyle: muted, axisLabel: muted },
    yAxis: { ...valueAxis(look, axisName(words(measure), unit), unit), scale: true },
    tooltip: hover<{ value: [number] }[]>(look, 'axis', (items) =>
      tip(values[items[0]!.value[0]] ?? '', told(items[0]!.value[0])),
    ),
    series: [
      ...lineSeries(look, [line]),
      { ...pin, itemStyle: { color: look.colours.good }, data: [[best.x, best.value]] },
    ],
  };
}

function note(course: Course): string {
  const { x } = highest(course);
  const edge = x === 0 || x === course.values.length - 1;
  const beyond = edge ? ', the edge of what was tried: the best may lie beyond it' : '';
  return `${capital(words(course.measure))} is highest at ${course.values[x]}${beyond}.`;
}

function sheetOf(table: Table): Sheet {
  const { columns } = table.data;
  return {
    caption: `Curve of ${table.text('path', 0)}`,
    columns: columns.map(({ name, unit, labels }) => ({ name: words(name), unit, numeric: labels === undefined })),
    rows: table.all().map((row) => columns.map(({ name }) => table.cell(name, row))),
  };
}

function draw(table: Table, course: Course, look: Look): Picture {
  const { name, points, values } = course;
  const style = { colour: colourOf(look, name), dash: 'solid' as const, symbol: symbolOf(look, name), width: 2.5 };
  const line: Line = { name, points, ...style, banded: true, label: '' };
  return {
    option: option(look, course, line),
    sheet: sheetOf(table),
    summary: `${capital(words(course.measure))} of ${name} at ${values.length} values. ${note(course)}`,
    height: 340,
    keySeries: firstLine([line]),
    note: note(course),
  };
}

/** Outcomes over the values of one path, such as a price. */
export const curve: Chart = {
  id: 'curve',
  heading: 'Curve: what another value would do',
  help: 'The line is the mean over the replicates, the band its 95 % interval; the pin marks the highest point.',
  wide: true,
  available: (view) => view.results.table('curve') !== undefined,
  choices: (view) => {
    const names = measuresOf(view.results.table('curve')!).map(({ name }) => name);
    const focus = view.variant === '' ? undefined : focusBrand(view.results, view.variant);
    const start = names.includes('profit') ? 'profit' : names[0];
    const all = subjects(view.results.table('curve')!);
    return [
      choice('brand', 'Brand or firm', all, focus !== undefined && all.includes(focus) ? focus : all[0]),
      choice('measure', 'Measure', names, start, words),
    ];
  },
  draw: (view, chosen, look) => {
    const table = view.results.table('curve')!;
    return draw(table, courseOf(table, one(chosen, 'brand'), one(chosen, 'measure')), look);
  },
};
