/**
 * What a comparison answers, as the program made it (docs/output.md): the page shows it and finds nothing of it itself.
 * Names of brands, firms and needs are those of the tables; numbers are in the unit that is told, null: unknown.
 */
export type Meaning = 'good' | 'bad' | 'open' | 'neutral';

export interface Focus {
  brand: string;
  firm: string;
  need: string;
}

/** From the base case to the variant. */
export interface Figure {
  name: string;
  measure: string;
  of: string;
  unit: string;
  base: number | null;
  variant: number | null;
  difference_unit: string;
  difference: number | null;
  low: number | null;
  high: number | null;
  meaning: Meaning;
  base_words: string;
  variant_words: string;
  difference_words: string;
  interval_words: string;
}

export interface Paragraph {
  label: string;
  words: string;
}

export interface Part {
  name: string;
  amount: number | null;
  words: string;
  meaning: Meaning;
}

/** Why the share or the volume of a brand moved; the parts add up to the whole. */
export interface Reasons {
  brand: string;
  unit: string;
  parts: Part[];
  whole: number;
  whole_words: string;
}

/** What the change is worth to a firm; the parts add up to the difference. */
export interface FirmMoney {
  firm: string;
  unit: string;
  verdict: string;
  /** Why there is no verdict, and what to write; empty or not there where every cost is stated. */
  missing?: string;
  difference: number | null;
  low: number | null;
  high: number | null;
  difference_words: string;
  interval_words: string;
  meaning: Meaning;
  parts: Part[];
  return: number | null;
  return_words: string;
}

/** A table whose cells are words already. */
export interface WordTable {
  heading: string;
  columns: { name: string; left: boolean; group: string }[];
  rows: string[][];
  note: string;
}

export interface VariantAnswer {
  variant: string;
  question: string;
  setting: string;
  focus: Focus;
  /** Said in place of all that follows, where everybody lived as before. */
  nothing: string;
  figures: Figure[];
  paragraphs: Paragraph[];
  stories: string[];
  details: WordTable[];
  next: { purpose: string; command: string };
  reasons: Reasons[];
  sources: { label: string; purchases: number; parts: { name: string; purchases: number; outside: boolean }[] };
  people: Record<'all' | 'won' | 'kept' | 'lost' | 'passed_through' | 'same', number>;
  money: FirmMoney[];
  /** As a terminal shows it. */
  text: string;
}

/** One world against another. */
export interface Pair {
  variant: string;
  against: string;
  difference: number | null;
  low: number | null;
  high: number | null;
  probability: number | null;
  difference_words: string;
  interval_words: string;
  probability_words: string;
  meaning: Meaning;
}

export interface Ranking {
  outcome: string;
  unit: string;
  table: WordTable;
  against_base: Pair[];
}

/** One outcome of a brand or firm along the values that were tried. */
export interface Course {
  of: string;
  measure: string;
  unit: string;
  points: {
    value: string;
    mean: number | null;
    low: number | null;
    high: number | null;
    words: string;
    change: string;
  }[];
  /** Place of the highest point; null: all are alike. */
  best: number | null;
  words: string;
}

export interface Curve {
  path: string;
  focus: { brand: string; firm: string };
  table: WordTable;
  best: string;
  courses: Course[];
}

export interface Answer {
  variants: VariantAnswer[];
  rankings: Ranking[];
  curve: Curve | null;
  /** What mechanisms and the like are called, by their names in tables. */
  labels: Record<string, string>;
}

/** A number for charts: NaN where it is unknown. */
export function known(value: number | null): number {
  return value ?? NaN;
}
