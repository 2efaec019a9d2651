/**
 * Writes src/schema.ts from functions/openapi.yaml: the types, and the one thing that a client needs
 * at run time, which operations take an Idempotency-Key. With --check it compares and writes nothing.
 */
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { parse } from "yaml";

type Schema = Record<string, any>;

const target = new URL("../src/schema.ts", import.meta.url);
const document = parse(readFileSync(new URL("../../../functions/openapi.yaml", import.meta.url), "utf8"));
const keyedPaths = Object.entries(document.paths)
    .filter(([, item]) => JSON.stringify(item).includes('IdempotencyKey"}'))
    .map(([path]) => path);

for (const [name, schema] of Object.entries(document.components.schemas)) {
    document.components.schemas[name] = forGenerator(schema as Schema);
}
const types = astToString(await openapiTS(document as OpenAPI3));
const generated = `// Generated from functions/openapi.yaml by \`npm run generate\`. Do not edit.

${types}
/** The paths whose POST takes an \`Idempotency-Key\`. */
export const keyedPaths: ReadonlySet<string> = new Set(${JSON.stringify(keyedPaths, null, 4)});
`;

if (!process.argv.includes("--check")) {
    writeFileSync(target, generated);
} else if (readFileSync(target, "utf8") !== generated) {
    console.error("src/schema.ts does not fit functions/openapi.yaml; run npm run generate");
    process.exit(1);
}

/**
 * Says the same in the way that openapi-typescript reads it. It takes a property for optional where
 * another member of the `allOf` requires it, and makes a union of an `anyOf` and what is beside it.
 */
function forGenerator(schema: Schema): Schema {
    if (schema.anyOf && schema.properties) {
        const { anyOf, ...own } = schema;
        return { allOf: [own, { anyOf }] };
    }
    if (!schema.allOf) return schema;
    const required = requiredIn(schema);
    const members = schema.allOf.map((member: Schema) => {
        const own = required.filter((name) => member.properties && name in member.properties);
        return own.length > 0 ? { ...member, required: own } : member;
    });
    return { ...schema, allOf: members };
}

function requiredIn(schema: Schema): string[] {
    const named = schema.$ref ? document.components.schemas[schema.$ref.split("/").at(-1)] : schema;
    return [...(named.required ?? []), ...(named.allOf ?? []).flatMap(requiredIn)];
}
