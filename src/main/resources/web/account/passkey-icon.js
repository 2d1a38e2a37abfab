/** The sign by which passkeys are known: a person, and a key. */
import { svg, html } from 'lit';

export const passkeyIcon = html`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" fill="currentColor">
  ${svg`<circle cx="9.5" cy="7" r="4"/><path d="M2 20v-2.2C2 14.9 5 13 9.5 13c1.4 0 2.7.2 3.8.6a5 5 0 0 0 1.7 4.1V20z"/><path fill-rule="evenodd" d="M22 13.9a3.6 3.6 0 1 0-5 3.3V22l1.4 1.4 2-2-1.2-1.3 1.2-1.2-1.1-1.4a3.6 3.6 0 0 0 2.7-3.6zm-3.6-1.9a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4z"/>`}
</svg>`;
