import { wholeRun, type Difference } from '../data/differences';
import type { Results } from '../data/results';
import { caseOf, type Case } from './case';
import { affected, cost, moved, notTold, reasons, sources, sure } from './facts';
import { amount, decimalsFor, interval, scaleOf } from './numbers';

export type Verdict = 'good' | 'bad' | 'open';

/** A figure of the answer: from the base case to the variant. */
export interface Figure {
  label: string;
  base: string;
  variant: string;
  difference: string;
  interval: string;
  verdict: Verdict;
  says: string;
}

export interface Fact {
  label: string;
  text: string;
}

export interface Answer {
  question: string;
  focus: string;
  setting: string;
  figures: Figure[];
  facts: Fact[];
}

function verdictOf(difference: Difference): Verdict {
  if (!difference.toldApart) return 'open';
  return difference.difference > 0 ? 'good' : 'bad';
}

const OPEN = 'cannot be told apart from nothing';

/** What the interval says: known, exactly nothing (all replicates alike), or unknown with a single one. */
function intervalOf({ low, high, unit }: Difference): string {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return 'one replicate: no interval';
  return low === high ? 'the same in every replicate' : `95 %: ${interval(low, high, unit)}`;
}

function saying(found: Difference, says: Record<'good' | 'bad', string>): string {
  if (!Number.isFinite(found.low)) return '';
  if (found.difference === 0 && found.low === found.high) return 'unchanged';
  const verdict = verdictOf(found);
  return verdict === 'open' ? OPEN : says[verdict];
}

function figure(label: string, found: Difference | undefined, says: Record<'good' | 'bad', string>): Figure[] {
  if (found === undefined) return [];
  const { unit } = found;
  const halfWidth = (found.high - found.low) / 2;
  const least = unit === 'share' ? 1 : 0;
  const how = halfWidth > 0 ? { unit, decimals: Math.max(least, decimalsFor(halfWidth * scaleOf(unit))) } : { unit };
  return [
    {
      label,
      base: amount(found.base, how),
      variant: amount(found.variant, how),
      difference: amount(found.difference, { ...how, difference: true }),
      interval: intervalOf(found),
      verdict: verdictOf(found),
      says: saying(found, says),
    },
  ];
}

function figures({ results, world, brand, firm, need }: Case): Figure[] {
  const share = wholeRun(results, world, { measure: 'share', brand });
  const units =
    wholeRun(results, world, { measure: 'units', brand }) ?? wholeRun(results, world, { measure: 'purchases', brand });
  const profit = wholeRun(results, world, { table: 'firms', measure: 'profit', firm });
  const volume = wholeRun(results, world, { measure: 'units', brand: '', firm: '', need });
  return [
    ...figure(`Share of ${brand}`, share, { good: 'gains share', bad: 'loses share' }),
    ...figure(`Units of ${brand}`, units, { good: 'sells more', bad: 'sells less' }),
    ...figure(`Profit of ${firm}`, profit, { good: 'pays', bad: 'does not pay' }),
    ...(volume?.toldApart === true
      ? figure(`Volume of ${need}`, volume, { good: 'the category grows', bad: 'the category shrinks' })
      : []),
  ];
}

function setting({ results }: Case): string {
  const customers = Number.isNaN(results.customers) ? '' : amount(results.customers, { unit: 'customers' });
  const weeks = Number.isNaN(results.weeks) ? '' : amount(Math.round(results.weeks * 10) / 10, { unit: 'weeks' });
  const replicates = results.replicates === 1 ? 'one replicate' : `${results.replicates} replicates with the same luck`;
  return [weeks, customers, replicates].filter((part) => part !== '').join(', ');
}

/** What the change does, in the words that a reader can pass on. */
export function answerOf(results: Results, world: string): Answer {
  const asked = caseOf(results, world);
  const facts = [
    ['Why', reasons(asked)],
    ['From whom', sources(asked)],
    ['Who changed', affected(asked)],
    ['Where it moves most', moved(asked)],
    ['Money', cost(asked)],
    ['How sure', sure(asked)],
    ['Not told apart', notTold(asked)],
  ].map(([label, text]) => ({ label: label!, text: text! }));
  return {
    question: results.question(world),
    focus: asked.brand,
    setting: setting(asked),
    figures: figures(asked),
    facts: facts.filter(({ text }) => text !== ''),
  };
}

/** The answer as plain lines for a mail. */
export function pasteable(answer: Answer): string {
  const says = (text: string): string => (text === '' ? '' : `, ${text}`);
  const lines = answer.figures.map(
    (found) =>
      `${found.label}: ${found.base} -> ${found.variant}, ${found.difference} (${found.interval})${says(found.says)}`,
  );
  const facts = answer.facts.map(({ label, text }) => `${label}: ${text}`);
  return [answer.question, `(${answer.setting})`, '', ...lines, ...facts].join('\n') + '\n';
}
