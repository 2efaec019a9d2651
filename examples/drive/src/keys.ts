/** `/` goes to the search from everywhere. Keys of the list are in `views/list.ts`. */
export function watchKeys() {
    document.addEventListener("keydown", (event) => {
        const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select, dialog");
        if (event.key === "/" && !isTyping) {
            event.preventDefault();
            document.querySelector<HTMLInputElement>("input[type=search]")?.focus();
        }
    });
}
