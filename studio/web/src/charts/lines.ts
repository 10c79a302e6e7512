import { thinnedText } from '../data/contract';
import type { Point } from '../data/series';
import type { Sheet } from '../data/sheet';
import type { Table } from '../data/table';
import { words } from '../text/numbers';
import { isNarrow, type Look } from './look';
import { axisName, endsOfNothing, frame, hover, nameWidth, tip, toldBand, valueAxis } from './parts';

export interface Line {
  name: string;
  points: Point[];
  colour: string;
  dash: 'solid' | number[];
  symbol: string;
  width: number;
  /** Bands of lines beside others would hide each other. */
  banded: boolean;
  /** Name at the end of the line. */
  label: string;
}

interface Api {
  value(dimension: number): number;
  coord(point: [number, number]): [number, number];
}

function known(points: Point[]): Point[] {
  return points.filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high));
}

/** The band from low to high as one shape behind the line. */
function band(line: Line): Record<string, unknown>[] {
  const points = known(line.points);
  if (!line.banded || points.every(({ low, high }) => low === high)) return [];
  return [
    {
      type: 'custom',
      name: `${line.name} band`,
      silent: true,
      clip: true,
      tooltip: { show: false },
      z: 1,
      encode: { x: 0, y: [1, 2] },
      data: points.map(({ x, low, high }) => [x, low, high]),
      renderItem: (parameters: { dataIndex: number }, api: Api) => {
        if (parameters.dataIndex > 0) return undefined;
        const upper = points.map(({ x, high }) => api.coord([x, high]));
        const lower = points.map(({ x, low }) => api.coord([x, low])).reverse();
        return {
          type: 'polygon',
          shape: { points: [...upper, ...lower] },
          style: { fill: line.colour, opacity: 0.18 },
        };
      },
    },
  ];
}

const MARKS = 7;

/** Marks stand on a few points only, shifted from line to line so that they do not hide each other. */
function marked(line: Line, index: number): unknown[] {
  const step = Math.max(1, Math.floor(line.points.length / MARKS));
  return line.points.map(({ x, value }, point) => ({
    value: [x, Number.isFinite(value) ? value : null],
    symbol: (point + index * 2) % step === 0 ? line.symbol : 'none',
  }));
}

/** Lines with bands; bands first, so that arrow keys and hover boxes find the lines by their names. */
export function lineSeries(look: Look, lines: Line[]): Record<string, unknown>[] {
  const labelled = !isNarrow(look) || lines.filter(({ label }) => label !== '').length <= 4;
  const drawn = lines.map((line, index) => ({
    type: 'line',
    name: line.name,
    data: marked(line, index),
    symbolSize: isNarrow(look) ? 5 : 7,
    showSymbol: true,
    showAllSymbol: true,
    connectNulls: false,
    z: 3,
    itemStyle: { color: line.colour },
    lineStyle: { color: line.colour, width: line.width, type: line.dash },
    emphasis: { disabled: true },
    endLabel: {
      show: labelled && line.label !== '',
      formatter: () => line.label,
      color: line.colour,
      width: endRoom(look, lines),
      overflow: 'break',
      fontWeight: 600,
      lineHeight: 15,
    },
    labelLayout: { moveOverlap: 'shiftY' },
  }));
  return [...lines.flatMap(band), ...drawn];
}

/** As wide as the longest name at the end of a line; longer than a third of the chart they are broken. */
function endRoom(look: Look, lines: Line[]): number {
  // They are written in bold letters.
  const names = lines.map(({ label }) => `${label}${' '.repeat(Math.ceil(label.length / 8))}`);
  return nameWidth(look, names, isNarrow(look) ? 0.34 : 0.25);
}

/** Room for the names at the ends of the lines. */
export function lineGrid(look: Look, lines: Line[]): Record<string, unknown> {
  const many = isNarrow(look) && lines.filter(({ label }) => label !== '').length > 4;
  return { left: 60, right: many ? 20 : endRoom(look, lines) + 16, top: 36, bottom: 44 };
}

export function timeAxis(look: Look, unit: string, places: number[]): Record<string, unknown> {
  const [first, last] = [Math.min(...places), Math.max(...places)];
  return {
    type: 'value',
    min: first === last ? first - 1 : first,
    max: first === last ? last + 1 : last,
    name: unit,
    nameLocation: 'middle',
    nameGap: 26,
    nameTextStyle: { color: look.colours.muted },
    minInterval: 1,
    axisLabel: { color: look.colours.muted, showMinLabel: true, hideOverlap: true, alignMaxLabel: 'right' },
    splitLine: { show: false },
    axisLine: { onZero: false, lineStyle: { color: look.colours.line } },
  };
}

export interface Plot {
  lines: Line[];
  measure: string;
  unit: string;
  difference: boolean;
  /** Unit of the axis of time. */
  time: string;
}

/** A chart of lines over time, with a hover box for all of them. */
export function linePlot(look: Look, { lines, measure, unit, difference, time }: Plot): Record<string, unknown> {
  const places = lines.flatMap(({ points }) => points.map(({ x }) => x));
  const values = lines.flatMap(({ points }) => points.flatMap(({ value, low, high }) => [value, low, high]));
  const ends = difference ? endsOfNothing(values, unit) : {};
  const at = (x: number): [string, string][] =>
    lines.flatMap(({ name, points }) =>
      points
        .filter((point) => point.x === x)
        .map((point): [string, string] => [name, toldBand(point, unit, difference)]),
    );
  return {
    ...frame(look),
    grid: lineGrid(look, lines),
    xAxis: timeAxis(look, time, places),
    yAxis: { ...valueAxis(look, axisName(words(measure), unit, difference), unit), scale: !difference, ...ends },
    tooltip: hover<{ value: [number] }[]>(look, 'axis', (items) =>
      tip(`${time} ${items[0]?.value[0] ?? ''}`, at(items[0]?.value[0] ?? NaN)),
    ),
    series: lineSeries(look, lines),
  };
}

/** Said below a chart whose rows were thinned on the way into the page. */
export function thinnedNote(table: Table | undefined): string[] {
  const text = table === undefined ? '' : thinnedText(table.data);
  return text === '' ? [] : [text];
}

/** Places in rows, lines in columns, each with the limits of its band. */
export function lineSheet({ lines, unit, time }: Plot, caption: string): Sheet {
  const places = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))].sort(
    (one, other) => one - other,
  );
  const cells = lines.map(({ points }) => new Map(points.map((point) => [point.x, point])));
  const names = lines.flatMap(({ name }) => [name, `${name}: low`, `${name}: high`]);
  const row = (x: number): (number | null)[] =>
    cells.flatMap((line) => [line.get(x)?.value ?? null, line.get(x)?.low ?? null, line.get(x)?.high ?? null]);
  return {
    caption,
    columns: [{ name: time, numeric: true }, ...names.map((name) => ({ name, unit, numeric: true }))],
    rows: places.map((x) => [x, ...row(x)]),
  };
}

/** The first series that is a line and not a band. */
export function firstLine(lines: Line[]): number {
  return lines.flatMap(band).length;
}
