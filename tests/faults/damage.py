"""Damaged files: caught or the same, never buried, never written into, and salvaged."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

from isodiary.domain.change import Entry
from isodiary.domain.errors import DiaryDamaged, DiaryError, NothingThere
from isodiary.services.check import check
from isodiary.services.safety.salvage import salvage
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.faults.diaries import held, made
from tests.faults.fault import Fault, Outcome
from tests.storage.writing import add, everything, meddle, weight


def harmed(content: bytes, chance: random.Random) -> bytes:
    """Return bytes with flipped bits, or with a stretch overwritten or cut off."""
    harmed = bytearray(content)
    kind = chance.random()
    if kind < 0.6:
        for _ in range(chance.choice([1, 1, 2, 20])):
            harmed[chance.randrange(len(harmed))] ^= 1 << chance.randrange(8)
    elif kind < 0.9:
        start, length = chance.randrange(len(harmed)), chance.choice([16, 512, 4_096, 20_000])
        noise = chance.choice([bytes(length), chance.randbytes(length)])
        harmed[start : start + length] = noise[: len(harmed) - start]
    else:
        del harmed[chance.randrange(len(harmed)) :]
    return bytes(harmed)


def written_into(folder: Path, tries: int, seed: int) -> Outcome:
    """Damage a diary, check it, and log something: what is damaged is not written any more."""
    chance = random.Random(seed)
    path = folder / "isodiary.sqlite"
    entries = made(path)
    sound = path.read_bytes()
    lost = 0
    said = ""
    for number in range(tries):
        for each in folder.iterdir():
            each.unlink() if each.is_file() else None
        path.write_bytes(harmed(sound, chance))
        before = path.read_bytes()
        found_sound, answered = _checked(path)
        wrote, sentence = _wrote(path, number)
        said = sentence or said
        if not found_sound:
            # known to be damaged: refused, and not a byte changed
            lost += wrote or path.read_bytes() != before
        lost += not answered.items() <= entries.items()
    return Outcome(tried=tries, lost=lost, seen=said)


def _checked(path: Path) -> tuple[bool, dict[str, Entry]]:
    try:
        with closing(open_diary(path, now=EVENING)) as diary:
            return check(diary).sound, everything(diary)
    except DiaryError:
        return False, {}


def _wrote(path: Path, number: int) -> tuple[bool, str]:
    try:
        with closing(open_diary(path, now=EVENING)) as diary:
            add(diary, weight(500 + number))
    except DiaryError as error:
        return False, error.sentence
    return True, ""


def written_unchecked(folder: Path, tries: int, seed: int) -> Outcome:
    """Damage what a change touches, and make the change without a check before."""
    harms = (
        "update weight set grams = grams + 1",
        "update phase set why = 'x'",
        "update course set product = 'x'",
        "update history set at = '2020-01-01T00:00:00+00:00' where number = 3",
        "create trigger planted after insert on weight begin delete from symptom; end",
    )
    lost = 0
    said = ""
    for number in range(tries):
        path = folder / str(number) / "isodiary.sqlite"
        made(path, days=3)
        with closing(open_diary(path, now=EVENING)) as diary:
            add(diary, weight(5))
        meddle(path, harms[number % len(harms)])
        before = path.read_bytes()
        try:
            with closing(open_diary(path, now=EVENING)) as diary:
                add(diary, weight(6), weight(5))
            lost += 1
        except DiaryDamaged as error:
            said = error.sentence
        except DiaryError:  # refused, but not for what is wrong with it
            lost += 1
        lost += path.read_bytes() != before
    return Outcome(tried=tries, lost=lost, seen=said)


def salvaged(folder: Path, tries: int, seed: int) -> Outcome:
    """Damage a diary and salvage it: what comes through is true, and the file is not touched."""
    chance = random.Random(seed)
    path = folder / "isodiary.sqlite"
    entries = made(path)
    sound = path.read_bytes()
    lost = 0
    through: list[int] = []
    for number in range(tries):
        path.write_bytes(harmed(sound, chance))
        before = path.read_bytes()
        out = folder / f"out-{number}.sqlite"
        try:
            report = salvage(path, out, now=EVENING)
        except NothingThere:
            through.append(0)
            continue
        kept = held(out)
        named = report.entries + report.refused + len(report.lost)
        lost += not kept.items() <= entries.items() or path.read_bytes() != before
        lost += report.entries != len(kept) or (len(before) == len(sound) and named < 2)
        through.append(100 * len(kept) // len(entries))
        out.unlink()
    mean = sum(through) / len(through)
    return Outcome(tried=tries, lost=lost, seen=f"{mean:.0f} % of the entries, and what is missing")


FAULTS = (
    Fault(what="damaged, checked, written to", short=20, long=1_000, run=written_into),
    Fault(what="damaged where a change touches it", short=5, long=50, run=written_unchecked),
    Fault(what="damaged and salvaged", short=15, long=500, run=salvaged),
)
