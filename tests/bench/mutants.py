"""Puts random one-line faults into a copy of isodiary, and asks whether any test sees them.

    python -m tests.bench.mutants                       30 on every floor, in an hour or two
    python -m tests.bench.mutants --floor report --count 10 --seed 1
    python -m tests.bench.mutants --floor report/charts/value_chart.py

A fault that no test sees has survived. Of every floor at most a tenth should; what cannot be seen
at all, as the line means the same, is set aside by hand. Only the tests that run the line are run,
the nearest first. Which these are is found once, by a run with coverage that is kept in the
temporary folder: anew when the program changes, and for the test modules that changed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from coverage import CoverageData

from tests.bench.faults import Fault, faults_of

ROOT = Path(__file__).parents[2]
PACKAGE = "isodiary"
FLOORS = ("domain", "storage", "services", "report", "cli", "ui")
MOST = 300
"""So many tests, the nearest, are asked about one line."""

LONGEST = 240
"""Seconds after which the tests hang, which is seen."""

PASSED, FAILED = 0, 1
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")


@dataclass(frozen=True, slots=True)
class Place:
    """A fault and the module it is in, by its path in the checkout."""

    path: str
    fault: Fault


@dataclass(slots=True)
class Copy:
    """A copy of the checkout, and which of its tests run which line.

    Attributes:
        root: Its folder.
        kept: Where what coverage found is kept.
    """

    root: Path
    kept: Path

    def look(self) -> None:
        """Find which tests run which line, or bring that up to date."""
        sums = {
            path.relative_to(self.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for folder in (PACKAGE, "resources", "tests")
            for path in sorted((self.root / folder).rglob("*"))
            if path.is_file() and "bench" not in path.parts
        }
        known: dict[str, str] = json.loads(self._sums.read_text()) if self._sums.exists() else {}
        changed = {path for path in {*sums, *known} if sums.get(path) != known.get(path)}
        if not known or not all(map(_is_test, changed)):
            shutil.rmtree(self.kept, ignore_errors=True)
            self.kept.mkdir(parents=True)
            self._cover(["tests"])
        elif here := sorted(changed & {*sums}):
            self._cover(["--cov-append", *here])
        self._sums.write_text(json.dumps(sums))

    def _cover(self, asked: Sequence[str]) -> None:
        print(f"coverage of {', '.join(asked)} ...", flush=True)
        done = subprocess.run(
            [*PYTEST, "-n2", f"--cov={PACKAGE}", "--cov-context=test", "--cov-report=", *asked],
            cwd=self.root,
            env={**os.environ, "COVERAGE_FILE": str(self.data)},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        if done.returncode != PASSED:
            raise SystemExit(f"without a fault the tests must pass:\n{done.stdout}")

    @property
    def data(self) -> Path:
        """The file of coverage."""
        return self.kept / "coverage"

    @property
    def _sums(self) -> Path:
        return self.kept / "sums.json"


def _is_test(path: str) -> bool:
    return PurePosixPath(path).name.startswith("test_")


@dataclass(frozen=True)
class Tests:
    """The tests that run the lines of the program."""

    copy: Copy
    _read: dict[str, dict[int, list[str]]] = field(default_factory=dict)

    @cached_property
    def _data(self) -> CoverageData:
        data = CoverageData(str(self.copy.data))
        data.read()
        return data

    @cached_property
    def _measured(self) -> dict[str, str]:
        """The files of coverage by their path in a checkout, wherever that was."""
        return {
            name[name.rindex(f"/{PACKAGE}/") + 1 :]: name for name in self._data.measured_files()
        }

    def _by_line(self, path: str) -> dict[int, list[str]]:
        if path not in self._read:
            name = self._measured.get(path, "")
            self._read[path] = self._data.contexts_by_lineno(name) if name else {}
        return self._read[path]

    def of(self, place: Place) -> list[str]:
        """Return the tests that run a fault, those that stand nearest to its module first."""
        lines = self._by_line(place.path)
        contexts: set[str] = set()
        if place.fault.at_import:
            contexts.update(*lines.values())
        else:
            contexts.update(lines.get(place.fault.first[0]) or lines.get(place.fault.statement, ()))
        names = {context.rsplit("|", 1)[0] for context in contexts if context}
        here = sorted(name for name in names if (self.copy.root / name.split("::")[0]).exists())
        return sorted(here, key=lambda name: _distance(place.path, name))


def _distance(path: str, test: str) -> tuple[int, bool, bool]:
    """Return how far a test stands from a module, the mirrored one being the nearest."""
    module, mirrored = PurePosixPath(path), PurePosixPath(test.split("::")[0])
    shared = [a == b for a, b in zip(module.parts[1:-1], mirrored.parts[1:-1], strict=False)]
    same = mirrored.name == f"test_{module.name}"
    return -sum(shared), not same, "journeys" in mirrored.parts


def tried(place: Place, tests: Sequence[str], copy: Copy) -> bool:
    """Return whether a test sees a fault, which is in the copy only while they run."""
    if not tests:
        return False
    module = copy.root / place.path
    source = module.read_bytes()
    asked = copy.root.parent / "asked"
    asked.write_text("\n".join(tests[:MOST]))
    module.write_bytes(place.fault.applied(source))
    try:
        return _seen(copy.root, f"@{asked}")
    finally:
        module.write_bytes(source)


def _seen(root: Path, asked: str) -> bool:
    with subprocess.Popen(
        [*PYTEST, "-n0", "-x", "--no-header", "--tb=no", asked],
        cwd=root,
        env={**os.environ, "CI": "1", "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(root.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return True
    if "ERROR: not found" in said:
        raise SystemExit(said)
    return process.returncode != PASSED


def places_of(root: Path, floor: str) -> dict[tuple[str, int], list[Place]]:
    """Return the faults of a floor, a room or a module by the line they are in."""
    begun = root / PACKAGE / floor
    lines: dict[tuple[str, int], list[Place]] = {}
    for module in sorted(begun.rglob("*.py")) if begun.is_dir() else [begun]:
        path = module.relative_to(root).as_posix()
        for fault in faults_of(module.read_bytes()):
            lines.setdefault((path, fault.first[0]), []).append(Place(path, fault))
    return lines


def survivors(floor: str, count: int, seed: int, copy: Copy) -> Iterator[bool]:
    """Try faults in random lines, print the survivors, and yield whether each has survived."""
    chance = random.Random(f"{floor} {seed}")
    lines, tests = places_of(copy.root, floor), Tests(copy)
    for line in chance.sample(sorted(lines), min(count, len(lines))):
        place = chance.choice(lines[line])
        asked = tests.of(place)
        survived = not tried(place, asked, copy)
        if survived:
            was = place.fault.was((copy.root / place.path).read_bytes())
            print(f"{line[0]}:{line[1]}  {was}  ->  {place.fault.text}  ({len(asked)} tests)")
            sys.stdout.flush()
        yield survived


def _copied(folder: Path) -> Path:
    """Copy what the checkout holds, and what it will hold, and return where it stands."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def main() -> int:
    """Print the survivors and their share of every floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--floor", action="append", help="or a room or a module of it")
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        kept = Path(tempfile.gettempdir()) / f"isodiary-mutants-{ROOT.name}"
        copy = Copy(_copied(Path(folder) / "copy"), kept)
        copy.look()
        shares = []
        for floor in asked.floor or FLOORS:
            found = list(survivors(floor, asked.count, asked.seed, copy))
            shares.append(f"{floor}: {sum(found)} of {len(found)} survived")
            print(shares[-1], flush=True)
    print(f"seed {asked.seed}", *shares, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
