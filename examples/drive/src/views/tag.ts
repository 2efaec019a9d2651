import { html } from "lit-html";
import { styleMap } from "lit-html/directives/style-map.js";

/** Colours to choose from. Kontor keeps any text as a tag's colour. */
export const COLORS = ["#d6453d", "#d98324", "#b59a17", "#3f8f5b", "#2f86a6", "#5566d0", "#a24fb0", "#77716a"];

export function dotOf(color: string | null) {
    return html`<span class="dot" style=${styleMap({ "--tag": color ?? "#77716a" })}></span>`;
}

export function chip(tag: { name: string; color: string | null }) {
    return html`<span class="chip" style=${styleMap({ "--tag": tag.color ?? "#77716a" })}>${tag.name}</span>`;
}
