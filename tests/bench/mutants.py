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
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import NoReturn

import pytest
from coverage import CoverageData

from tests.bench.faults import Fault, faults_of

ROOT = Path(__file__).parents[2]
PACKAGE = "isodiary"
FLOORS = ("domain", "storage", "services", "report", "cli", "ui")
MOST = 300
"""So many tests, the nearest, are asked about one line."""

FEW = 3
"""Of a test with many parameters so many of them are asked before all the others."""

LONGEST = 900
"""Seconds after which no more tests are asked, and the fault has survived those that were."""

PASSED, FAILED = 0, 1
LARGE = (
    *("PySide6.QtWidgets", "PySide6.QtPrintSupport", "PySide6.QtSvg"),
    *("hypothesis", "pypdf", "click", "sqlite_utils"),
    *("pytest_cov.plugin", "pytestqt.plugin", "xdist.plugin"),
)
"""What is loaded once, before a process is made for every fault."""

QUIETLY = ("-q", "-p", "no:cacheprovider")
ONCE = (
    *("-n0", "-x", "--no-header", "--tb=no", "-W", "ignore::pytest.PytestAssertRewriteWarning"),
    *("-o", "faulthandler_timeout=120"),  # a test that hangs has seen the fault
)


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
        processes: In how many the tests are run for that.
    """

    root: Path
    kept: Path
    processes: int

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
        if not known or not all(path.startswith("tests/") for path in changed):
            shutil.rmtree(self.kept, ignore_errors=True)
            self.kept.mkdir(parents=True)
            self._cover(["tests"])
        elif tests := sorted(filter(_is_test, changed & {*sums})):
            self._cover(["--cov-append", *tests])
        self._sums.write_text(json.dumps(sums))

    def _cover(self, asked: Sequence[str]) -> None:
        print("looking which tests run which lines ...", flush=True)
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                *QUIETLY,
                f"-n{self.processes}",
                f"--cov={PACKAGE}",
                "--cov-context=test",
                "--cov-report=",
                *asked,
            ],
            cwd=self.root,
            env={**os.environ, "COVERAGE_FILE": str(self.data)},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        if done.returncode != PASSED:
            raise SystemExit(f"without a fault the tests must pass:\n{done.stdout}")

    def warm(self) -> None:
        """Compile the tests as pytest does, and load what every one of them needs."""
        asked = [sys.executable, "-m", "pytest", *QUIETLY, "-n0", "--collect-only"]
        subprocess.run(asked, cwd=self.root, check=True, stdout=subprocess.DEVNULL)
        for name in LARGE:
            import_module(name)

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
    _read: dict[str, dict[int, set[str]]] = field(default_factory=dict)

    @cached_property
    def _data(self) -> CoverageData:
        data = CoverageData(str(self.copy.data))
        data.read()
        return data

    @cached_property
    def _measured(self) -> dict[str, list[str]]:
        """The files of coverage by their path in a checkout; each run had a copy of its own."""
        found: dict[str, list[str]] = {}
        for name in self._data.measured_files():
            found.setdefault(name[name.rindex(f"/{PACKAGE}/") + 1 :], []).append(name)
        return found

    def _by_line(self, path: str) -> dict[int, set[str]]:
        if path not in self._read:
            lines: dict[int, set[str]] = {}
            for name in self._measured.get(path, ()):
                for line, contexts in self._data.contexts_by_lineno(name).items():
                    lines.setdefault(line, set()).update(contexts)
            self._read[path] = lines
        return self._read[path]

    def of(self, place: Place) -> list[str]:
        """Return the tests that run a fault, those that stand nearest to its module first.

        Of a test that is run with many parameters the others come last.
        """
        lines = self._by_line(place.path)
        contexts: set[str] = set()
        if not place.fault.at_import:
            here = lines.get(place.fault.first[0], set())
            contexts.update(here or lines.get(place.fault.statement, set()))
        if place.fault.at_import or contexts == {""}:  # called while a module is imported
            contexts.update(*lines.values())
        names = {context.rsplit("|", 1)[0] for context in contexts if context}
        names = names or set(self._named_after(PurePosixPath(place.path)))
        there = sorted(name for name in names if (self.copy.root / name.split("::")[0]).exists())
        before: Counter[str] = Counter()
        places = {}
        for name in there:
            function = name.partition("[")[0]
            places[name] = before[function] >= FEW, _distance(place.path, name)
            before[function] += 1
        return sorted(there, key=places.__getitem__)

    def _named_after(self, module: PurePosixPath) -> Iterator[str]:
        """Yield the modules of tests named after one that only another process may have run."""
        for path in sorted((self.copy.root / "tests").rglob("test_*.py")):
            if module.stem in path.stem.split("_") or path.stem == f"test_{module.stem}":
                yield path.relative_to(self.copy.root).as_posix()


def _distance(path: str, test: str) -> tuple[int, bool, bool]:
    """Return how far a test stands from a module, the mirrored one being the nearest."""
    module, mirrored = PurePosixPath(path), PurePosixPath(test.split("::")[0])
    shared = [a == b for a, b in zip(module.parts[1:-1], mirrored.parts[1:-1], strict=False)]
    same = mirrored.name == f"test_{module.name}"
    return -sum(shared), not same, "journeys" in mirrored.parts


def tried(place: Place, tests: Sequence[str], root: Path) -> bool:
    """Return whether a test sees a fault, which is in the copy only while they run."""
    if not tests:
        return False
    module = root / place.path
    source, times = module.read_bytes(), module.stat()
    module.write_bytes(place.fault.applied(source))
    # another second than that of the compiled module, which would be taken for this one
    os.utime(module, (times.st_atime, times.st_mtime + 10))
    try:
        return _seen(root, tests)
    finally:
        module.write_bytes(source)
        os.utime(module, (times.st_atime, times.st_mtime))


def _seen(root: Path, tests: Sequence[str]) -> bool:
    said = root.parent / "said"
    process = os.fork()
    if not process:
        _run(root, tests, said)
    status = _status(process)
    if status not in (PASSED, FAILED) and "not found: " in said.read_text("utf-8"):
        raise SystemExit(said.read_text("utf-8"))
    return status != PASSED


def _run(root: Path, tests: Sequence[str], said: Path) -> NoReturn:
    """Run tests in this process, which was made for it, and end it."""
    os.setsid()
    os.chdir(root)
    os.environ.update(CI="1", TMPDIR=str(root.parent), QT_QPA_PLATFORM="offscreen")
    tempfile.tempdir = None
    with said.open("wb") as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
    for name in [name for name in sys.modules if name.split(".")[0] in {"tests", PACKAGE}]:
        del sys.modules[name]
    sys.path[:0] = [str(root)]
    sys.dont_write_bytecode = True
    os._exit(pytest.main([*QUIETLY, *ONCE, *tests]))


def _status(process: int) -> int:
    """Return how the tests ended, or those that were asked before the time was up."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    print(f"not all of them in {LONGEST} s:", end=" ")
    return PASSED


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
    chosen = chance.sample(sorted(lines), min(count, len(lines)))
    places = [(line, chance.choice(lines[line])) for line in chosen]
    for line, place in places:
        asked = tests.of(place)[:MOST]
        survived = not tried(place, asked, copy.root)
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
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        kept = Path(tempfile.gettempdir()) / f"isodiary-mutants-{ROOT.name}"
        copy = Copy(_copied(Path(folder) / "copy"), kept, asked.processes)
        copy.look()
        copy.warm()
        shares = []
        for floor in asked.floor or FLOORS:
            found = list(survivors(floor, asked.count, asked.seed, copy))
            shares.append(f"{floor}: {sum(found)} of {len(found)} survived")
            print(shares[-1], flush=True)
    print(f"seed {asked.seed}", *shares, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
