/**
 * A Lit directive that sets CSS custom properties: `<i ${vars({ share: 0.4 })}>` sets `--share`. It uses the CSSOM, which a strict
 * Content-Security-Policy allows; Lit's styleMap writes a style attribute on its first render, which the policy blocks.
 */
import { Directive, directive } from 'lit-html/directive.js';
import { noChange } from 'lit';

class Vars extends Directive {
  render() {
    return noChange;
  }

  update(part, [values]) {
    for (const [name, value] of Object.entries(values)) part.element.style.setProperty(`--${name}`, value);
    return noChange;
  }
}

export const vars = directive(Vars);

/** The shape of the option of a quiz at an index, of quiz/option-shapes.js. */
export const shape = (index) => ({ shape: `var(--shape-${index % 8})`, drop: `var(--drop-${index % 8})` });

/** The hue of the option at an index. The eight hues repeat; the options' letters tell them apart. */
export function hue(index) {
  const n = (index % 8) + 1;
  return { hue: `var(--hue-${n})`, 'on-hue': `var(--on-${n})` };
}
