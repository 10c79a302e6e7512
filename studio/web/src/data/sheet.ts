/** Figures as a table: those of a chart, or of the page itself. */
export interface Sheet {
  caption: string;
  columns: { name: string; unit?: string; numeric?: boolean }[];
  rows: (string | number | null)[][];
}
