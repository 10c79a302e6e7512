import type { Choice, Chosen } from '../charts/chart';
import { FEW } from '../charts/parts';
import { element } from './dom';

/** What is chosen, where it still can be; otherwise where each choice starts. */
export function settle(choices: Choice[], chosen: Chosen): Chosen {
  const settled = choices.map(({ id, options, start }): [string, string[]] => {
    const possible = new Set(options.map(({ value }) => value));
    const kept = (chosen[id] ?? []).filter((value) => possible.has(value));
    return [id, kept.length > 0 ? kept : start];
  });
  return Object.fromEntries(settled);
}

function select(choice: Choice, current: string, change: (value: string) => void): HTMLElement {
  const options = choice.options.map(({ value, label }) =>
    element('option', { value, selected: value === current }, label),
  );
  const list = element('select', { change: () => change(list.value) }, ...options);
  return element('label', { class: 'choice' }, element('span', {}, choice.label), list);
}

function chips(choice: Choice, current: string[], change: (values: string[]) => void): HTMLElement {
  const pressed = new Set(current);
  const chip = ({ value, label }: Choice['options'][number]): HTMLElement => {
    const toggle = (): void =>
      change(pressed.has(value) ? current.filter((each) => each !== value) : [...current, value]);
    return element(
      'button',
      { type: 'button', class: 'chip', 'aria-pressed': String(pressed.has(value)), 'data-value': value, click: toggle },
      label || 'all',
    );
  };
  const first = choice.options.filter(({ value }, place) => place < FEW || pressed.has(value));
  const rest = choice.options.filter((option) => !first.includes(option));
  const group = element('div', { class: 'chips', role: 'group', 'aria-label': choice.label }, ...first.map(chip));
  if (rest.length === 0) return group;
  const more = element(
    'button',
    { type: 'button', class: 'chip more', click: () => more.replaceWith(...rest.map(chip)) },
    `${rest.length} more`,
  );
  group.append(more);
  return group;
}

/** Controls of a chart; `change` is told what is chosen where. Choices without an alternative are not shown. */
export function controls(
  choices: Choice[],
  chosen: Chosen,
  change: (id: string, values: string[]) => void,
): HTMLElement {
  const box = element('div', { class: 'choices' });
  for (const choice of choices.filter(({ options }) => options.length > 1)) {
    const set = (values: string[]): void => change(choice.id, values);
    const current = chosen[choice.id] ?? [];
    box.append(
      choice.many === true ? chips(choice, current, set) : select(choice, current[0] ?? '', (value) => set([value])),
    );
  }
  return box;
}
