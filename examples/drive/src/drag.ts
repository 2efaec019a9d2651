import type { Item } from "./state.js";

/** The rows that are dragged. The data of a drag can only be read when it is dropped. */
let dragged: Item[] = [];

export function dragItems(event: DragEvent, items: Item[]) {
    dragged = items;
    event.dataTransfer?.setData("text/plain", items.map(({ name }) => name).join("\n"));
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
}

export function endDrag() {
    dragged = [];
}

/** Whether rows are dragged, and not files of the machine. */
export function areItems(event: DragEvent): boolean {
    return dragged.length > 0 && !event.dataTransfer?.types.includes("Files");
}

export function takeItems(event: DragEvent): Item[] {
    if (!areItems(event)) return [];
    event.preventDefault();
    event.stopPropagation();
    return dragged;
}

export function isDragged(item: Item): boolean {
    return dragged.some(({ id }) => id === item.id);
}
