/**
 * What is shown while a room lets nobody new in.
 * Hooks: data-testid="locked".
 */
import { html } from 'lit';
import { t } from '../i18n/index.js';
import '../i18n/entry.js';

/** For the room's page, by whose styles it looks. */
export const renderLocked = () => html`<div class="waiting" data-testid="locked" role="status">
  <h2>${t('room.locked')}</h2>
  <p class="soft">${t('room.locked.more')}</p>
</div>`;
