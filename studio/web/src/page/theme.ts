import type { Theme } from '../charts/look';

type Listener = (theme: Theme) => void;

const system = window.matchMedia('(prefers-color-scheme: dark)');
const listeners: Listener[] = [];
let chosen: Theme | undefined;
let printing = false;

export function theme(): Theme {
  if (printing) return 'light';
  return chosen ?? (system.matches ? 'dark' : 'light');
}

function apply(): void {
  document.documentElement.dataset['theme'] = theme();
  listeners.forEach((listener) => listener(theme()));
}

export function onTheme(listener: Listener): void {
  listeners.push(listener);
}

export function switchTheme(): void {
  chosen = theme() === 'dark' ? 'light' : 'dark';
  apply();
}

export function isPrinting(): boolean {
  return printing;
}

/** Follows the system until the reader chooses; paper is always white. */
export function startTheme(): void {
  system.addEventListener('change', apply);
  window.addEventListener('beforeprint', () => {
    printing = true;
    apply();
  });
  window.addEventListener('afterprint', () => {
    printing = false;
    apply();
  });
  apply();
}
