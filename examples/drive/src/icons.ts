import { svg } from "lit-html";

const draw = (body: unknown, kind = "") =>
    svg`<svg class="icon ${kind}" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${body}</svg>`;

export const folderIcon = () =>
    draw(
        svg`<path d="M3.5 7A1.5 1.5 0 0 1 5 5.500h4l2 2.25h8A1.5 1.5 0 0 1 20.5 9.25V17a1.5 1.5 0 0 1-1.5 1.500H5A1.5 1.5 0 0 1 3.5 17z" fill="currentColor" fill-opacity=".16" />`,
        "of-folder",
    );

const page = svg`<path d="M6.5 3.500h7l4.5 4.500v11.500a1 1 0 0 1-1 1h-10.500a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1z" /><path d="M13.5 3.500V8H18" />`;

/** The app's own mark. */
export const mark = () =>
    svg`<svg class="mark" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true"><rect width="32" height="32" rx="8" fill="var(--accent)" /><path d="M8 10.5A1.5 1.5 0 0 1 9.5 9h4l2.5 2.5h6.5A1.5 1.5 0 0 1 24 13v8.5a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 8 21.5z" fill="var(--on-accent)" /></svg>`;

/** An icon for the kind of content. */
export function fileIcon(mimeType: string) {
    const [kind] = mimeType.split("/");
    if (kind === "image")
        return draw(
            svg`<rect x="4" y="4.5" width="16" height="15" rx="1.5" /><circle cx="9" cy="9.5" r="1.5" /><path d="m5 17.5 4.5-4.5 3 3 2.5-2.5 4 4" />`,
            "of-image",
        );
    if (kind === "audio")
        return draw(
            svg`<path d="M9 17.5V6l9-1.500v11" /><circle cx="7" cy="17.5" r="2" /><circle cx="16" cy="15.5" r="2" />`,
            "of-audio",
        );
    if (kind === "video")
        return draw(
            svg`<rect x="4" y="5.5" width="16" height="13" rx="1.5" /><path d="m10.5 9.5 4 2.5-4 2.500z" />`,
            "of-video",
        );
    if (mimeType.includes("pdf"))
        return draw(svg`${page}<path d="M9 17v-4h1.25a1.25 1.25 0 0 1 0 2.500H9" />`, "of-pdf");
    if (/sheet|csv|excel/.test(mimeType))
        return draw(svg`${page}<path d="M8.5 12.500h7v5h-7zM12 12.500v5M8.5 15h7" />`, "of-sheet");
    return draw(svg`${page}<path d="M9 12.500h6M9 15.500h4" />`, "of-file");
}

export const filesIcon = () =>
    draw(
        svg`<path d="M3.5 7A1.5 1.5 0 0 1 5 5.500h4l2 2.25h8A1.5 1.5 0 0 1 20.5 9.25V17a1.5 1.5 0 0 1-1.5 1.500H5A1.5 1.5 0 0 1 3.5 17z" />`,
    );
export const linkIcon = () =>
    draw(
        svg`<path d="M10 14a3.5 3.5 0 0 0 5 0l3.5-3.500a3.5 3.5 0 0 0-5-5L12.5 6.500M14 10a3.5 3.5 0 0 0-5 0l-3.5 3.500a3.5 3.5 0 0 0 5 5l1-1" />`,
    );
export const trashIcon = () =>
    draw(
        svg`<path d="M4.5 6.500h15M9.5 6V4.500a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1V6M6.5 6.500l.75 13a1 1 0 0 0 1 1h7.5a1 1 0 0 0 1-1l.75-13M10 10.500v6M14 10.500v6" />`,
    );
export const creditsIcon = () =>
    draw(
        svg`<ellipse cx="12" cy="7" rx="7.5" ry="3" /><path d="M4.5 7v5c0 1.65 3.35 3 7.5 3s7.5-1.35 7.5-3V7M4.5 12v5c0 1.65 3.35 3 7.5 3s7.5-1.35 7.5-3v-5" />`,
    );
export const settingsIcon = () =>
    draw(svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9" /><circle cx="15" cy="7" r="2" /><circle cx="9" cy="17" r="2" />`);
export const searchIcon = () => draw(svg`<circle cx="11" cy="11" r="6" /><path d="m15.5 15.5 4.5 4.5" />`);
export const uploadIcon = () =>
    draw(svg`<path d="M12 15.500V4.500M7.5 8.5 12 4l4.5 4.500M4.5 15.500v3a1 1 0 0 0 1 1h13a1 1 0 0 0 1-1v-3" />`);
export const downloadIcon = () =>
    draw(svg`<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.500M4.5 15.500v3a1 1 0 0 0 1 1h13a1 1 0 0 0 1-1v-3" />`);
export const newFolderIcon = () =>
    draw(
        svg`<path d="M3.5 7A1.5 1.5 0 0 1 5 5.500h4l2 2.25h8A1.5 1.5 0 0 1 20.5 9.25V17a1.5 1.5 0 0 1-1.5 1.500H5A1.5 1.5 0 0 1 3.5 17z" /><path d="M12 10.500v5M9.5 13h5" />`,
    );
export const moreIcon = () =>
    draw(
        svg`<g fill="currentColor" stroke="none"><circle cx="6" cy="12" r="1.5" /><circle cx="12" cy="12" r="1.5" /><circle cx="18" cy="12" r="1.5" /></g>`,
    );
export const closeIcon = () => draw(svg`<path d="m6.5 6.5 11 11M17.5 6.500l-11 11" />`);
export const checkIcon = () => draw(svg`<path d="m5.5 12.5 4.25 4.25L18.5 8" />`);
export const menuIcon = () => draw(svg`<path d="M4 7h16M4 12h16M4 17h16" />`);
export const signOutIcon = () =>
    draw(svg`<path d="M14 4.500h4a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-4M10.5 8.5 7 12l3.5 3.500M7 12h8" />`);
export const copyIcon = () =>
    draw(
        svg`<rect x="8.5" y="8.5" width="11" height="11" rx="1.5" /><path d="M15.5 8.500v-3a1 1 0 0 0-1-1h-9a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h3" />`,
    );
export const chevronIcon = () => draw(svg`<path d="m9.5 6.5 5 5.5-5 5.5" />`, "chevron");
export const lockIcon = () =>
    draw(svg`<rect x="5.5" y="10.5" width="13" height="9" rx="1.5" /><path d="M8.5 10.500V8a3.5 3.5 0 0 1 7 0v2.5" />`);
