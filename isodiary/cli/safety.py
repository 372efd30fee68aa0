"""`isodiary backup`, `backups`, `restore`, `salvage` and `erase`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from isodiary.cli.common import Misused, Session, remark, say, show
from isodiary.cli.values import pass_session
from isodiary.domain.errors import NothingThere, Refused
from isodiary.places import own_files
from isodiary.services.safety.backups import Inside, back_up, look_into, save_copy
from isodiary.services.safety.erase import erase_diary, remains
from isodiary.services.safety.forget import erasable, erase_for_good, still_held
from isodiary.services.safety.restore import restore as restore_backup
from isodiary.services.safety.salvage import salvage as save_sound
from isodiary.services.words.days import full_day
from isodiary.services.words.units import counted_words
from isodiary.storage.backup_files import Why, backup_files, places_of

REASONS = {
    Why.CHANGE: "",
    Why.MIGRATION: ", before the diary was brought up to date",
    Why.IMPORT: ", before an import",
    Why.RESTORE: ", before a restore",
}


@click.command(epilog="Examples: isodiary backup, or isodiary backup stick/diary.sqlite")
@click.argument("file", required=False)
@pass_session
def backup(session: Session, file: str | None) -> None:
    """Copy the diary, and read the copy back.

    Without FILE it goes to the backups, of which old ones are removed by themselves; a FILE of
    that name is never replaced.
    """
    with session.reading() as diary:
        if file is not None:
            path = _path(file)
            entries = save_copy(diary, path)
        else:
            made = back_up(diary, now=session.now)
            path, entries = made.path, made.entries
    say(f"Backup written and read back: {_entries(entries)}, in {path}")
    if file is None and made.second is None and places_of(session.path).second is not None:
        remark(f"The second place cannot be reached: {places_of(session.path).second}")


@click.command(epilog="Example: isodiary backups --json")
@click.option("--json", "as_json", is_flag=True, help="Print one array of objects.")
@pass_session
def backups(session: Session, as_json: bool) -> None:
    """List the backups, the newest first, each read whole."""
    files = backup_files(session.path)
    if not session.path.exists():
        raise NothingThere(_no_diary(session, len(files)))
    looked = [look_into(file) for file in files]
    if as_json:
        show(json.dumps([_json(each) for each in looked], ensure_ascii=False, indent=2))
        return
    if not looked:
        show(f"There are no backups yet. They go to {places_of(session.path).here}")
    for each in looked:
        show(_line(each))


@click.command(epilog="Example: isodiary restore backups/isodiary-20261123-190400.sqlite")
@click.argument("file")
@pass_session
def restore(session: Session, file: str) -> None:
    """Go back to a backup.

    The diary of now is backed up first, and undo takes a restore back. A damaged diary stays
    under another name.
    """
    done = restore_backup(session.path, _path(file), now=session.now)
    went = f"; {_entries(done.went)} of before are not in it" if done.went else ""
    say(f"Restored: {_entries(done.entries)} in the diary now{went}")
    if done.kept is not None:
        remark(f"What was there before is kept in {done.kept}")


@click.command(epilog="Example: isodiary salvage isodiary.sqlite saved.sqlite")
@click.argument("file")
@click.argument("out")
@pass_session
def salvage(session: Session, file: str, out: str) -> None:
    """Save everything sound of a damaged diary FILE, which is not touched, to a new one, OUT."""
    path = _path(file)
    if not path.is_file():
        raise NothingThere(f"There is no file {path}. Nothing was written.")
    report = save_sound(path, _path(out), now=session.now)
    say(f"Saved: {_entries(report.entries)}, in {out}")
    for line in report.lines:
        remark(line)


@click.command(epilog="Examples: isodiary erase --yes, or isodiary erase --deleted --yes")
@click.option("--yes", is_flag=True, help="Without it nothing is erased.")
@click.option(
    "--deleted",
    is_flag=True,
    help="Only what was deleted, and what entries held before they were changed.",
)
@pass_session
def erase(session: Session, yes: bool, deleted: bool) -> None:
    """Erase the diary, its backups, the settings and the log. Nothing brings them back.

    With --deleted the diary stays, and its history forgets what is no longer in it.
    """
    if deleted:
        _erase_deleted(session, yes)
        return
    if not yes:
        raise Refused("This erases the diary and all its backups for good. To do it, add --yes.")
    left = remains(session.path)
    gone = erase_diary(session.path, own_files())
    say(f"Erased: {counted_words(len(gone), 'file')} of isodiary, with the diary {session.path}")
    for sentence in left:
        remark(sentence)


def _erase_deleted(session: Session, yes: bool) -> None:
    with session.reading() as diary:
        found = erasable(diary)
        count = _entries(len(found))
        if found and not yes:
            raise Refused(
                f"This erases for good what the history tells of {count}: deleted, or as they were"
                " before they were changed. Undo does not bring it back. To do it, add --yes."
            )
        erase_for_good(diary, [each.entry.id for each in found])
    say(f"Erased for good: what the history told of {count}, deleted or changed since")
    for sentence in still_held(session.path):
        remark(sentence)


def _no_diary(session: Session, backups: int) -> str:
    if not backups:
        return f"There is no diary at {session.path}."
    count = counted_words(backups, "backup")
    here = places_of(session.path).here
    return f"There is no diary at {session.path}, but {count} in {here}: isodiary restore FILE"


def _path(file: str) -> Path:
    if "\0" in file:
        raise Misused("This cannot be the name of a file.")
    return Path(file)


def _entries(count: int) -> str:
    return counted_words(count, "entry", "entries")


def _json(found: Inside) -> dict[str, object]:
    return {
        "path": str(found.file.path),
        "at": found.file.at.isoformat(),
        "entries": found.entries,
        "checked": found.sound,
        "before": found.file.why.value.removeprefix("before-") or None,
    }


def _line(found: Inside) -> str:
    at = f"{full_day(found.file.at.date())} {found.file.at:%H:%M}"
    state = "checked" if found.sound else "NOT GOOD"
    return f"{at}  {_entries(found.entries)}  {state}{REASONS[found.file.why]}  {found.file.path}"
