import type { Results } from '../data/results';
import { answerOf, pasteable, type Answer, type Figure } from '../text/answer';
import { element } from './dom';

const SIGNS = { good: '▲', bad: '▼', open: '◇' };

/** A number and its percent sign stay on one line. */
function unbroken(text: string): string {
  return text.replace(/(\d) %/g, '$1\u00a0%');
}

function tile({ label, base, variant, difference, interval, verdict, says }: Figure): HTMLElement {
  return element(
    'div',
    { class: `tile ${verdict}` },
    element('h3', {}, label),
    element('p', { class: 'difference' }, element('span', { 'aria-hidden': 'true' }, `${SIGNS[verdict]} `), difference),
    element('p', { class: 'from-to' }, `${base} → ${variant}`),
    element('p', { class: 'interval' }, interval),
    element('p', { class: 'says' }, says),
  );
}

function copyButton(answer: Answer): HTMLElement {
  const status = element('span', { role: 'status' });
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(pasteable(answer));
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

/** The answer to the question of the comparison. */
export function answerSection(results: Results, world: string): HTMLElement {
  const answer = answerOf(results, world);
  const facts = answer.facts.flatMap(({ label, text }) => [
    element('dt', {}, label),
    element('dd', {}, unbroken(text)),
  ]);
  return element(
    'section',
    { id: 'answer', class: 'answer', 'aria-labelledby': 'answer-heading' },
    element('h2', { id: 'answer-heading' }, answer.question),
    element('p', { class: 'setting' }, answer.setting),
    element('div', { class: 'tiles' }, ...answer.figures.map(tile)),
    element('dl', { class: 'facts' }, ...facts),
    copyButton(answer),
  );
}
