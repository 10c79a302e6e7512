import type { Meaning } from '../data/answer';

/** What a step adds. Colour goes by what it means to whom the chart is about, if that is known, else by its sign. */
export interface Change {
  name: string;
  change: number;
  /** The change as the answer prints it. */
  words?: string;
  meaning?: Meaning;
}

export interface Step extends Omit<Change, 'change'> {
  /** What this step adds; of a total it is where the steps before it have led. */
  change: number;
  low: number;
  high: number;
  total: boolean;
}

/** Steps that start where the one before ended, and the total at their end. */
export function waterfall(parts: Change[], total: string, words?: string): Step[] {
  let level = 0;
  const steps = parts.map((part): Step => {
    const from = level;
    level += part.change;
    return { ...part, low: Math.min(from, level), high: Math.max(from, level), total: false };
  });
  const whole = { change: level, low: Math.min(0, level), high: Math.max(0, level), total: true };
  return [...steps, { name: total, ...whole, ...(words === undefined ? {} : { words }) }];
}

/** Parts of a floating bar for stacking: an unseen foot on one side of zero, then what is seen above and below zero. */
export function floating(step: Pick<Step, 'low' | 'high'>): { foot: number; above: number; below: number } {
  if (step.low >= 0) return { foot: step.low, above: step.high - step.low, below: 0 };
  if (step.high <= 0) return { foot: step.high, above: 0, below: step.low - step.high };
  return { foot: 0, above: step.high, below: step.low };
}
