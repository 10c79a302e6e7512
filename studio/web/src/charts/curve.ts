import { known, type Course } from '../data/answer';
import type { Point } from '../data/series';
import type { Sheet } from '../data/sheet';
import { capital, plain, words } from '../text/numbers';
import { choice, one, type Chart, type Picture } from './chart';
import { firstLine, lineSeries, type Line } from './lines';
import { colourOf, symbolOf, type Look } from './look';
import { axisName, frame, hover, tip, valueAxis } from './parts';

function pointsOf({ points }: Course): Point[] {
  return points.map(({ mean, low, high }, x) => ({ x, value: known(mean), low: known(low), high: known(high) }));
}

/** The 95 % intervals of the points as bars, which show where each point is and not only where the line goes. */
function whiskers(look: Look, course: Course): Record<string, unknown>[] {
  const limits = course.points.map(({ low, high }, x) => [x, known(low), known(high)]);
  const drawn = limits.filter(([, low, high]) => Number.isFinite(low!) && low !== high);
  if (drawn.length === 0) return [];
  const style = { stroke: colourOf(look, course.of), lineWidth: 1.5 };
  return [
    {
      type: 'custom',
      name: 'intervals',
      silent: true,
      tooltip: { show: false },
      z: 2,
      encode: { x: 0, y: [1, 2] },
      data: drawn,
      renderItem: (
        _: unknown,
        api: { value(dimension: number): number; coord(point: [number, number]): [number, number] },
      ) => {
        const [x, low] = api.coord([api.value(0), api.value(1)]);
        const [, high] = api.coord([api.value(0), api.value(2)]);
        const line = (x1: number, y1: number, x2: number, y2: number): object => ({
          type: 'line',
          shape: { x1, y1, x2, y2 },
          style,
        });
        return {
          type: 'group',
          children: [line(x, low, x, high), line(x - 5, low, x + 5, low), line(x - 5, high, x + 5, high)],
        };
      },
    },
  ];
}

function pin(look: Look, { points, best }: Course): Record<string, unknown>[] {
  if (best === null) return [];
  const place = { type: 'scatter', name: 'best', symbol: 'pin', symbolSize: 34, silent: true, z: 5 };
  return [{ ...place, itemStyle: { color: look.colours.good }, data: [[best, known(points[best]!.mean)]] }];
}

function option(look: Look, course: Course, path: string, line: Line): Record<string, unknown> {
  const { measure, unit, points } = course;
  const muted = { color: look.colours.muted };
  const told = (place: number): [string, string][] => {
    const point = points[place];
    return point === undefined
      ? []
      : [
          [words(measure), point.words],
          ['change', point.change],
        ];
  };
  const values = points.map(({ value }) => value);
  const across = { type: 'category', data: values, name: path, nameLocation: 'middle', nameGap: 30, boundaryGap: true };
  return {
    ...frame(look),
    grid: { left: 70, right: 30, top: 44, bottom: 50 },
    xAxis: { ...across, nameTextStyle: muted, axisLabel: { ...muted, hideOverlap: true } },
    yAxis: { ...valueAxis(look, axisName(words(measure), unit), unit), scale: true },
    tooltip: hover<{ value: [number] }[]>(look, 'axis', (items) =>
      tip(values[items[0]!.value[0]] ?? '', told(items[0]!.value[0])),
    ),
    series: [...lineSeries(look, [line]), ...whiskers(look, course), ...pin(look, course)],
  };
}

function sheetOf({ of, measure, unit, points }: Course, path: string): Sheet {
  return {
    caption: `${capital(words(measure))} of ${of} along ${path}`,
    columns: [
      { name: 'value' },
      ...[measure, 'low', 'high'].map((name) => ({ name, unit, numeric: true })),
      { name: 'change from the base case', numeric: true },
    ],
    rows: points.map(({ value, mean, low, high, change }) => [value, mean, low, high, change]),
  };
}

function draw(course: Course, path: string, look: Look): Picture {
  const style = { colour: colourOf(look, course.of), dash: 'solid' as const, width: 2.5 };
  const line: Line = {
    name: course.of,
    points: pointsOf(course),
    ...style,
    symbol: symbolOf(look, course.of),
    banded: true,
    label: '',
  };
  return {
    option: option(look, course, path, line),
    sheet: sheetOf(course, path),
    summary:
      `${capital(words(course.measure))} of ${course.of} at ${plain(course.points.length)} values. ` +
      capital(course.words),
    height: 340,
    keySeries: firstLine([line]),
    ...(course.words === '' ? {} : { note: capital(course.words) }),
  };
}

/** Outcomes over the values of one path, such as a price. */
export const curve: Chart = {
  id: 'curve',
  heading: 'Curve: what another value would do',
  help: 'The line is the mean over the replicates, bars and band its 95 % interval; the pin marks the highest point.',
  wide: true,
  available: ({ results }) => results.curve !== undefined,
  choices: ({ results }, chosen) => {
    const { courses } = results.curve!;
    const names = [...new Set(courses.map(({ of }) => of))];
    const of = one(chosen, 'brand') || names[0]!;
    const measures = [...new Set(courses.filter((course) => course.of === of).map(({ measure }) => measure))];
    return [choice('brand', 'Brand or firm', names), choice('measure', 'Measure', measures, undefined, words)];
  },
  draw: ({ results }, chosen, look) => {
    const { courses, path } = results.curve!;
    const of = one(chosen, 'brand');
    const own = courses.filter((course) => course.of === of);
    return draw(own.find(({ measure }) => measure === one(chosen, 'measure')) ?? own[0]!, path, look);
  },
};
