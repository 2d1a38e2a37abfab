/** Putting a list in order, with the mouse or with buttons. */

/** A copy of the list with one item moved to another place; the same list if it cannot be. */
export function moved(list, from, to) {
  if (from === to || from < 0 || to < 0 || from >= list.length || to >= list.length) return list;
  const copy = [...list];
  copy.splice(to, 0, ...copy.splice(from, 1));
  return copy;
}

/** Drag and drop of rows with the browser's own means; `onMove(from, to)` when one was dropped upon another. Buttons serve touch and keys. */
export class RowDrag {
  #from = -1;
  #onMove;

  constructor(onMove) {
    this.#onMove = onMove;
  }

  start(index, event) {
    this.#from = index;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', String(index));
  }

  over(event) {
    if (this.#from >= 0) event.preventDefault();
  }

  drop(index, event) {
    event.preventDefault();
    if (this.#from >= 0 && this.#from !== index) this.#onMove(this.#from, index);
    this.#from = -1;
  }

  end() {
    this.#from = -1;
  }
}
