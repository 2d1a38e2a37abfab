/**
 * Votehub in reveal.js: shows polls on slides, and opens and closes them as slides come and go. Stable: what is written for it goes on
 * working; what would break it gets another version and address.
 *
 *   import { Votehub } from 'https://vote.example.org/slides/reveal-v1.js';
 *   Reveal.initialize({ plugins: [Votehub({ room: 'ABC234' })] });
 *
 *   <section data-votehub-poll="ID">…</section>
 *
 * Polls are shown in frames of the hub, which must list the site of the slides. Whoever presents presses Y and gives the presenter's key to
 * a frame of the hub; these slides never see it. They then tell that frame, by messages, which poll's slide has come or gone. See
 * docs/slides.md.
 */
const HUB = new URL(import.meta.url).origin;
const VERSION = 1;
const LEADING = 'votehub.leading';
const KEY_Y = { keyCode: 89, key: 'Y', description: 'Votehub: lead the room with these slides' };
/** The frame answers once its page has been loaded. */
const HELLO_EVERY_MS = 400;
const PANEL = 'position:fixed;z-index:60;inset:auto 16px 16px auto;width:min(360px,90vw);height:250px;border:0;border-radius:12px;color-scheme:light;box-shadow:0 8px 40px rgb(0 0 0/.4)';

/**
 * @param {object} options
 * @param {string} options.room the room's code
 * @param {string} [options.hub] the hub's origin; that of this module by default
 * @param {'light'|'dark'} [options.mode] that of the slides; by default what their background says
 * @param {number} [options.dwellMs] how long a slide has to stay before its poll is opened, so that skipped slides open nothing
 */
export function Votehub({ room, hub = HUB, mode, dwellMs = 800 }) {
  const frames = `${hub}/embed/${encodeURIComponent(room)}`;
  let deck;
  let panel = null;
  let leads = false;
  let dwell;
  /** The element of the poll whose slide was told to the hub */
  let entered = null;

  function init(reveal) {
    deck = reveal;
    const root = deck.getRevealElement();
    for (const place of root.querySelectorAll('[data-votehub-poll]')) place.append(pollFrame(place));
    if (deck.isSpeakerNotes?.()) return;
    deck.addKeyBinding?.(KEY_Y, toggle);
    deck.on('slidechanged', slideChanged);
    window.addEventListener('message', received);
    if (stored(LEADING) === room) toggle();
  }

  function destroy() {
    clearTimeout(dwell);
    window.removeEventListener('message', received);
    deck.off?.('slidechanged', slideChanged);
    panel?.remove();
    panel = null;
  }

  function pollFrame(place) {
    const { votehubPoll: poll, votehubHeight: height = 440, votehubVote: vote } = place.dataset;
    const frame = document.createElement('iframe');
    const query = vote === undefined ? `poll=${encodeURIComponent(poll)}&qr` : 'vote';
    // With data-src reveal.js loads the frame when its slide is near.
    frame.dataset.src = `${frames}?${query}&transparent&mode=${mode ?? modeOf(deck.getViewportElement())}`;
    frame.title = 'Votehub';
    frame.style.cssText = `width:100%;height:${Number(height) || 440}px;border:0;color-scheme:light;background:transparent`;
    return frame;
  }

  /** Shows or hides the panel; the first time it is loaded. */
  function toggle() {
    if (panel) {
      panel.hidden = !panel.hidden;
      return;
    }
    panel = document.createElement('iframe');
    panel.src = `${frames}?deck`;
    panel.title = 'Votehub';
    panel.style.cssText = PANEL;
    document.body.append(panel);
    hello();
  }

  function hello() {
    if (!panel || panel.dataset.heard) return;
    send({ type: 'hello' });
    setTimeout(hello, HELLO_EVERY_MS);
  }

  /** Only to the hub: if something else is in the frame, the browser drops the message. */
  function send(message) {
    if (!panel.dataset.heard && message.type !== 'hello') return;
    panel.contentWindow?.postMessage({ votehub: VERSION, ...message }, panel.dataset.heard ? hub : '*');
  }

  function received({ source, origin, data }) {
    if (!panel || source !== panel.contentWindow || origin !== hub || data?.votehub !== VERSION) return;
    panel.dataset.heard = 'yes';
    if (data.type === 'failed') panel.hidden = false;
    if (data.type !== 'state') return;
    const began = data.leads && !leads;
    leads = Boolean(data.leads);
    store(LEADING, leads ? room : null);
    if (!leads) entered = null;
    if (!began) return;
    panel.hidden = true;
    slideChanged();
  }

  function slideChanged() {
    clearTimeout(dwell);
    if (!leads) return;
    const place = placeOf(deck.getCurrentSlide());
    if (entered && entered.dataset.votehubPoll !== place?.dataset.votehubPoll) {
      if (entered.dataset.votehubKeep === undefined) send({ type: 'leave', poll: entered.dataset.votehubPoll });
      entered = null;
    }
    if (place && !entered) dwell = setTimeout(enter, dwellMs, place);
  }

  function enter(place) {
    entered = place;
    const seconds = Number(place.dataset.votehubSeconds);
    send({ type: 'enter', poll: place.dataset.votehubPoll, ...(seconds > 0 && { seconds }) });
  }

  return { id: 'votehub', init, destroy };
}

const placeOf = (slide) => (slide?.matches('[data-votehub-poll]') ? slide : (slide?.querySelector('[data-votehub-poll]') ?? null));

/** Whether the background of the slides is dark. */
function modeOf(element) {
  const [r, g, b, alpha = 1] = (getComputedStyle(element ?? document.body).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
  return alpha > 0 && 0.299 * r + 0.587 * g + 0.114 * b < 128 ? 'dark' : 'light';
}

function stored(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

function store(name, value) {
  try {
    if (value) sessionStorage.setItem(name, value);
    else sessionStorage.removeItem(name);
  } catch {
    // The panel is then opened by hand after a reload.
  }
}

export default Votehub;
