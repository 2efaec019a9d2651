import type { Item } from "./state.js";

/** The row that is dragged. The data of a drag can only be read when it is dropped. */
let dragged: Item | undefined;

export function dragItem(event: DragEvent, item: Item) {
    dragged = item;
    event.dataTransfer?.setData("text/plain", item.name);
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
}

export function endDrag() {
    dragged = undefined;
}

/** Whether a row is dragged, and not files of the machine. */
export function isItem(event: DragEvent): boolean {
    return dragged !== undefined && !event.dataTransfer?.types.includes("Files");
}

export function takeItem(event: DragEvent): Item | undefined {
    if (!isItem(event)) return undefined;
    event.preventDefault();
    event.stopPropagation();
    return dragged;
}

export function isDragged(item: Item): boolean {
    return dragged?.id === item.id;
}
