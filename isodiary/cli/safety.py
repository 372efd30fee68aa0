"""`isodiary backup`, `backups`, `restore`, `salvage` and `erase`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from isodiary.cli.common import Misused, Session, command, option, remark, say, show
from isodiary.cli.values import pass_session
from isodiary.domain.errors import NothingThere, Refused
from isodiary.language import _, marked, plural
from isodiary.places import own_files
from isodiary.services.safety.backups import Inside, back_up, look_into, save_copy
from isodiary.services.safety.erase import erase_diary, remains
from isodiary.services.safety.forget import erasable, erase_for_good, still_held
from isodiary.services.safety.restore import restore as restore_backup
from isodiary.services.safety.salvage import salvage as save_sound
from isodiary.services.words.days import clock_time, full_day
from isodiary.storage.backup_files import Why, backup_files, places_of
from isodiary.storage.keys import opens_too

REASONS = {
    Why.CHANGE: "",
    Why.MIGRATION: marked("before the diary was brought up to date"),
    Why.IMPORT: marked("before an import"),
    Why.RESTORE: marked("before a restore"),
}


@command(epilog=marked("Examples: isodiary backup, or isodiary backup stick/diary.sqlite"))
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
    said = _("Backup written and read back: {entries}, in {path}")
    say(said.format(entries=_entries(entries), path=path))
    if file is None and made.second is None and places_of(session.path).second is not None:
        remark(
            _("The second place cannot be reached: {folder}").format(
                folder=places_of(session.path).second
            )
        )


@command(epilog=marked("Example: isodiary backups --json"))
@option("--json", "as_json", is_flag=True, help=marked("Print one array of objects."))
@pass_session
def backups(session: Session, as_json: bool) -> None:
    """List the backups, the newest first, each read whole."""
    files = backup_files(session.path)
    if not session.path.exists():
        raise NothingThere(_no_diary(session, len(files)))
    looked = [look_into(file, session.key) for file in files]
    if as_json:
        show(json.dumps([_json(each) for each in looked], ensure_ascii=False, indent=2))
        return
    if not looked:
        show(
            _("There are no backups yet. They go to {folder}").format(
                folder=places_of(session.path).here
            )
        )
    for each in looked:
        show(_line(each))


@command(epilog=marked("Example: isodiary restore backups/isodiary-20261123-190400.sqlite"))
@click.argument("file")
@pass_session
def restore(session: Session, file: str) -> None:
    """Go back to a backup.

    The diary of now is backed up first, and undo takes a restore back. A damaged diary stays
    under another name.
    """
    backup = _path(file)
    key = session.key
    same = key is not None and opens_too(key, backup)
    backup_key = key if same else session.asking.key(backup)
    done = restore_backup(session.path, backup, now=session.now, key=key, backup_key=backup_key)
    if done.went:
        said = _("Restored: {entries} in the diary now; {gone} of before are not in it")
    else:
        said = _("Restored: {entries} in the diary now")
    say(said.format(entries=_entries(done.entries), gone=_entries(done.went)))
    if done.kept is not None:
        remark(_("What was there before is kept in {path}").format(path=done.kept))


@command(epilog=marked("Example: isodiary salvage isodiary.sqlite saved.sqlite"))
@click.argument("file")
@click.argument("out")
@pass_session
def salvage(session: Session, file: str, out: str) -> None:
    """Save everything sound of a damaged diary FILE, which is not touched, to a new one, OUT."""
    path = _path(file)
    if not path.is_file():
        raise NothingThere(_("There is no file {path}. Nothing was written.").format(path=path))
    key = session.asking.key(path)
    report = save_sound(path, _path(out), now=session.now, key=key)
    say(_("Saved: {entries}, in {path}").format(entries=_entries(report.entries), path=out))
    for line in report.lines:
        remark(line)


@command(epilog=marked("Examples: isodiary erase --yes, or isodiary erase --deleted --yes"))
@option("--yes", is_flag=True, help=marked("Without it nothing is erased."))
@option(
    "--deleted",
    is_flag=True,
    help=marked("Only what was deleted, and what entries held before they were changed."),
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
        raise Refused(_("This erases the diary and all its backups for good. To do it, add --yes."))
    left = remains(session.path)
    gone = erase_diary(session.path, own_files())
    said = plural(
        len(gone),
        "Erased: {count} file of isodiary, with the diary {path}",
        "Erased: {count} files of isodiary, with the diary {path}",
    )
    say(said.format(path=session.path))
    for sentence in left:
        remark(sentence)


def _erase_deleted(session: Session, yes: bool) -> None:
    with session.reading() as diary:
        found = erasable(diary)
        count = _entries(len(found))
        if found and not yes:
            raise Refused(
                _(
                    "This erases for good what the history tells of {entries}: deleted, or as "
                    "they were before they were changed. Undo does not bring it back. To do "
                    "it, add --yes."
                ).format(entries=count)
            )
        erase_for_good(diary, [each.entry.id for each in found])
    said = _("Erased for good: what the history told of {entries}, deleted or changed since")
    say(said.format(entries=count))
    for sentence in still_held(session.path):
        remark(sentence)


def _no_diary(session: Session, backups: int) -> str:
    if not backups:
        return _("There is no diary at {path}.").format(path=session.path)
    said = plural(
        backups,
        "There is no diary at {path}, but {count} backup in {folder}: isodiary restore FILE",
        "There is no diary at {path}, but {count} backups in {folder}: isodiary restore FILE",
    )
    return said.format(path=session.path, folder=places_of(session.path).here)


def _path(file: str) -> Path:
    if "\0" in file:
        raise Misused(_("This cannot be the name of a file."))
    return Path(file)


def _entries(count: int) -> str:
    return plural(count, "{count} entry", "{count} entries")


def _json(found: Inside) -> dict[str, object]:
    return {
        "path": str(found.file.path),
        "at": found.file.at.isoformat(),
        "entries": found.entries,
        "checked": found.sound,
        "locked": found.locked,
        "before": found.file.why.value.removeprefix("before-") or None,
    }


def _line(found: Inside) -> str:
    at = f"{full_day(found.file.at.date())} {clock_time(found.file.at)}"
    why = f", {_(REASONS[found.file.why])}" if REASONS[found.file.why] else ""
    bad = _("has another passphrase") if found.locked else _("NOT GOOD")
    state = _("checked") if found.sound else bad
    return f"{at}  {_entries(found.entries)}  {state}{why}  {found.file.path}"
