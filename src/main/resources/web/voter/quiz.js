/**
 * The part of the voter's page that belongs to quizzes: who the voter is, and what came of the questions. Loaded with the first question of
 * a quiz, or once the presenter has said how players are called.
 */
import { html, nothing } from 'lit';
import { loadTexts } from '../i18n/index.js';
import '../quiz/option-shapes.js';
import '../quiz/player-card.js';
import { isQuiz } from '../quiz/quiz-poll.js';
import { rightAnswer } from '../quiz/revealed-answer.js';
import '../quiz/right-answer.js';
import '../quiz/score-card.js';

await loadTexts('quiz');

export class QuizSlot {
  /** {name, named, team?}, or null while it is not known */
  player = null;
  /** Why the hub refused the last name, or null */
  refusal = null;
  /** Poll id → {correct, points, total, rank, of, streak} */
  #scores = new Map();
  /** The ids of polls that were open while this page was, of which the hub is going to tell */
  #open = new Set();
  #host;
  #store;

  /** @param {object[]} told what the hub told before this was loaded */
  constructor(host, store, told) {
    this.#host = host;
    this.#store = store;
    told.forEach((message) => this.#receive(message));
    store.addEventListener('message', ({ detail }) => this.#receive(detail));
    store.addEventListener('refused', ({ detail }) => detail.id === 'player' && this.#set({ refusal: detail }));
    this.#ask({});
  }

  /** How the voter is called, and in which team; `waiting` if there is time to say so at leisure. */
  render(waiting) {
    return html`<vh-player
      .player=${this.player}
      .refusal=${this.refusal}
      .rules=${this.#store.room.players}
      ?waiting=${waiting}
      @vh-name=${({ detail }) => this.#ask(detail)}
    ></vh-player>`;
  }

  /** What came of a question: the right answer, and what it brought to the voter. In place of the state of the vote; null where there is nothing to say. */
  renderScore(poll, own) {
    if (poll.state === 'open') this.#open.add(poll.id);
    const score = this.#scores.get(poll.id);
    const due = own.counted && this.#open.has(poll.id);
    if (!isQuiz(poll) || poll.state !== 'closed' || !poll.visible) return null;
    const answer = rightAnswer(poll) ? html`<vh-right-answer .poll=${poll}></vh-right-answer>` : nothing;
    if (score || due) return html`${answer}<vh-score class="stays" .score=${score}></vh-score>`;
    // Whoever did not answer wants to know, too.
    return answer === nothing || own.counted || own.attempt ? null : html`${answer}<vh-vote-state closed .own=${own}></vh-vote-state>`;
  }

  /** Asks the hub who the voter is, or to be called {name} or to be put in {team}. */
  #ask(wish) {
    this.refusal = null;
    this.#store.connection.send({ type: 'name', id: 'player', ...wish });
  }

  #receive(message) {
    if (message.type === 'named') this.#set({ player: message, refusal: null });
    if (message.type === 'joined') this.#ask({});
    if (message.type !== 'score') return;
    this.#scores = new Map(this.#scores).set(message.poll, message);
    this.#host.requestUpdate();
  }

  #set(change) {
    Object.assign(this, change);
    this.#host.requestUpdate();
  }
}
