#!/usr/bin/env python3
"""Writes docs/licences.md: the licences of the libraries in the archives.

It reads the bills of materials that `mvn -Psbom -DskipTests package` writes. `--check` writes nothing and
fails where the page is out of date. It always fails for a licence that is not among those below.
"""

import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
ARCHIVES = {"functions.zip": "functions", "migrations.zip": "migrations"}

# All of them allow use and distribution in a product, open or closed, with a notice.
ALLOWED = {
    "Apache-2.0": "Apache License 2.0",
    "BSD-2-Clause": "BSD 2-Clause",
    "BSD-3-Clause": "BSD 3-Clause",
    "MIT": "MIT",
    "MIT-0": "MIT No Attribution",
}


def licence(component):
    named = [choice.get("license", {}) for choice in component.get("licenses", [])]
    found = [each.get("id") or each.get("name") for each in named]
    for one in found:
        if one in ALLOWED:
            return one
    sys.exit(f"{component['name']} has the licence {found}, which tools/licences.py does not allow")


def page():
    where = {}
    for archive, module in ARCHIVES.items():
        bill = json.loads((ROOT / module / "target" / "bom.json").read_text())
        for component in bill["components"]:
            if component.get("group") == "dev.kontor":
                continue
            key = (component["name"], component["version"], licence(component))
            where.setdefault(key, []).append(archive)
    lines = [
        "# Licences",
        "",
        "The libraries in the archives that are deployed. `tools/licences.py` writes this page from the bills of",
        "materials (CycloneDX) that `mvn -Psbom -DskipTests package` writes to `functions/target/bom.json` and",
        "`migrations/target/bom.json`.",
        "",
        "| library | version | licence | archive |",
        "|---|---|---|---|",
    ]
    for (name, version, spdx), archives in sorted(where.items()):
        lines.append(f"| {name} | {version} | {ALLOWED[spdx]} | {', '.join(archives)} |")
    return "\n".join(lines) + "\n"


def main():
    text = page()
    if "--check" not in sys.argv:
        PAGE.write_text(text)
    elif not PAGE.exists() or PAGE.read_text() != text:
        print("docs/licences.md is out of date; run tools/licences.py", file=sys.stderr)
        return 1
    print(f"{text.count('.zip |')} libraries, all under licences that tools/licences.py allows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
