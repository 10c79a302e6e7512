/** What the page reads of the scenario, which stands in the provenance as JSON; anything may be missing. */
export interface ScenarioFacts {
  currency: string;
  firmOfBrand: Map<string, string>;
  questions: Map<string, string>;
  /** Brands that a variant names in the paths that it changes, by variant. */
  touched: Map<string, string[]>;
}

type Json = Record<string, unknown>;

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}

function pathsOf(variant: Json): string[] {
  return Object.entries(variant).flatMap(([key, value]) =>
    key === 'change' || key.startsWith('at ') ? Object.keys(object(value)) : [],
  );
}

function touchedBrands(name: string, variants: Json, brands: string[], depth = 0): string[] {
  const variant = object(variants[name]);
  const paths = pathsOf(variant);
  const own = brands.filter((brand) => paths.some((path) => path.startsWith(`brands.${brand}.`)));
  const parent = variant['extends'];
  if (typeof parent !== 'string' || depth > 20) return own;
  return [...new Set([...touchedBrands(parent, variants, brands, depth + 1), ...own])];
}

export function readScenario(text: string): ScenarioFacts {
  const facts: ScenarioFacts = { currency: '', firmOfBrand: new Map(), questions: new Map(), touched: new Map() };
  let scenario: Json;
  try {
    scenario = object(JSON.parse(text));
  } catch {
    return facts;
  }
  facts.currency = String(scenario['currency'] ?? '');
  const brands = list(scenario['brands']);
  for (const brand of brands) facts.firmOfBrand.set(String(brand['name']), String(brand['firm'] ?? brand['name']));
  const variants = object(scenario['variants']);
  for (const name of Object.keys(variants)) {
    const question = object(variants[name])['question'];
    if (typeof question === 'string') facts.questions.set(name, question);
    facts.touched.set(name, touchedBrands(name, variants, [...facts.firmOfBrand.keys()]));
  }
  return facts;
}
