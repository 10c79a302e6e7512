import { focusBrand, needOf } from '../data/differences';
import type { Results } from '../data/results';

/** What an answer is about: a variant, and the brand of it that is asked about, with its firm and its need. */
export interface Case {
  results: Results;
  world: string;
  brand: string;
  firm: string;
  need: string;
}

export function caseOf(results: Results, world: string): Case {
  const brand = focusBrand(results, world);
  return { results, world, brand, firm: results.firmOf(brand), need: needOf(results, brand) };
}
