/** Reorders a list by drag and drop or by buttons. */

/** A copy of the list with one item moved; the same list if the move is not possible. */
export function moveItem(list, from, to) {
  if (from === to || from < 0 || to < 0 || from >= list.length || to >= list.length) return list;
  const copy = [...list];
  copy.splice(to, 0, ...copy.splice(from, 1));
  return copy;
}

/** Native drag and drop of rows; calls `onMove(from, to)` when a row was dropped on another. For touch and keyboard there are buttons. */
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
