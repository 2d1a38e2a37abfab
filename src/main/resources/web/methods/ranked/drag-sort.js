/**
 * Reorders the rows of a list by dragging with mouse, pen or finger. The row follows the pointer, the others make space, and near the edge
 * of the window the page scrolls. Escape, or a pointercancel event, puts the row back.
 *
 * Handles need `touch-action: none`, and `PREVENT_TOUCH_SCROLL` as a listener of `touchmove`; otherwise the browser scrolls. Rows must be
 * below one another.
 */
const EDGE_PX = 72;
const SCROLL_PX = 10;
/** A shorter movement is a tap. */
const DRAG_THRESHOLD_PX = 4;

/**
 * A listener of `touchmove` for handles. Without it, Chromium treats a finger that is lifted while it moves as a fling, although nothing
 * scrolls, and swallows the next tap, which it takes as the end of the fling.
 */
export const PREVENT_TOUCH_SCROLL = { handleEvent: (event) => event.preventDefault(), passive: false };

export class DragSort {
  #rows;
  #onDrop;
  #drag = null;

  /**
   * @param {() => HTMLElement[]} rows returns all rows in order
   * @param {(row: HTMLElement, index: number) => void} onDrop called with a dropped row and the number of other rows before it
   */
  constructor(rows, onDrop) {
    this.#rows = rows;
    this.#onDrop = onDrop;
  }

  /** Whether a row is being dragged. */
  get dragging() {
    return Boolean(this.#drag?.moved);
  }

  /** Starts a drag; to be called for `pointerdown` on a handle. */
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
      if (Math.abs(event.pageY - drag.startY) < DRAG_THRESHOLD_PX) return;
      drag.moved = true;
      drag.row.classList.add('dragged');
      drag.frame = requestAnimationFrame(this.#scroll);
    }
    this.#place();
  };

  /** Moves the row to the pointer, and the others out of its way. */
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
