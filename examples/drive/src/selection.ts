import { draw, type Item, state } from "./state.js";

/** As many as one request may name. */
const MOST = 1000;

/** What an action on a row is for: all selected rows if it is one of them, or it alone. */
export function chosen(item: Item): Item[] {
    return state.selected.has(item.id) ? selectedItems() : [item];
}

export function selectedItems(): Item[] {
    return (state.items ?? []).filter(({ id }) => state.selected.has(id));
}

export function toggle(item: Item) {
    if (!state.selected.delete(item.id)) state.selected.add(item.id);
    draw();
}

/** Selects the rows from the one that the keyboard is on to this one. */
export function selectTo(item: Item) {
    const items = state.items ?? [];
    const ends = [state.current, item.id].map((id) => items.findIndex((each) => each.id === id)).sort((a, b) => a - b);
    select(items.slice(Math.max(0, ends[0] ?? 0), (ends[1] ?? 0) + 1));
}

export function selectAll() {
    select((state.items ?? []).slice(0, MOST));
}

export function selectNone() {
    state.selected.clear();
    draw();
}

function select(items: Item[]) {
    for (const { id } of items) state.selected.add(id);
    draw();
}
