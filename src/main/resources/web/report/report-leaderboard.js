/**
 * The leaderboard of a quiz in the report: its teams, and its players. Fires `vh-picture` {type}.
 * Hooks: data-testid="report-leaderboard", "report-leaderboard-png", "report-leaderboard-svg".
 */
import { LitElement, html, nothing } from 'lit';
import { shared } from '../components/shared-styles.js';
import { formatNumber } from '../i18n/format.js';
import { t } from '../i18n/index.js';
import { reportStyles } from './report-styles.js';
import { renderTable, tableStyles } from './report-table.js';

class VhReportLeaderboard extends LitElement {
  static properties = {
    /** As the report has it */
    board: { attribute: false },
    problem: {},
  };

  static styles = [shared, reportStyles, tableStyles];

  render() {
    const { of, entries, teams } = this.board;
    const inTeams = teams.length > 0;
    const players = {
      caption: t('report.leaderboard'),
      head: [t('report.name'), ...(inTeams ? [t('report.team')] : []), t('report.rank'), t('report.right'), t('report.points')],
      rows: entries.map(({ rank, name, team, right, answered, points }) => [
        name,
        ...(inTeams ? [team ?? ''] : []),
        formatNumber(rank),
        `${formatNumber(right)} / ${formatNumber(answered)}`,
        formatNumber(points),
      ]),
    };
    const ofTeams = {
      caption: t('report.teams'),
      head: [t('report.team'), t('report.rank'), t('report.points')],
      rows: teams.map(({ rank, name, points }) => [name, formatNumber(rank), formatNumber(points)]),
    };
    const save = (id, type) => html`<button class="quiet" data-testid="report-leaderboard-${id}" @click=${() => this.dispatchEvent(new CustomEvent('vh-picture', { detail: { type } }))}>${t(`report.${id}`)}</button>`;
    return html`<section data-testid="report-leaderboard" aria-labelledby="title">
      <div class="head">
        <h2 id="title">${t('report.leaderboard')}</h2>
        <p class="meta"><span>${t('report.players', { n: of })}</span></p>
      </div>
      ${inTeams ? renderTable(ofTeams) : nothing} ${entries.length ? renderTable(players) : nothing}
      ${of > entries.length ? html`<p class="note">${t('report.more-players', { n: of - entries.length })}</p>` : nothing}
      <p class="tools">${save('png', 'image/png')}${save('svg', 'image/svg+xml')}</p>
      <p class="field-error" role="alert">${this.problem}</p>
    </section>`;
  }
}

customElements.define('vh-report-leaderboard', VhReportLeaderboard);
