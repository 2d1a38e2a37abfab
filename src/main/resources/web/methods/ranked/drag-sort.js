/**
 * Dragging a row up and down a list by pointer: mouse, pen or finger. The row follows the pointer, the others make room, and near the edge
 * of the window the page scrolls. Escape, or the browser taking the pointer, puts the row back.
 *
 * The handle needs `touch-action: none` and `KEEP_STILL` on `touchmove`, or the browser scrolls instead. Rows must stand below one another.
 */
const EDGE_PX = 72;
const SCROLL_PX = 10;
/** Less is a tap, not a drag. */
const SLACK_PX = 4;

/**
 * A listener for `touchmove` on handles. Without it Chromium takes a finger that is lifted while it moves for a fling, though nothing
 * scrolls, and the next tap for the end of that fling: the tap is lost.
 */
export const KEEP_STILL = { handleEvent: (event) => event.preventDefault(), passive: false };

export class RowSort {
  #rows;
  #onDrop;
  #drag = null;

  /**
   * @param {() => HTMLElement[]} rows all rows in their order
   * @param {(row: HTMLElement, index: number) => void} onDrop a row was dropped so that `index` of the other rows are before it
   */
  constructor(rows, onDrop) {
    this.#rows = rows;
    this.#onDrop = onDrop;
  }

  /** Whether a row is on its way. */
  get dragging() {
    return Boolean(this.#drag?.moved);
  }

  /** For `pointerdown` on a handle in a row. */
  start(event, row) {
    if (event.button !== 0 || this.#drag) return;
    const handle = event.currentTarget;
    const others = this.#rows().filter((each) => each !== row);
    const top = (element) => element.getBoundingClientRect().top + scrollY;
    const middles = others.map((each) => top(each) + each.offsetHeight / 2);
    this.#drag = { row, handle, others, middles, from: top(row), startY: event.pageY, y: event.clientY, moved: false };
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', this.#move);
    handle.addEventListener('pointerup', this.#up);
    handle.addEventListener('pointercancel', this.#cancel);
    window.addEventListener('keydown', this.#key, true);
  }

  #move = (event) => {
    const drag = this.#drag;
    drag.y = event.clientY;
    if (!drag.moved) {
      if (Math.abs(event.pageY - drag.startY) < SLACK_PX) return;
      drag.moved = true;
      drag.row.classList.add('dragged');
      drag.frame = requestAnimationFrame(this.#scroll);
    }
    this.#place();
  };

  /** The row to the pointer, the others out of its way. */
  #place() {
    const { row, others, middles, from, startY, y } = this.#drag;
    const by = y + scrollY - startY;
    row.style.transform = `translateY(${by}px)`;
    const middle = from + by + row.offsetHeight / 2;
    const index = middles.filter((each) => each < middle).length;
    this.#drag.index = index;
    const room = row.offsetHeight + this.#gap();
    others.forEach((each, i) => {
      const was = middles[i] > from;
      const is = i >= index;
      each.style.transform = was === is ? '' : `translateY(${is ? room : -room}px)`;
    });
  }

  #gap() {
    return parseFloat(getComputedStyle(this.#drag.row.parentElement).rowGap) || 0;
  }

  #scroll = () => {
    const drag = this.#drag;
    if (!drag) return;
    const by = drag.y < EDGE_PX ? -SCROLL_PX : drag.y > innerHeight - EDGE_PX ? SCROLL_PX : 0;
    if (by) {
      scrollBy(0, by);
      this.#place();
    }
    drag.frame = requestAnimationFrame(this.#scroll);
  };

  #up = () => {
    const { row, index, moved } = this.#drag;
    this.#end();
    if (moved) this.#onDrop(row, index);
  };

  #cancel = () => this.#end();

  #key = (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#end();
  };

  #end() {
    const { row, handle, others, frame } = this.#drag;
    this.#drag = null;
    cancelAnimationFrame(frame);
    row.classList.remove('dragged');
    for (const each of [row, ...others]) each.style.transform = '';
    handle.removeEventListener('pointermove', this.#move);
    handle.removeEventListener('pointerup', this.#up);
    handle.removeEventListener('pointercancel', this.#cancel);
    window.removeEventListener('keydown', this.#key, true);
  }
}
