import type { Look } from './look';
import { FONT } from './look';
import type { Point } from '../data/series';
import { amount, number, scaleOf, unitText, plain } from '../text/numbers';

/** Lines of a hover box; built with textContent, so names are only ever text. */
export function tip(heading: string, lines: [string, string][]): HTMLElement {
  const box = document.createElement('div');
  box.className = 'tip';
  const title = document.createElement('strong');
  title.textContent = heading;
  box.append(title);
  for (const [name, value] of lines) {
    const line = document.createElement('div');
    const [left, right] = [document.createElement('span'), document.createElement('span')];
    left.textContent = name;
    right.textContent = value;
    line.append(left, right);
    box.append(line);
  }
  return box;
}

/** What all charts have in common. */
export function frame(look: Look): Record<string, unknown> {
  const { colours } = look;
  return {
    animation: false,
    color: colours.series,
    backgroundColor: colours.card,
    textStyle: { fontFamily: FONT, color: colours.text },
    aria: { enabled: true, label: { enabled: false }, decal: { show: false } },
    tooltip: {
      confine: true,
      backgroundColor: colours.card,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 13 },
      extraCssText: 'max-width: 22rem; white-space: normal; box-shadow: 0 2px 10px rgb(0 0 0 / 20%);',
    },
  };
}

/** Width of a letter of the size of chart labels, in pixels, on average. */
const LETTER = 6.6;
const LONGEST = 48;

/** Patterns beside colours, for greyscale and for eyes that see few colours. */
export function patterns(look: Look): Record<string, unknown> {
  const color = look.colours.card + '99';
  const stripes = (rotation: number, gap: number): object => ({
    symbol: 'rect',
    color,
    dashArrayX: [1, 0],
    dashArrayY: [2, gap],
    rotation,
  });
  const dots = {
    symbol: 'circle',
    color,
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [6, 0],
    symbolSize: 0.6,
  };
  const checks = {
    symbol: 'rect',
    color,
    dashArrayX: [
      [4, 4],
      [0, 4, 4, 0],
    ],
    dashArrayY: [4, 0],
    symbolSize: 0.8,
  };
  const decals = [
    { symbol: 'none' },
    stripes(-Math.PI / 4, 6),
    dots,
    stripes(Math.PI / 4, 4),
    stripes(0, 5),
    checks,
    stripes(Math.PI / 2, 5),
    stripes(-Math.PI / 4, 3),
  ];
  return { enabled: true, label: { enabled: false }, decal: { show: true, decals } };
}

export function valueAxis(look: Look, name: string, unit: string): Record<string, unknown> {
  const scale = scaleOf(unit);
  return {
    type: 'value',
    name,
    nameLocation: 'end',
    nameTextStyle: { color: look.colours.muted, align: 'left', fontSize: 12 },
    axisLabel: {
      color: look.colours.muted,
      hideOverlap: true,
      formatter: (value: number) => plain(value * scale, tickDecimals(value * scale)),
    },
    splitLine: { lineStyle: { color: look.colours.line } },
    // At the side, not where the other axis is 0: labels there would stand among the marks.
    axisLine: { show: false, onZero: false },
  };
}

/** Ends of an axis on which all is 0: left to itself it would run to 1, which of shares is all there is. */
export function endsOfNothing(values: number[], unit: string): { min?: number; max?: number } {
  const end = 1 / scaleOf(unit);
  return values.some((value) => Number.isFinite(value) && value !== 0) ? {} : { min: -end, max: end };
}

/** An axis of values along the bottom, its name in the middle. */
export function lyingAxis(look: Look, name: string, unit: string): Record<string, unknown> {
  const place = { nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: look.colours.muted } };
  return { ...valueAxis(look, name, unit), ...place };
}

/** A hover box for single marks (`item`) or for all that stands at one place of the axis (`axis`). */
export function hover<T>(look: Look, trigger: 'item' | 'axis', formatter: (found: T) => HTMLElement): object {
  return { ...(frame(look)['tooltip'] as object), trigger, axisPointer: { type: 'line' }, formatter };
}

function tickDecimals(value: number): number {
  const text = String(Math.abs(Number(value.toPrecision(6))));
  return text.includes('.') && !text.includes('e') ? Math.min(4, text.length - text.indexOf('.') - 1) : 0;
}

/** Room for names at the side of a chart: as long as the longest, within a third of the width. */
export function nameWidth(look: Look, names: string[], part = 0.34): number {
  const longest = Math.max(0, ...names.map((name) => name.length));
  return Math.round(Math.min(longest * LETTER + 16, look.width * part));
}

/** Room behind bars for what is written there. */
export function labelRoom(labels: string[]): number {
  return Math.max(40, Math.max(0, ...labels.map((label) => label.length)) * LETTER + 18);
}

export function nameAxis(look: Look, names: string[]): Record<string, unknown> {
  return {
    type: 'category',
    data: names.map(shortened),
    inverse: true,
    axisLabel: {
      color: look.colours.text,
      width: nameWidth(look, names),
      overflow: 'break',
      lineHeight: 14,
      interval: 0,
    },
    axisLine: { lineStyle: { color: look.colours.line } },
    axisTick: { show: false },
  };
}

/** Room around a chart whose names stand at the left. */
export function nameGrid(look: Look, names: string[], top = 16): Record<string, unknown> {
  return { left: nameWidth(look, names) + 12, right: 70, top, bottom: 44 };
}

/** Names that are longer than three lines of a chart. */
function shortened(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}

/** Decimals that suit all the numbers of a chart. */
export function commonDecimals(values: number[], unit: string): number {
  const most = Math.max(0, ...values.map((value) => Math.abs(value * scaleOf(unit))).filter(Number.isFinite));
  if (values.every(Number.isInteger) && unit !== 'share') return 0;
  return most >= 100 ? 0 : most >= 10 ? 1 : most > 0 ? Math.min(4, 1 - Math.floor(Math.log10(most))) : 0;
}

/** `share (%)` or, of a difference, `share (points)`. */
export function axisName(measure: string, unit: string, difference = false): string {
  const text = unitText(unit, difference);
  return text === '' || text === measure ? measure : `${measure} (${text})`;
}

export function told(value: number, unit: string, difference = false): string {
  return amount(value, { unit, difference });
}

/** `value (low to high)`; without limits, or with equal ones, the value alone. */
export function toldBand({ value, low, high }: Omit<Point, 'x'>, unit: string, difference = false): string {
  const text = told(value, unit, difference);
  if (Number.isNaN(low) || Number.isNaN(high) || low === high) return text;
  const limit = (at: number): string => number(at, { unit, difference });
  return `${text} (${limit(low)} to ${limit(high)})`;
}

/** Of what a legend has beside the words of an entry: its sign and the gaps. */
const LEGEND_ENTRY = 46;
const LEGEND_LINE = 24;

/** Broken at blanks into lines of so many letters. */
function broken(text: string, most: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

/** A legend above a chart in as many lines as it takes, so that no entry has to be turned to; and its height. */
export function legendOf(look: Look, names: string[]): { legend: object; height: number } {
  if (names.length < 2) return { legend: { show: false }, height: 0 };
  const most = Math.floor((look.width - LEGEND_ENTRY - 10) / (LETTER + 0.6));
  const texts = names.map((name) => broken(name, most).split('\n'));
  let [height, used] = [0, Infinity];
  for (const lines of texts) {
    const width = Math.max(...lines.map((line) => line.length)) * (LETTER + 0.6) + LEGEND_ENTRY;
    if (used + width > look.width) [used, height] = [0, height + LEGEND_LINE + (lines.length - 1) * 14];
    used += width;
  }
  const legend = {
    type: 'plain',
    top: 0,
    left: 0,
    selectedMode: false,
    data: names,
    formatter: (name: string) => broken(name, most),
    textStyle: { color: look.colours.text, lineHeight: 14 },
  };
  return { legend, height: height + 12 };
}

/** Only lines that people can read at a glance are shown at first; the reader can add others. */
export const FEW = 8;

export function rowsHeight(rows: number, each = 30, rest = 76): number {
  return Math.max(140, rows * each + rest);
}
