import { floating, type Step } from '../maths/waterfall';
import type { Picture } from './chart';
import type { Look } from './look';
import { number } from '../text/numbers';
import { axisName, commonDecimals, frame, hover, lyingAxis, nameAxis, nameGrid } from './parts';
import { labelRoom, legendOf, patterns, rowsHeight, told, tip } from './parts';

type Drawn = Pick<Picture, 'option' | 'height' | 'keySeries'>;

const HATCH = { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: -Math.PI / 4 };

function fallsHatched(look: Look, step: Step): object {
  const { colours } = look;
  const meaning = step.meaning ?? (step.change >= 0 ? 'good' : 'bad');
  const color = step.total || meaning === 'open' ? colours.neutral : colours[meaning];
  return step.change < 0 ? { color, decal: { ...HATCH, color: `${colours.card}99` } } : { color };
}

function waterfallSeries(look: Look, steps: Step[], unit: string): Record<string, unknown>[] {
  const parts = steps.map(floating);
  const bars = (part: 'above' | 'below', shown: (step: Step) => boolean): Record<string, unknown> => ({
    type: 'bar',
    stack: 'all',
    barWidth: '62%',
    data: parts.map((bar, row) => ({ value: bar[part], itemStyle: fallsHatched(look, steps[row]!) })),
    label: label(look, steps, unit, shown),
  });
  const feet = { type: 'bar', stack: 'all', silent: true, itemStyle: { color: 'transparent' } };
  return [
    { ...feet, data: parts.map(({ foot }) => foot) },
    bars('above', (step) => step.high > 0),
    bars('below', (step) => step.high <= 0),
  ];
}

/** Bars that start where the one before ended; falls are hatched, so that direction shows without colour. */
export function waterfallBars(look: Look, steps: Step[], measure: string, unit: string): Drawn {
  const names = steps.map(({ name }) => name);
  return {
    option: {
      ...frame(look),
      grid: { ...nameGrid(look, names), right: labelRoom(labels(steps, unit)) },
      yAxis: nameAxis(look, names),
      xAxis: lyingAxis(look, axisName(measure, unit), unit),
      tooltip: hover<{ dataIndex: number }[]>(look, 'axis', (items) => stepTip(steps[items[0]!.dataIndex]!, unit)),
      series: waterfallSeries(look, steps, unit),
    },
    height: rowsHeight(steps.length, 36),
    keySeries: 1,
  };
}

function labels(steps: Step[], unit: string): string[] {
  const decimals = commonDecimals(
    steps.map(({ change }) => change),
    unit,
  );
  return steps.map((step) => wordsOf(step, unit, decimals));
}

function label(look: Look, steps: Step[], unit: string, shown: (step: Step) => boolean): object {
  const texts = labels(steps, unit);
  return {
    show: true,
    position: 'right',
    color: look.colours.text,
    formatter: ({ dataIndex }: { dataIndex: number }) =>
      shown(steps[dataIndex]!) ? texts[dataIndex]! : '',
  };
}

function wordsOf({ words, change }: Step, unit: string, decimals: number): string {
  return words ?? number(change, { unit, decimals, difference: true });
}

function stepTip({ name, total, words, change }: Step, unit: string): HTMLElement {
  return tip(name, [[total ? 'together' : 'adds', words ?? told(change, unit, true)]]);
}

export interface Stack {
  name: string;
  values: number[];
  colour: string;
}

export interface Bars {
  rows: string[];
  stacks: Stack[];
  measure: string;
  unit: string;
  /** Side by side instead of stacked. */
  beside?: boolean;
}

function barSeries(look: Look, { stacks, unit, beside = false }: Bars): Record<string, unknown>[] {
  const all = stacks.flatMap(({ values }) => values);
  const decimals = commonDecimals(all, unit);
  return stacks.map(({ name, values, colour }) => ({
    type: 'bar',
    name,
    ...(beside ? { barGap: '10%' } : { stack: 'all' }),
    barMaxWidth: 26,
    itemStyle: { color: colour },
    data: values,
    label: {
      show: beside,
      position: 'right',
      color: look.colours.text,
      formatter: ({ dataIndex }: { dataIndex: number }) => number(values[dataIndex]!, { unit, decimals }),
    },
  }));
}

function barTip({ rows, stacks, unit }: Bars, row: number): HTMLElement {
  const shown = stacks.filter(({ values }) => values[row] !== 0);
  const lines = shown.map(({ name, values }): [string, string] => [name, told(values[row]!, unit)]);
  return tip(rows[row]!, lines);
}

/** Horizontal bars with patterns beside colours. */
export function stackedBars(look: Look, bars: Bars): Drawn {
  const { rows, stacks, measure, unit, beside = false } = bars;
  const { legend, height } = legendOf(
    look,
    stacks.map(({ name }) => name),
  );
  return {
    option: {
      ...frame(look),
      aria: patterns(look),
      legend,
      grid: nameGrid(look, rows, height + 12),
      yAxis: nameAxis(look, rows),
      xAxis: lyingAxis(look, axisName(measure, unit), unit),
      tooltip: hover<{ dataIndex: number }[]>(look, 'axis', (items) => barTip(bars, items[0]!.dataIndex)),
      series: barSeries(look, bars),
    },
    height: rowsHeight(rows.length, beside ? 18 + 22 * stacks.length : 40, 68 + height),
    keySeries: 0,
  };
}
