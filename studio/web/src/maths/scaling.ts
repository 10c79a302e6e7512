import { eigen } from './eigen';

export interface Map2D {
  points: { x: number; y: number }[];
  /** Part of the differences that two dimensions show; NaN where there are none. */
  shown: number;
}

/** Classical multidimensional scaling of a symmetric matrix of distances (Torgerson 1952). */
export function scale(distances: number[][]): Map2D {
  const size = distances.length;
  const squared = distances.map((row) => row.map((d) => d * d));
  const rowMeans = squared.map((row) => row.reduce((sum, d) => sum + d, 0) / size);
  const mean = rowMeans.reduce((sum, d) => sum + d, 0) / size;
  const centred = squared.map((row, i) => row.map((d, j) => -0.5 * (d - rowMeans[i]! - rowMeans[j]! + mean)));
  const { values, vectors } = eigen(centred);
  const positive = values.map((value) => Math.max(0, value));
  const total = positive.reduce((sum, value) => sum + value, 0);
  const axis = (k: number, i: number): number => (positive[k] ?? 0) ** 0.5 * (vectors[k]?.[i] ?? 0);
  const points = distances.map((_, i) => ({ x: axis(0, i), y: axis(1, i) }));
  return { points, shown: total > 0 ? ((positive[0] ?? 0) + (positive[1] ?? 0)) / total : NaN };
}

export interface Pair {
  one: string;
  other: string;
  /** Customers who bought both. */
  both: number;
}

/**
 * Distances between brands from who buys both: 1 / lift, where lift is how many times more customers bought both than
 * if the two were bought independently. By the duplication law (Ehrenberg 1988) lift is about equal for all pairs;
 * pairs that share more customers than it says stand closer. Pairs that nobody bought are as far as the farthest.
 */
export function distancesOf(
  brands: string[],
  buyers: Map<string, number>,
  pairs: Pair[],
  customers: number,
): number[][] {
  const index = new Map(brands.map((brand, i) => [brand, i]));
  const distances = brands.map(() => brands.map(() => 0));
  for (const { one, other, both } of pairs) {
    const [i, j] = [index.get(one), index.get(other)];
    if (i === undefined || j === undefined || i === j) continue;
    const independent = ((buyers.get(one) ?? 0) * (buyers.get(other) ?? 0)) / customers;
    distances[i]![j] = distances[j]![i] = both > 0 ? independent / both : Infinity;
  }
  const farthest = Math.max(0, ...distances.flat().filter(Number.isFinite));
  return distances.map((row) => row.map((d) => (Number.isFinite(d) ? d : farthest)));
}
