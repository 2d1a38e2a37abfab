/**
 * The report of a room: `/report/CODE`, to print, to save as PDF, and as a table and data for other programs. It shows what the room was when it
 * was made. Opens with any key of the room that this browser has, or one in the page's address.
 *
 * Hooks: data-testid="report" with data-ready, "report-print", "report-csv", "report-json", "report-again", "report-back", "report-empty", "report-problem", "report-log"; see report-poll,
 * report-leaderboard, key-form.
 */
import { LitElement, html, nothing } from 'lit';
import '../i18n/present.js';
import '../i18n/report.js';
import '../i18n/roots.js';
import '../components/language-switch.js';
import '../components/theme-switch.js';
import '../presenter/components/key-form.js';
import '../report/report-leaderboard.js';
import '../report/report-poll.js';

import { shared } from '../components/shared-styles.js';
import { ChangeController } from '../hub/change-controller.js';
import { readStored } from '../hub/local-storage.js';
import { problemText } from '../hub/problem-text.js';
import { codeFromPath, formatCode } from '../hub/room-code.js';
import { isolated, t } from '../i18n/index.js';
import { methods } from '../methods/index.js';
import { isPictureReady, leaderboardPicture, pollPicture, questionsPicture, savePicture } from '../pictures/save-picture.js';
import { saveBlob } from '../presenter/download.js';
import { keyFromAddress, moderatorKey, presenterAddress, presenterKey, viewerKey } from '../presenter/presenter-key.js';
import { isQuestions } from '../questions/questions-poll.js';
import { formatMoment } from '../report/format-moment.js';
import { downloadReport, readReport } from '../report/report-api.js';
import { reportPageStyles } from '../report/report-page-styles.js';

const KEY_TEXTS = { title: 'report.key', words: 'report.key-words', label: 'report.key-label', go: 'report.key-go' };
const NOT_A_KEY = ['bad-token', 'forbidden', 'revoked'];

class VhReport extends LitElement {
  static properties = {
    report: { state: true },
    keyError: { state: true },
    loading: { state: true },
    problem: { state: true },
    leftOut: { state: true },
    problems: { state: true },
  };

  static styles = [shared, reportPageStyles];

  #key = null;

  constructor() {
    super();
    this.code = codeFromPath(location.pathname);
    this.leftOut = new Set();
    this.problems = new Map();
    new ChangeController(this, methods);
  }

  connectedCallback() {
    super.connectedCallback();
    const keys = [keyFromAddress(), readKept(this.code), ...[presenterKey, moderatorKey, viewerKey].map((storage) => readStored(storage(this.code)))];
    this.#open([...new Set(keys.filter(Boolean))]);
  }

  render() {
    const title = this.report?.title || formatCode(this.code);
    document.title = `${isolated(title)} · ${t('report.page')}`;
    return html`${this.#renderBar()}
      <main>${this.report ? this.#renderSheet(title) : this.#renderWaiting()}</main>`;
  }

  #renderBar() {
    const { report } = this;
    const button = (id, run, text, off = false) => html`<button data-testid="report-${id}" ?disabled=${off} @click=${run}>${text}</button>`;
    return html`<header>
      <a data-testid="report-back" href=${presenterAddress(this.code)}>‹ ${t('report.back')}</a>
      ${report
        ? html`<div class="actions">
            <button class="primary" data-testid="report-print" ?disabled=${!this.#isReady} @click=${() => window.print()}>${t(this.#isReady ? 'report.print' : 'report.print-wait')}</button>
            ${button('csv', () => this.#download('text/csv'), t('report.csv'))} ${button('json', () => this.#download('application/json'), t('report.json'))}
            ${button('again', () => this.#open([this.#key]), t('report.again'), this.loading)}
          </div>`
        : nothing}
      <vh-theme-switch></vh-theme-switch>
      <p class="field-error" role="alert" data-testid="report-problem">${report ? this.problem : ''}</p>
    </header>`;
  }

  #renderWaiting() {
    if (this.loading) return html`<p class="soft wait" role="status">${t('report.loading')}</p>`;
    if (this.problem) {
      return html`<div class="wait">
        <p role="alert" data-testid="report-problem">${this.problem}</p>
        <p><button data-testid="report-again" @click=${() => this.#open([this.#key])}>${t('report.again')}</button></p>
      </div>`;
    }
    return html`<vh-key-form .code=${this.code} .texts=${KEY_TEXTS} .error=${this.keyError} @vh-key=${(event) => this.#open([event.detail.key], true)}></vh-key-form>`;
  }

  #renderSheet(title) {
    const { code, at, polls, leaderboard, log } = this.report;
    return html`<div class="sheet" data-testid="report" ?data-ready=${this.#isReady}>
      <div class="title">
        <h1 dir="auto">${title}</h1>
        <p class="about">
          <span>${t('report.room', { code: formatCode(code) })}</span>
          <span>${t('report.at', { when: formatMoment(at) })}</span>
          <span>${t('report.polls', { n: polls.length })}</span>
        </p>
      </div>
      ${polls.length ? nothing : html`<div class="empty" data-testid="report-empty"><h2>${t('report.empty')}</h2><p>${t('report.empty-more')}</p></div>`}
      ${polls.map(
        (entry, i) => html`<vh-report-poll
          .entry=${entry}
          .number=${i + 1}
          ?ready=${isPictureReady(entry.poll)}
          ?left-out=${this.leftOut.has(entry.poll.id)}
          .problem=${this.problems.get(entry.poll.id) ?? ''}
          @vh-picture=${({ detail }) => this.#save(entry.poll.id, () => this.#pictureOf(entry), entry, detail.type)}
          @vh-leave-out=${() => this.#leaveOut(entry.poll.id)}
        ></vh-report-poll>`,
      )}
      ${leaderboard
        ? html`<vh-report-leaderboard
            .board=${leaderboard}
            .problem=${this.problems.get('leaderboard') ?? ''}
            @vh-picture=${({ detail }) => this.#save('leaderboard', () => leaderboardPicture(leaderboard.entries, leaderboard.teams, leaderboard.of), null, detail.type)}
          ></vh-report-leaderboard>`
        : nothing}
      ${log?.size ? html`<p class="about log" data-testid="report-log"><span>${t('roots.log', { n: log.size })}</span> <code dir="ltr">${log.root}</code></p>` : nothing}
    </div>
    <footer><vh-language-switch></vh-language-switch></footer>`;
  }

  /** Whether everything is drawn that belongs on paper. */
  get #isReady() {
    return this.report.polls.every(({ poll, tally }) => !tally || isPictureReady(poll));
  }

  #pictureOf({ poll, tally, entries }) {
    return isQuestions(poll) ? questionsPicture(entries) : pollPicture(poll, tally);
  }

  #leaveOut(id) {
    const leftOut = new Set(this.leftOut);
    if (!leftOut.delete(id)) leftOut.add(id);
    this.leftOut = leftOut;
  }

  async #save(id, draw, entry, type) {
    const { report } = this;
    this.problems = new Map(this.problems).set(id, '');
    try {
      await savePicture(
        draw(),
        {
          title: entry?.poll.question ?? t('report.leaderboard'),
          room: report,
          votes: entry ? t('votes', { n: entry.tally.ballots }) : t('report.players', { n: report.leaderboard.of }),
          at: entry?.poll.closedAt ?? report.at,
          name: `votehub-${report.code}-${id}`,
        },
        type,
      );
    } catch {
      this.problems = new Map(this.problems).set(id, t('report.picture-failed'));
    }
  }

  async #download(type) {
    this.problem = '';
    try {
      saveBlob(await downloadReport(this.code, this.#key, type), `votehub-${this.code}-report`, type);
    } catch (error) {
      this.problem = problemText(error);
    }
  }

  /** Reads the report with the first of these keys that the hub accepts. */
  async #open(keys, typed = false) {
    this.loading = keys.length > 0;
    this.problem = '';
    this.keyError = '';
    for (const key of keys) {
      try {
        const report = await readReport(this.code, key);
        report.polls.forEach(({ poll }) => isPictureReady(poll));
        this.#key = key;
        keep(this.code, key);
        this.report = report;
        break;
      } catch (error) {
        if (!NOT_A_KEY.includes(error.code)) {
          this.#key = key;
          this.problem = problemText(error);
          break;
        }
        if (typed) this.keyError = t('problem.bad-token');
      }
    }
    this.loading = false;
  }
}

const keptKey = (code) => `votehub.report.${code}`;

/** A key that came by a link serves for reloads of this tab alone: it may be somebody else's browser. */
function keep(code, key) {
  try {
    sessionStorage.setItem(keptKey(code), key);
  } catch {
    // Where storage is blocked the key stays in the page's address.
  }
}

function readKept(code) {
  try {
    return sessionStorage.getItem(keptKey(code));
  } catch {
    return null;
  }
}

customElements.define('vh-report', VhReport);
