import type { Results } from '../data/results';
import { element } from './dom';

function entry(name: string, value: string): HTMLElement[] {
  const long = value.includes('\n') || value.length > 200;
  return [element('dt', {}, name), element('dd', {}, long ? element('pre', { tabindex: '0' }, value) : value)];
}

/** All that the file says about its making. */
export function originSection(results: Results): HTMLElement {
  const entries = Object.entries(results.provenance).flatMap(([name, value]) => entry(name, String(value)));
  return element(
    'section',
    { id: 'origin', 'aria-labelledby': 'origin-heading' },
    element('h2', { id: 'origin-heading' }, 'Where this comes from'),
    element(
      'details',
      {},
      element('summary', {}, 'Scenario, command and program'),
      element('dl', { class: 'origin' }, ...entries),
    ),
  );
}
