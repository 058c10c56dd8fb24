#!/usr/bin/env python3
"""Writes the conformance files of this folder, from the documents of the language and exact arithmetic of its own.

    python3 Tests/Conformance/generate.py [FOLDER]

Deterministic: the files that are committed are what it writes. See README.md.
"""

import sys
from pathlib import Path

sys.dont_write_bytecode = True

from generator import dates, edges, rounding, scores, spelling, states, tables, units  # noqa: E402


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for part in (states, tables, scores, dates, rounding, units, edges, spelling):
        records = part.records()
        records.write(folder)
        print(f"{records.name}: {len(records.lines)}")


if __name__ == "__main__":
    main()
