import type { Results } from '../data/results';
import { element } from './dom';

const MOST = 12;

/** Lives of single customers beside those of their twins; undefined if there are none. */
export function storiesSection(results: Results, world: string): HTMLElement | undefined {
  const table = results.table('stories');
  const rows = table?.where({ world }).slice(0, MOST) ?? [];
  if (table === undefined || rows.length === 0) return undefined;
  const cards = rows.map((row) => {
    const about = [table.text('outcome', row), table.text('segment', row)].filter((text) => text !== '').join(' · ');
    return element(
      'li',
      {},
      element('p', { class: 'about' }, about),
      element('p', { class: 'story' }, table.text('story', row)),
      element(
        'p',
        { class: 'who' },
        `customer ${table.text('customer', row)}, replicate ${table.text('replicate', row)}`,
      ),
    );
  });
  return element(
    'section',
    { id: 'stories', 'aria-labelledby': 'stories-heading' },
    element('h2', { id: 'stories-heading' }, 'Customers and their twins'),
    element(
      'p',
      { class: 'help' },
      'Single customers, each beside itself in the base case. They show how the change works, not how often.',
    ),
    element('ul', { class: 'stories' }, ...cards),
  );
}
