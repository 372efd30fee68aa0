"""Tries every fault, and prints what was lost and what the patient saw.

    python -m tests.faults [--seed 1] [WORD ...]

With words, only the faults whose line holds one of them.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from pathlib import Path

from tests.faults.table import TABLE


def main() -> int:
    """Print the table; return 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    parser.add_argument("words", nargs="*")
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(f"| fault (seed {asked.seed}) | tried | lost | what the patient saw |")
    print("|---|---|---|---|")
    lost = 0
    for fault in TABLE:
        if asked.words and not any(word in fault.what for word in asked.words):
            continue
        with tempfile.TemporaryDirectory() as folder:
            outcome = fault.run(Path(folder), fault.long, asked.seed)
        lost += outcome.lost
        row = fault.what, str(outcome.tried), str(outcome.lost), outcome.seen
        print(f"| {' | '.join(row)} |", flush=True)
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main())
