export interface Total {
  name: string;
  value: number;
}

/** Adds values of equal names, keeping the order in which names appear. */
export function addUp(items: Total[]): Total[] {
  const totals = new Map<string, number>();
  for (const { name, value } of items) totals.set(name, (totals.get(name) ?? 0) + value);
  return [...totals].map(([name, value]) => ({ name, value }));
}

/** The largest by size first; what is beyond `count` is added up under one name. */
export function largest(items: Total[], count: number, rest: string): Total[] {
  const sorted = [...items].sort((one, other) => Math.abs(other.value) - Math.abs(one.value));
  if (sorted.length <= count + 1) return sorted;
  const others = sorted.slice(count).reduce((sum, item) => sum + item.value, 0);
  return [...sorted.slice(0, count), { name: rest, value: others }];
}
