// What a member of a body must be: each rule says what is wrong with a value, or nothing.
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const text = (max) => (value) =>
  typeof value === "string" && value.length > 0 && value.length <= max && !value.includes("\0")
    ? undefined
    : `must be a text of 1 to ${max} characters`;
export const whole = (min, max) => (value) =>
  Number.isInteger(value) && value >= min && value <= max ? undefined : `must be a whole number, ${min} to ${max}`;
export const flag = (value) => (typeof value === "boolean" ? undefined : "must be true or false");
export const id = (value) => (typeof value === "string" && UUID.test(value) ? undefined : "must be a UUID");
export const ids = (value) => (Array.isArray(value) && !value.some(id) ? undefined : "must be a list of UUIDs");
export const checksum = (value) => (/^[0-9a-f]{64}$/.test(value) ? undefined : "must be a SHA-256 in lower-case hex");
export const object = (value) =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? undefined : "must be an object";
export const optional = (rule) => (value) => (value === undefined || value === null ? undefined : rule(value));
export const ifGiven = (rule) => (value) => (value === undefined ? undefined : rule(value));
