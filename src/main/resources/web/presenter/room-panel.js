/** The panel of the presenter's page with everything that concerns the whole room: the big screen, sharing, files, and deleting. */
import { html } from 'lit';
import '../components/language-switch.js';
import './components/admission.js';
import './components/looks.js';
import './components/elsewhere.js';
import './components/helpers.js';
import './components/players.js';
import './components/reactions.js';
import './components/rehearsal.js';
import './components/room-end.js';
import './components/room-file.js';
import './components/room-life.js';
import './components/screen-picture.js';
import './components/share.js';
import './components/word-rules.js';
import './components/webhooks.js';
import { t } from '../i18n/index.js';
import { reportAddress } from './presenter-key.js';

/** @param {object} page the page's element: code, commands, screen, session, store, wide and actions */
export function renderRoomPanel(page, poll) {
  const { code, commands, screen, session, store, wide } = page;
  return html`<aside aria-label=${t('present.room')}>
    ${wide.matches ? html`<vh-screen-picture .code=${code}></vh-screen-picture>` : ''}
    ${screen.renderRemote(poll)} ${page.agenda.renderPanel(page.polls)}
    <vh-share
      .room=${store.room}
      .token=${session.token}
      ?owner=${session.owner}
      @vh-notify=${(event) => page.actions.notify(event.detail.text)}
      @vh-renew=${() => session.renewKey()}
    ></vh-share>
    <vh-elsewhere
      .room=${store.room}
      .polls=${store.list}
      .token=${session.token}
      .api=${session.api}
      @vh-notify=${(event) => page.actions.notify(event.detail.text)}
    ></vh-elsewhere>
    <vh-admission
      .admission=${store.room.admission}
      .api=${session.api}
      @vh-admission=${(event) => store.applyRoom({ admission: event.detail.admission })}
    ></vh-admission>
    <vh-players
      .rules=${store.room.players}
      .api=${session.api}
      @vh-players=${(event) => store.applyRoom({ players: event.detail.players })}
      @vh-picture=${({ detail }) => commands.saveLeaderboardPicture(detail.type)}
    ></vh-players>
    <vh-looks
      .theme=${store.room.theme}
      .api=${session.api}
      @vh-room=${({ detail: { theme } }) => store.applyRoom({ theme })}
    ></vh-looks>
    <vh-word-rules
      .rules=${store.room.wordRules}
      .api=${session.api}
      @vh-word-rules=${({ detail: { wordRules } }) => store.applyRoom({ wordRules })}
    ></vh-word-rules>
    <vh-reactions
      .reactions=${store.room.reactions}
      .counts=${store.reacted}
      .api=${session.api}
      @vh-reactions=${(event) => store.applyRoom({ reactions: event.detail.reactions })}
    ></vh-reactions>
    ${session.owner
      ? html`<vh-helpers .code=${code} .api=${session.api} @vh-notify=${(event) => page.actions.notify(event.detail.text)}></vh-helpers>`
      : ''}
    ${session.owner ? html`<vh-webhooks .api=${session.api} @vh-notify=${(event) => page.actions.notify(event.detail.text)}></vh-webhooks>` : ''}
    ${session.owner ? html`<p class="rolls"><a class="button" data-testid="link-rolls" href="/rolls/${code}">${t('present.rolls')}</a></p>` : ''}
    ${store.list.some(({ state }) => state !== 'draft')
      ? html`<p class="rolls"><a class="button" data-testid="link-report" href=${reportAddress(code)} target="_blank" rel="noopener">${t('present.report')}</a></p>`
      : ''}
    <vh-room-file
      ?some=${store.list.length > 0}
      ?busy=${page.actions.importing}
      ?results=${store.list.some(({ state }) => state !== 'draft')}
      @vh-export=${() => commands.exportRoom()}
      @vh-results=${() => commands.exportResults()}
      @vh-import=${(event) => commands.importPolls(event.detail.file)}
    ></vh-room-file>
    <vh-rehearsal .api=${session.api}></vh-rehearsal>
    <vh-room-life .code=${code} .token=${session.token}></vh-room-life>
    <vh-language-switch></vh-language-switch>
    ${session.owner ? html`<vh-room-end .code=${code} .polls=${store.list.length} @vh-end=${() => session.deleteRoom()}></vh-room-end>` : ''}
  </aside>`;
}
