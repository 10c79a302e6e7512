import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/data/answer';
import { faultsOfLabels } from './labels';
import { Reports, type Opened } from './browser';

// What-ifs as they are shipped, answered by the program itself: left out where it is not built yet.
const PROGRAM = process.env['CLIENTELE_PROGRAM'] ?? '';
const LIBRARY = process.env['CLIENTELE_LIBRARY'] ?? '';
const SMALL = ['--set-base', 'customers.count=300', '--replicates', '2', '--quiet'];
const ASKED: [string, string[]][] = [
  ['toothpaste', []],
  ['coffee', []],
  ['mobile', []],
  ['durable', []],
  ['toothpaste', ['--curve', 'brands.Macleans.price=-10 %:+10 %:5']],
];
const WIDTHS = [1280, 1024, 390];

const reports = new Reports();
const folder = mkdtempSync(join(tmpdir(), 'clientele-shipped-'));
beforeAll(() => reports.start());
afterAll(async () => {
  await reports.stop();
  rmSync(folder, { recursive: true });
});

interface Told {
  json: Answer;
  page: string;
}

function asked(scenario: string, words: string[]): Told {
  const page = join(folder, `${scenario}${words.length}.html`);
  const line = ['compare', join(LIBRARY, `${scenario}.yaml`), ...words, ...SMALL, '--format', 'json', '--report', page];
  const printed = execFileSync(PROGRAM, line, { encoding: 'utf8', maxBuffer: 1 << 30 });
  return { json: (JSON.parse(printed) as { answer: Answer }).answer, page };
}

const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ').trim();

async function textsOf(page: Page, selector: string): Promise<string[]> {
  return (await page.locator(selector).allTextContents()).map(plain);
}

/**
 * Terminal, JSON and page say of one variant the same figures, units and words. That the text of the JSON is what a
 * terminal prints is for tests/app/answer_test.py.
 */
async function expectOneAnswer({ page }: Opened, { json }: Told, place: number): Promise<void> {
  const answer = json.variants[place]!;
  const terminal = plain(answer.text);
  expect(await textsOf(page, '#answer h2')).toEqual([plain(answer.question)]);
  expect(await textsOf(page, '#answer .setting')).toEqual([plain(answer.setting)]);
  expect(await textsOf(page, '#answer .tile h3')).toEqual(answer.figures.map(({ name }) => plain(name)));
  const tiles = await textsOf(page, '#answer .tile');
  answer.figures.forEach((figure, row) => {
    const { base_words, variant_words, difference_words, interval_words, name } = figure;
    for (const words of [difference_words, interval_words, `${base_words} → ${variant_words}`])
      expect(tiles[row]).toContain(plain(words));
    // Long names are cut in the table of a terminal.
    const start = plain(name).slice(0, 12);
    const figures = plain(`${base_words} ${variant_words} ${difference_words} ${interval_words}`);
    expect(terminal).toContain(start);
    expect(terminal).toContain(figures);
  });
  const said = await textsOf(page, '#answer dd');
  for (const { label, words } of answer.paragraphs) {
    expect(said).toContain(plain(words));
    expect(terminal).toContain(plain(`${label} ${words}`));
  }
  for (const story of answer.stories) {
    expect(said).toContain(plain(story));
    expect(terminal).toContain(plain(story));
  }
  const { brand } = answer.focus;
  if (answer.reasons.some((reasons) => reasons.brand === brand))
    expect(await page.locator('#why select').inputValue()).toBe(brand);
}

/** All pictures are as wide as their places again. */
async function resized(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.waitForFunction(() =>
    [...document.querySelectorAll('figure.chart:not([hidden]) .picture')].every((place) => {
      const svg = place.querySelector('svg');
      return svg !== null && Math.abs(Number(svg.getAttribute('width')) - place.clientWidth) <= 1;
    }),
  );
}

describe.skipIf(PROGRAM === '').each(ASKED)('%s %j', (scenario, words) => {
  let told: Told;
  let opened: Opened;
  let variants: string[];
  beforeAll(async () => {
    told = asked(scenario, words);
    opened = await reports.open(readFileSync(told.page, 'utf8'));
    variants = await opened.page
      .locator('.variants option')
      .evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
  }, 300_000);
  afterAll(() => opened.context.close());

  test('says on its page what it says in a terminal and in JSON', async () => {
    const { page } = opened;
    expect(variants).toEqual(told.json.variants.map(({ variant }) => variant));
    for (const [place, variant] of variants.entries()) {
      await page.locator('.variants select').selectOption(variant);
      await expectOneAnswer(opened, told, place);
    }
    const { curve } = told.json;
    if (curve === null) return;
    expect(await textsOf(page, '#answer h2')).toEqual([curve.table.heading]);
    expect(await textsOf(page, '#answer tbody td')).toEqual(curve.table.rows.flat().map(plain));
    expect((await textsOf(page, '#curve .note'))[0]!.toLowerCase()).toBe(curve.courses[0]!.words.toLowerCase());
  });

  test.each(WIDTHS)('has labels that neither overlap nor are cut at %i pixels', async (width) => {
    const { page } = opened;
    await resized(page, width);
    expect(await faultsOfLabels(page)).toEqual([]);
    for (const variant of variants) {
      await page.locator('.variants select').selectOption(variant);
      expect(await faultsOfLabels(page), variant).toEqual([]);
    }
    expect(opened.errors).toEqual([]);
  });
});

test('labels that overlap or are cut are found', async () => {
  const labels = (...texts: string[]): string =>
    '<main>Labels</main><figure class="chart" id="a"><div class="picture"><svg width="200" height="40">' +
    `${texts.join('')}</svg></div></figure>`;
  const at = (x: number, text: string): string => `<text x="${x}" y="20" font-size="12">${text}</text>`;
  const faults = async (page: string): Promise<string[]> => {
    const { page: opened, context } = await reports.open(page);
    const found = await faultsOfLabels(opened);
    await context.close();
    return found;
  };
  expect(await faults(labels(at(5, 'one'), at(100, 'two')))).toEqual([]);
  expect(await faults(labels(at(5, 'one'), at(12, 'two')))).toEqual(["a: 'one' overlaps 'two'"]);
  expect(await faults(labels(at(190, 'long words')))).toEqual(["a: 'long words' is cut by the edge"]);
  expect(await faults(labels(at(5, 'long wo...')))).toEqual(["a: 'long wo...' is shortened"]);
});
