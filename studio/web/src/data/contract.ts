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
  /** Every so many rows in time were added up into one. */
  thinned?: number;
  columns: ColumnData[];
}

export interface ReportData {
  format: number;
  provenance: Record<string, string | number>;
  tables: TableData[];
}

export const FORMAT = 1;

/** Reads what `clientele report` wrote into the page; throws an Error whose message is a sentence for the reader. */
export function readReport(text: string): ReportData {
  const data = JSON.parse(text) as Partial<ReportData>;
  if (data.tables === undefined) {
    throw new Error('This page holds no results. It is the empty form that `clientele report RESULTS.h5` fills.');
  }
  if (data.format !== FORMAT) {
    throw new Error(
      `The data are of format ${String(data.format)}, but this page reads format ${FORMAT}. ` +
        'Make the report again with one version of clientele.',
    );
  }
  return { format: FORMAT, provenance: data.provenance ?? {}, tables: data.tables };
}
