export type Theme = 'light' | 'dark';

export interface Colours {
  page: string;
  card: string;
  text: string;
  muted: string;
  line: string;
  /** Eight hues that people with any colour vision can tell apart together with dashes and patterns. */
  series: string[];
  neutral: string;
  good: string;
  bad: string;
  low: string;
  high: string;
}

// Contrast of every series with the card is at least 3 : 1 and of every text 4.5 : 1 (WCAG 2.2, 1.4.3 and 1.4.11).
export const COLOURS: Record<Theme, Colours> = {
  light: {
    page: '#f4f5f7',
    card: '#ffffff',
    text: '#1b2330',
    muted: '#566072',
    line: '#d5dae2',
    series: ['#1f5fa8', '#c2570c', '#12805c', '#9b2c6f', '#6a4fc0', '#0c7c92', '#8a5a2b', '#b3261e'],
    neutral: '#6b7587',
    good: '#12805c',
    bad: '#b3261e',
    low: '#eef3fa',
    high: '#1f5fa8',
  },
  dark: {
    page: '#11151c',
    card: '#1a202b',
    text: '#e8ecf3',
    muted: '#a7b1c2',
    line: '#364154',
    series: ['#6fb1f5', '#f3a25c', '#56cfa2', '#ee8fc4', '#b3a3fa', '#52cbe0', '#d8ab80', '#ff8a80'],
    neutral: '#98a3b6',
    good: '#56cfa2',
    bad: '#ff8a80',
    low: '#232c3b',
    high: '#6fb1f5',
  },
};

// No quotes: they would end the attribute in saved SVG pictures.
export const FONT = 'system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif';

export interface Look {
  colours: Colours;
  /** Of the chart in CSS pixels. */
  width: number;
  /** Colour and dash of a brand, firm or segment, the same in every chart. */
  place(name: string): number;
}

export function isNarrow(look: Look): boolean {
  return look.width < 560;
}

export function colourOf(look: Look, name: string): string {
  return look.colours.series[look.place(name) % look.colours.series.length]!;
}

const DASHES: ('solid' | number[])[] = [
  'solid',
  [8, 3],
  [3, 3],
  [10, 3, 2, 3],
  [14, 4],
  [2, 2],
  [6, 2, 2, 2, 2, 2],
  [5, 5],
];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect', 'emptyTriangle', 'emptyDiamond'];

export function dashOf(look: Look, name: string): 'solid' | number[] {
  return DASHES[look.place(name) % DASHES.length]!;
}

export function symbolOf(look: Look, name: string): string {
  return SYMBOLS[look.place(name) % SYMBOLS.length]!;
}

/** Shapes of variants: as many as there are, in their order. */
export function filledSymbolOf(names: string[], name: string): string {
  return SYMBOLS[[...new Set(names)].indexOf(name) % 4]!;
}

/** Gives names their places: known ones first, others as they come. */
export function placesOf(known: string[]): (name: string) => number {
  const places = new Map([...new Set(known)].map((name, place) => [name, place]));
  return (name) => {
    if (!places.has(name)) places.set(name, places.size);
    return places.get(name)!;
  };
}
