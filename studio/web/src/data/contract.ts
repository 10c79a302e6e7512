import type { Answer } from './answer';

/** How values of one column make one figure; `key` columns say what a row is about. */
export type Fold = 'key' | 'sum' | 'mean' | 'last';

export interface ColumnData {
  name: string;
  unit: string;
  meaning: string;
  fold: Fold;
  /** Numbers, or places in `labels` for texts; null: unknown. */
  values: (number | null)[];
  labels?: string[];
}

export interface TableData {
  name: string;
  meaning: string;
  replicates?: number;
  /** How many rows in time became one to keep the page small; 0: only those of the whole run are left. */
  thinned?: number;
  columns: ColumnData[];
}

export interface ReportData {
  format: number;
  provenance: Record<string, string | number>;
  /** Of a comparison; files of versions before there was one have none. */
  answer?: Answer;
  tables: TableData[];
}

export const FORMAT = 2;

/** As it stands in the page: tables that are shorter so are base64 of their deflated JSON. */
interface WrittenData {
  format: number;
  provenance: ReportData['provenance'];
  answer?: Answer;
  tables: (TableData | string)[];
}

/** Browsers before 2023 cannot unpack. */
async function unpacked(packed: string): Promise<TableData> {
  if (typeof DecompressionStream === 'undefined') {
    throw new Error('This browser is too old to read the report. Any browser of 2023 or later will do.');
  }
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const json = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return (await new Response(json).json()) as TableData;
}

/** Reads what `clientele report` wrote into the page; throws an Error whose message is a sentence for the reader. */
export async function readReport(text: string): Promise<ReportData> {
  const data = JSON.parse(text) as Partial<WrittenData>;
  if (data.tables === undefined) {
    throw new Error('This page holds no results. It is the empty form that `clientele report RESULTS.h5` fills.');
  }
  if (data.format !== FORMAT) {
    throw new Error(
      `The data are of format ${String(data.format)}, but this page reads format ${FORMAT}. ` +
        'Make the report again with one version of clientele.',
    );
  }
  const tables = await Promise.all(data.tables.map((table) => (typeof table === 'string' ? unpacked(table) : table)));
  const answer = data.answer === undefined ? {} : { answer: data.answer };
  return { format: FORMAT, provenance: data.provenance ?? {}, ...answer, tables };
}

/** What a reader of a thinned table must know; empty for one that is whole. */
export function thinnedText({ thinned, replicates }: TableData): string {
  if (thinned === undefined) return '';
  const all = 'the file of results has every one';
  if (thinned === 0) return `To keep the page small, only the whole run is shown and no single times; ${all}.`;
  // Intervals of a comparison cannot be added up; figures of replicates can.
  const how = replicates === undefined ? `one of ${thinned} times is shown` : `${thinned} times are made into one`;
  return `To keep the page small, ${how}; ${all}.`;
}
