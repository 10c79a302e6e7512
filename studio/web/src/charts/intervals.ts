import type { Meaning } from '../data/answer';
import type { Picture } from './chart';
import type { Look } from './look';
import { axisName, endsOfNothing, frame, hover, labelRoom, lyingAxis } from './parts';
import { nameAxis, nameGrid, rowsHeight, tip } from './parts';

/** A value with its interval, in a row of its own. */
export interface Mark {
  name: string;
  value: number;
  low: number;
  high: number;
  /** The value with its unit. */
  words: string;
  /** `open` cannot be told apart from nothing and is hollow. */
  meaning: Meaning;
  lines: [string, string][];
}

interface Api {
  value(dimension: number): number;
  coord(point: [number, number]): [number, number];
}

function whisker(look: Look) {
  return (_: unknown, api: Api): Record<string, unknown> => {
    const [x1, y] = api.coord([api.value(1), api.value(0)]);
    const [x2] = api.coord([api.value(2), api.value(0)]);
    const style = { stroke: look.colours.text, lineWidth: 2 };
    const bar = (x: number): object => ({ type: 'line', shape: { x1: x, x2: x, y1: y - 5, y2: y + 5 }, style });
    return { type: 'group', children: [{ type: 'line', shape: { x1, x2, y1: y, y2: y }, style }, bar(x1), bar(x2)] };
  };
}

function dots(look: Look, marks: Mark[]): Record<string, unknown> {
  const { colours } = look;
  const colour = ({ meaning }: Mark): string =>
    meaning === 'open' ? colours.neutral : meaning === 'neutral' ? colours.series[0]! : colours[meaning];
  const style = (mark: Mark): object => ({
    color: mark.meaning === 'open' ? colours.card : colour(mark),
    borderColor: colour(mark),
    borderWidth: 2.5,
  });
  const zero = { type: 'solid', width: 1, color: colours.muted };
  return {
    type: 'scatter',
    z: 3,
    symbolSize: 11,
    data: marks.map((mark, row) => ({ value: [mark.value, row], itemStyle: style(mark) })),
    markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: zero, data: [{ xAxis: 0 }] },
  };
}

/** The figures stand in a column of their own: at the dots they would run into names and into each other. */
function figureAxis(look: Look, figures: string[]): Record<string, unknown> {
  return {
    type: 'category',
    data: figures,
    inverse: true,
    position: 'right',
    axisLabel: { color: look.colours.text, interval: 0 },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
  };
}

/** Dots with whiskers, one row each; the caller adds the sheet. */
export function intervals(look: Look, marks: Mark[], unit: string): Pick<Picture, 'option' | 'height' | 'keySeries'> {
  const names = marks.map(({ name }) => name);
  const all = marks.flatMap(({ value, low, high }) => [value, low, high]);
  const figures = marks.map(({ words }) => words);
  const limits = marks.map((mark, row) => [row, mark.low, mark.high]).filter(([, low]) => Number.isFinite(low));
  const whiskers = { type: 'custom', silent: true, z: 1, encode: { x: [1, 2], y: 0 }, data: limits };
  return {
    option: {
      ...frame(look),
      grid: { ...nameGrid(look, names), right: labelRoom(figures) },
      yAxis: [nameAxis(look, names), figureAxis(look, figures)],
      xAxis: { ...lyingAxis(look, axisName('difference', unit, true), unit), ...endsOfNothing(all, unit) },
      tooltip: hover<{ dataIndex: number }>(look, 'item', ({ dataIndex }) =>
        tip(marks[dataIndex]!.name, marks[dataIndex]!.lines),
      ),
      series: [{ ...whiskers, renderItem: whisker(look) }, dots(look, marks)],
    },
    height: rowsHeight(marks.length, 34),
    keySeries: 1,
  };
}
