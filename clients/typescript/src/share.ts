/**
 * The value of the header `Share-Password`. A header holds ASCII only, so any password is written as
 * an extended value (RFC 8187).
 */
export function sharePassword(password: string): string {
    const encoded = encodeURIComponent(password).replace(
        /['()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
    return `UTF-8''${encoded}`;
}
