import type { Curve, Figure, Meaning, Paragraph, VariantAnswer, WordTable } from '../data/answer';
import type { Results } from '../data/results';
import { element } from './dom';

/** Which way it goes; whether that is good is said by colour, and whether it is sure by a shape of its own. */
function signOf({ difference, meaning }: Figure): string {
  return meaning === 'open' || difference === null || difference === 0 ? '◇' : difference > 0 ? '▲' : '▼';
}

/** Read aloud in place of the colour. */
const SPOKEN: Record<Meaning, string> = { good: ' (good)', bad: ' (bad)', open: ' (not told apart)', neutral: '' };

/** A number and its percent sign stay on one line. */
function unbroken(text: string): string {
  return text.replace(/(\d) %/g, '$1\u00a0%');
}

function tile(figure: Figure): HTMLElement {
  const interval = figure.interval_words === '' ? '' : `95 % interval: ${figure.interval_words}`;
  return element(
    'div',
    { class: `tile ${figure.meaning}` },
    element('h3', {}, figure.name),
    element(
      'p',
      { class: 'difference' },
      element('span', { 'aria-hidden': 'true' }, `${signOf(figure)} `),
      unbroken(figure.difference_words),
      element('span', { class: 'spoken' }, SPOKEN[figure.meaning]),
    ),
    element('p', { class: 'from-to' }, unbroken(`${figure.base_words} → ${figure.variant_words}`)),
    element('p', { class: 'interval' }, unbroken(interval)),
  );
}

function copyButton(text: string): HTMLElement {
  const status = element('span', { role: 'status' });
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = ' Copied.';
    } catch {
      status.textContent = ' The browser does not allow it; select the text instead.';
    }
  };
  return element(
    'p',
    { class: 'copy' },
    element('button', { type: 'button', click: () => void copy() }, 'Copy the answer as text'),
    status,
  );
}

function facts(paragraphs: Paragraph[]): HTMLElement[] {
  return paragraphs.flatMap(({ label, words }) => [element('dt', {}, label), element('dd', {}, unbroken(words))]);
}

function nextStep({ next }: VariantAnswer): HTMLElement[] {
  if (next.command === '') return [];
  return [element('dt', {}, 'Next'), element('dd', {}, next.purpose, ' ', element('code', {}, next.command))];
}

function wordTable({ heading, columns, rows, note }: WordTable): HTMLElement[] {
  const cell = (tag: 'td' | 'th', text: string, place: number): HTMLElement =>
    element(tag, { class: columns[place]!.left ? '' : 'number', ...(tag === 'th' ? { scope: 'col' } : {}) }, text);
  const head = columns.map(({ name, group }, place) =>
    cell('th', group.trim() === '' ? name : `${group.trim()}: ${name}`, place),
  );
  const lines = rows.map((row) => element('tr', {}, ...row.map((text, place) => cell('td', text, place))));
  return [
    element(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': heading },
      element(
        'table',
        {},
        element('caption', {}, heading),
        element('thead', {}, element('tr', {}, ...head)),
        element('tbody', {}, ...lines),
      ),
    ),
    ...(note === '' ? [] : [element('p', { class: 'note' }, note)]),
  ];
}

function section(heading: string, ...content: HTMLElement[]): HTMLElement {
  return element(
    'section',
    { id: 'answer', class: 'answer', 'aria-labelledby': 'answer-heading' },
    element('h2', { id: 'answer-heading' }, heading),
    ...content,
  );
}

/** The answer to the question of the comparison, as the program gives it in a terminal too. */
export function answerSection(results: Results, variant: string): HTMLElement {
  const answer = results.answer(variant);
  if (answer === undefined) {
    const why = 'This file was written without its answer. Compare again with this version to have it.';
    return section('The answer', element('p', { class: 'setting' }, why));
  }
  const { question, setting, nothing, figures, paragraphs, stories, details } = answer;
  const examples = stories.map((words, place) => ({ label: place === 0 ? 'For example' : '', words }));
  return section(
    question,
    element('p', { class: 'setting' }, setting),
    ...(nothing === '' ? [] : [element('p', { class: 'lead' }, nothing)]),
    element('div', { class: 'tiles' }, ...figures.map(tile)),
    element('dl', { class: 'facts' }, ...facts([...paragraphs, ...examples]), ...nextStep(answer)),
    ...details.flatMap(wordTable),
    copyButton(answer.text),
  );
}

/** What a curve alone answers. */
export function curveSection({ table, best }: Curve): HTMLElement {
  return section(
    table.heading,
    ...(best === '' ? [] : [element('p', { class: 'lead' }, `Best ${best}`)]),
    ...wordTable(table),
  );
}
