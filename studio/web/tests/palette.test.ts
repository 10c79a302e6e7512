import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { COLOURS, type Theme } from '../src/charts/look';

/** Relative luminance and contrast by WCAG 2.2. */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [r, g, b] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

test('contrast is measured right', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe.each<Theme>(['light', 'dark'])('the %s palette', (theme) => {
  const { card, page, text, muted, series, neutral, good, bad } = COLOURS[theme];

  test('can be read', () => {
    for (const colour of [text, muted, good, bad]) {
      for (const ground of [card, page]) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('has series that stand out from the card', () => {
    for (const colour of [...series, neutral]) expect(contrast(colour, card)).toBeGreaterThanOrEqual(3);
  });

  test('names at the ends of lines can be read', () => {
    for (const colour of series) expect(contrast(colour, card)).toBeGreaterThanOrEqual(4.5);
  });

  test('is that of the style sheet', () => {
    const style = readFileSync(new URL('../src/style.css', import.meta.url), 'utf8');
    const block =
      theme === 'dark'
        ? style.slice(style.indexOf('[data-theme="dark"]'))
        : style.slice(0, style.indexOf('[data-theme="dark"]'));
    const value = (name: string): string => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(block)![1]!;
    expect({
      page: value('page'),
      card: value('card'),
      text: value('text'),
      muted: value('muted'),
      good: value('good'),
      bad: value('bad'),
    }).toEqual({ page, card, text, muted, good, bad });
  });
});
