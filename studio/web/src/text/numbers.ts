export const UNKNOWN = 'unknown';

/** Decimals that an interval of this half width deserves: one figure of it, two if the first is a 1 or 2. */
export function decimalsFor(halfWidth: number): number {
  if (!Number.isFinite(halfWidth) || halfWidth <= 0) return 2;
  const places = Math.floor(Math.log10(halfWidth));
  return Math.min(4, Math.max(0, (halfWidth / 10 ** places < 3 ? 1 : 0) - places));
}

/** Decimals for a number without an interval: three figures, and none that are longer. */
function usualDecimals(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || Number.isInteger(value)) return 0;
  return Math.min(4, Math.max(0, 2 - Math.floor(Math.log10(size))));
}

/** A number with groups of three and a true minus sign: 12,345.6. */
export function plain(value: number, decimals = usualDecimals(value)): string {
  if (!Number.isFinite(value)) return value === Infinity ? '∞' : value === -Infinity ? '−∞' : UNKNOWN;
  const text = Math.abs(value).toLocaleString('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

export interface Amount {
  unit: string;
  decimals?: number;
  /** A difference: has its sign, and of shares it is in points. */
  difference?: boolean;
}

/** Shares are kept from 0 to 1 and read in percent. */
export function scaleOf(unit: string): number {
  return unit === 'share' ? 100 : 1;
}

export function unitText(unit: string, difference = false): string {
  if (unit === 'share') return difference ? 'points' : '%';
  return unit === '1' ? '' : unit;
}

function decimalsOf(value: number, unit: string): number {
  if (unit === 'share') return Math.abs(value) < 10 ? 2 : 1;
  return isMoney(unit) && Math.abs(value) >= 0.1 && Math.abs(value) < 100 ? 2 : usualDecimals(value);
}

/** Currencies are codes of three capitals. */
export function isMoney(unit: string): boolean {
  return /^[A-Z]{3}$/.test(unit);
}

export function number(value: number, { unit, decimals, difference }: Amount): string {
  const scaled = value * scaleOf(unit);
  const text = plain(scaled, decimals ?? decimalsOf(scaled, unit));
  return difference === true && scaled > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A figure with its unit: `25.1 %`, `+2.8 points`, `1,057 customers`. */
export function amount(value: number, how: Amount): string {
  const text = number(value, how);
  const unit = unitText(how.unit, how.difference);
  return text === UNKNOWN || unit === '' ? text : `${text} ${unit}`;
}

/** `+2.6 to +3.0`, with as many decimals as the interval deserves. */
export function interval(low: number, high: number, unit: string): string {
  const decimals = decimalsFor(((high - low) / 2) * scaleOf(unit));
  const limit = (value: number): string => number(value, { unit, decimals, difference: true });
  return `${limit(low)} to ${limit(high)}`;
}

export function percent(part: number, decimals = 0): string {
  return amount(part, { unit: 'share', decimals });
}

/** `share_of_requirements` as a reader says it. */
export function words(name: string): string {
  return name.replaceAll('_', ' ');
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
