#!/usr/bin/env python3
"""Prints the sizes of the functions' archives, and fails where one is beyond its bound.

Lambda takes 50 MB, and 250 MB unpacked. Starts are slower long before that, so the bounds are one and
a half times today's sizes. A commit that raises one says why.
"""

import pathlib
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000

# Megabytes packed, and unpacked.
BOUNDS = {
    "functions/target/functions.zip": (14, 16),
    "migrations/target/migrations.zip": (5, 6),
}


def main():
    failed = False
    for name, (packed_bound, unpacked_bound) in BOUNDS.items():
        path = ROOT / name
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist()) / MEGABYTE
        packed = path.stat().st_size / MEGABYTE
        print(
            f"{name}: {packed:.1f} MB of at most {packed_bound},"
            f" unpacked {unpacked:.1f} MB of at most {unpacked_bound}"
        )
        failed |= packed > packed_bound or unpacked > unpacked_bound
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
