import type { EChartsCoreOption } from 'echarts/core';
import type { Results } from '../data/results';
import type { Sheet } from '../data/sheet';
import type { Look } from './look';

/** What the reader can choose at a chart: one of the options, or several of them. */
export interface Choice {
  id: string;
  label: string;
  options: { value: string; label: string }[];
  many?: boolean;
  start: string[];
}

export type Chosen = Record<string, string[]>;

/** What the page is about: the results, and the variant that is looked at (empty for a plain run). */
export interface View {
  results: Results;
  variant: string;
}

export interface Picture {
  option: EChartsCoreOption;
  sheet: Sheet;
  /** What the picture shows, in a sentence, for those who do not see it. */
  summary: string;
  height: number;
  /** Said below the chart. */
  note?: string;
  /** The series through which arrow keys go. */
  keySeries?: number;
}

/** A chart of the report: a function of the results, of what is chosen and of how it is to look. */
export interface Chart {
  id: string;
  heading: string;
  help: string;
  wide?: boolean;
  /** Said in place of the chart when its table is missing; without it the chart is left out in silence. */
  missing?: string;
  available(view: View): boolean;
  /** May depend on what is chosen: the lines on the measure, for example. */
  choices(view: View, chosen: Chosen): Choice[];
  draw(view: View, chosen: Chosen, look: Look): Picture;
}

export function one(chosen: Chosen, id: string): string {
  return chosen[id]?.[0] ?? '';
}

/** A choice of one among texts; the first is where it starts unless said otherwise. */
export function choice(
  id: string,
  label: string,
  values: string[],
  start = values[0] ?? '',
  name = (value: string): string => value,
): Choice {
  return { id, label, options: values.map((value) => ({ value, label: name(value) })), start: [start] };
}

/** A choice of several: chips that are pressed or not. */
export function several(id: string, label: string, values: string[], start: string[]): Choice {
  return { id, label, many: true, options: values.map((value) => ({ value, label: value })), start };
}
