import type { Me } from "./state.js";

const UNITS = ["bytes", "KB", "MB", "GB", "TB"];
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short" });
const dayAndYear = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });
const time = new Intl.DateTimeFormat("en", { hour: "numeric", minute: "2-digit" });

/** Such as "1.4 MB". */
export function bytes(count: number): string {
    const power = count < 1000 ? 0 : Math.min(Math.floor(Math.log10(count) / 3), UNITS.length - 1);
    const value = count / 1000 ** power;
    const digits = power > 0 && value < 10 ? 1 : 0;
    return `${value.toFixed(digits)} ${count === 1 ? "byte" : UNITS[power]}`;
}

/** Such as "1.4 MB of 5.0 GB", or without an end where there is no quota. */
export function stored({ bytesStored, quota }: Me): string {
    return quota.bytes === null ? bytes(bytesStored) : `${bytes(bytesStored)} of ${bytes(quota.bytes)}`;
}

/** The time for today, else the date. */
export function when(text: string): string {
    const date = new Date(text);
    const now = new Date();
    if (date.toDateString() === now.toDateString()) return time.format(date);
    return (date.getFullYear() === now.getFullYear() ? day : dayAndYear).format(date);
}

export function dateAndTime(text: string): string {
    return `${dayAndYear.format(new Date(text))}, ${time.format(new Date(text))}`;
}

/** Such as “Budget.csv”, or "3 items". */
export function named(items: { name: string }[]): string {
    return items.length === 1 ? `“${items[0]?.name}”` : count(items.length, "item");
}

export function count(number: number, noun: string): string {
    return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
