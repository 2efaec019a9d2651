#!/usr/bin/env python3
"""Compares two builds of an archive, entry by entry, also within its jars: tools/compare_archives.py ONE OTHER

It fails where an entry differs or is in one of them only. The recordings of the priming are left out: they
are what a real PostgreSQL said while the archive was built, with its random keys and its clock.
"""

import io
import sys
import zipfile


def entries(data, prefix=""):
    """The entries of an archive and of the jars in it: name to content."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            content = archive.read(info)
            if info.filename.endswith(".jar"):
                found.update(entries(content, info.filename + "!"))
            else:
                found[prefix + info.filename] = content
    return found


def main():
    one, other = (entries(open(path, "rb").read()) for path in sys.argv[1:])
    differing = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    recordings = [name for name in differing if name.endswith(".recording") and name in one and name in other]
    rest = [name for name in differing if name not in recordings]
    print(f"{sys.argv[1]}: {len(one)} entries, {len(recordings)} recordings and {len(rest)} others differ")
    for name in rest:
        print(f"  {name}")
    return 1 if rest else 0


if __name__ == "__main__":
    sys.exit(main())
