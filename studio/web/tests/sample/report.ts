import { deflateSync } from 'node:zlib';
import { FORMAT, type ReportData } from '../../src/data/contract';
import { sampleAnswer } from './answer';
import { comparisonTables } from './comparison';
import { provenance, runTables, Sample, type SampleOptions } from './market';

/** The data of a report, of a run (no variants) or of a comparison. */
export function sampleReport(options: SampleOptions = {}): ReportData {
  const sample = new Sample(options);
  const tables = sample.variants.length > 0 ? [...runTables(sample), ...comparisonTables(sample)] : runTables(sample);
  const answer = sample.variants.length > 0 ? { answer: sampleAnswer(sample) } : {};
  return { format: FORMAT, provenance: provenance(sample), ...answer, tables };
}

/** The same with every table packed, as the program does with those that get shorter. */
export function packed(report: ReportData): unknown {
  const tables = report.tables.map((table) => deflateSync(JSON.stringify(table)).toString('base64'));
  return { ...report, tables };
}

/** As the program writes it into the page: nothing in it can end the element that holds it. */
export function injected(page: string, data: unknown): string {
  const json = JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  const place = '<script type="application/json" id="clientele-data">{}</script>';
  if (!page.includes(place)) throw new Error('The page has no place for data.');
  return page.replace(place, () => place.replace('{}', () => json));
}
