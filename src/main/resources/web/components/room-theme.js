/** Applies the looks of a room: the same style sheet as the hub's first paint has, by a sheet that a strict policy allows. */
import { readStored } from '../hub/local-storage.js';
import { applyMode } from './theme-switch.js';

let sheet;
let applied;

/** @param {{light?: string, dark?: string, mode?: string}} [theme] */
export function applyTheme(theme = {}) {
  if (applied === theme) return;
  applied = theme;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  sheet.replaceSync(theme.light ? css(theme) : '');
  document.querySelector('style[data-look]')?.remove();
  const root = document.documentElement;
  if (['light', 'dark'].includes(theme.mode)) root.dataset.mode = theme.mode;
  else delete root.dataset.mode;
  applyMode(readStored('votehub.theme'));
}

function css({ light, dark }) {
  const bright = `--accent:${light};--accent-strong:color-mix(in srgb,${light} 80%,#000);--on-accent:#fff;--accent-wash:color-mix(in srgb,${light} 8%,#fff)`;
  const dim = `--accent:${dark};--accent-strong:color-mix(in srgb,${dark} 75%,#fff);--on-accent:#14130f;--accent-wash:color-mix(in srgb,${dark} 14%,#201f1c)`;
  return `:root:root{${bright}}@media (prefers-color-scheme: dark){:root:root:not([data-theme="light"]){${dim}}}:root:root[data-theme="dark"]{${dim}}:root:root[data-theme="light"]{${bright}}`;
}
