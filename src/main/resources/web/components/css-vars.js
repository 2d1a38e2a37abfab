/**
 * Sets CSS custom properties on an element: `<i ${vars({ share: 0.4 })}>` sets `--share`. Through the CSSOM, which a strict
 * Content-Security-Policy allows; Lit's styleMap writes a style attribute on its first render, which is refused.
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

/** The hue of the option at an index; eight hues come round again, letters tell the rest apart. */
export function hue(index) {
  const n = (index % 8) + 1;
  return { hue: `var(--hue-${n})`, 'on-hue': `var(--on-${n})` };
}
