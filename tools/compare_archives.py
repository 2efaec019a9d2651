#!/usr/bin/env python3
"""Compares two builds of an archive, entry by entry, also within its jars: tools/compare_archives.py ONE OTHER

It fails where an entry differs or is in one of them only, or where the archives differ otherwise.
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
    one, other = (open(path, "rb").read() for path in sys.argv[1:])
    if one == other:
        print(f"{sys.argv[1]}: the same {len(one)} bytes")
        return 0
    of_one, of_other = entries(one), entries(other)
    differing = sorted(name for name in of_one.keys() | of_other.keys() if of_one.get(name) != of_other.get(name))
    print(f"{sys.argv[1]}: {len(differing)} of {len(of_one)} entries differ")
    for name in differing:
        print(f"  {name}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
