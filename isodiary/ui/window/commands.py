"""Every command of the window, once: its words, its key, and what it calls.

Menus, the list of keys, the hints of buttons, tooltips and tests are made from this table.
A new command is one line here, and the method that it calls.
"""

from __future__ import annotations

from collections.abc import Sequence

from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.ui.look.theme import ThemeChoice

DIARY, EDIT, LOG, VIEW, COURSE, HELP = (
    marked("&Diary"),
    marked("&Edit"),
    marked("&Log"),
    marked("&View"),
    marked("&Course"),
    marked("&Help"),
)
MENUS = (DIARY, EDIT, LOG, VIEW, COURSE, HELP)
"""The menu bar, from the left."""
THEME = "window.choose_theme"


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        id: Its name in the code.
        words: As its menu says it in English, with the letter for Alt; `said` looks it up.
        calls: "window.method" is one of `WindowActs`, "files.method" one of `FileActs`;
            "exchange.method" one of `ExchangeActs`;
            "entries.method" one of `EntryActions`, on the day that is chosen where one is;
            "Title.method" shows the page of that title first.
        menu: The menu it stands in; empty for what only a page does.
        key: The key that does it on every page; empty for none.
        also: A second one.
        value: What the method is given; None for nothing.
        page: Title of the page on which `letter` does it too.
        letter: A key without another held down, on `page` alone.
        free: Whether it can be chosen before a course was begun.
        apart: Whether a line parts it from the command above.
        made: Whether its words were put together, in the language that is spoken.
    """

    id: str
    words: str
    calls: str
    menu: str = ""
    key: str = ""
    also: str = ""
    value: object = None
    page: str = ""
    letter: str = ""
    free: bool = False
    apart: bool = False
    made: bool = False

    @property
    def said(self) -> str:
        """Its words in the language that is spoken."""
        return self.words if self.made else _(self.words)

    @property
    def plain(self) -> str:
        """Its words without the letter for Alt and without dots."""
        return self.said.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that do it on every page."""
        return tuple(key for key in (self.key, self.also) if key)


COMMANDS = (
    Command("open", marked("&Open a diary…"), "window.ask_open", DIARY, "Ctrl+O", free=True),
    Command("recent", marked("Open &recent…"), "files.ask_recent", DIARY, free=True),
    Command("new", marked("&New diary…"), "files.ask_new", DIARY, free=True),
    Command("sample", marked("Look at a &sample"), "window.ask_sample", DIARY, free=True),
    Command("backups", marked("&Backups…"), "files.show_backups", DIARY, free=True, apart=True),
    Command("copy", marked("Save a cop&y…"), "files.save_copy", DIARY, free=True),
    Command("passphrase", marked("Passp&hrase…"), "files.ask_passphrase", DIARY, free=True),
    Command("lock", marked("&Lock"), "window.lock", DIARY, "Ctrl+L", free=True),
    Command("folder", marked("Show the &folder"), "files.show_folder", DIARY, free=True),
    Command("erase", marked("&Erase…"), "files.ask_erase", DIARY, free=True),
    Command("import", marked("&Import…"), "exchange.ask_import", DIARY, free=True, apart=True),
    Command("export", marked("E&xport…"), "exchange.ask_export", DIARY, free=True),
    Command(
        "report",
        marked("&Visit report"),
        "window.show_titled",
        DIARY,
        "Ctrl+P",
        value="Visit report",
        apart=True,
    ),
    Command("consultation", marked("For the &consultation"), "window.show_visit", DIARY, "F5"),
    Command("paper", marked("&Paper diary…"), "window.print_paper", DIARY),
    Command("quit", marked("&Quit"), "window.quit", DIARY, "Ctrl+Q", free=True, apart=True),
    Command("undo", marked("&Undo"), "window.undo", EDIT, "Ctrl+Z", free=True),
    Command(
        "redo",
        marked("&Redo"),
        "window.redo",
        EDIT,
        "Ctrl+Shift+Z",
        "Ctrl+Y",
        free=True,
    ),
    Command(
        "find",
        marked("&Find an entry…"),
        "History.begin_search",
        EDIT,
        "Ctrl+F",
        page="History",
        letter="/",
        apart=True,
    ),
    Command("find-next", marked("Find &next"), "History.find_next", EDIT, "F3"),
    Command(
        "find-previous",
        marked("Find &previous"),
        "History.find_previous",
        EDIT,
        "Shift+F3",
    ),
    Command("story", marked("&History of the entry…"), "window.tell_history", EDIT, "F2"),
    Command("deleted", marked("&Deleted entries…"), "window.show_deleted", EDIT),
    Command(
        "preferences",
        marked("Pr&eferences…"),
        "window.show_preferences",
        EDIT,
        "Ctrl+,",
        free=True,
        apart=True,
    ),
    Command("due", marked("The &due dose"), "Today.go_to_today", LOG, "Ctrl+D"),
    Command(
        "skip",
        marked("Skip the dose; a digit says why"),
        "Today.skip",
        page="Today",
        letter="S",
    ),
    Command("extra", marked("An &extra dose…"), "entries.add_extra", LOG, "Ctrl+E"),
    Command(
        "catch-up",
        marked("&Open doses…"),
        "entries.catch_up",
        LOG,
        "Ctrl+U",
        page="Today",
        letter="C",
    ),
    Command("type-in", marked("Type &in days…"), "window.type_in", LOG, "Ctrl+I"),
    Command(
        "same",
        marked("&Same symptoms as last time"),
        "entries.answer_same",
        LOG,
        page="Today",
        letter="Y",
        apart=True,
    ),
    Command("none", marked("&No symptoms"), "entries.answer_none", LOG, page="Today", letter="N"),
    Command(
        "symptom",
        marked("Another s&ymptom…"),
        "entries.add_symptom",
        LOG,
        "Ctrl+K",
        page="Today",
        letter="/",
    ),
    Command("list", marked("&Change the list of symptoms…"), "entries.choose_symptoms", LOG),
    Command(
        "note",
        marked("No&te for the day…"),
        "entries.write_note",
        LOG,
        "Ctrl+N",
        apart=True,
    ),
    Command("weight", marked("&Weight…"), "entries.weigh", LOG, "Ctrl+G"),
    Command("blood-test", marked("A &blood test…"), "entries.log_labs", LOG, "Ctrl+B"),
    Command("acne", marked("An &acne check…"), "entries.check_acne", LOG),
    Command("visit", marked("&Visit…"), "entries.plan_visit", LOG, "Ctrl+M"),
    Command(
        "question",
        marked("&Question for the visit…"),
        "entries.ask_question",
        LOG,
        "Ctrl+J",
    ),
    Command(
        "day-before",
        marked("Day &before"),
        "Today.go_back",
        VIEW,
        "Alt+Left",
        apart=True,
    ),
    Command("day-after", marked("Day &after"), "Today.go_on", VIEW, "Alt+Right"),
    Command("today", marked("&Today"), "Today.go_to_today", VIEW, "Ctrl+T"),
    Command(
        "jump",
        marked("&Go to a day…"),
        "History.ask_day",
        VIEW,
        "Ctrl+Shift+T",
        page="History",
        letter="G",
    ),
    Command(
        "colours-system",
        marked("As the &system"),
        THEME,
        VIEW,
        value=ThemeChoice.SYSTEM,
        free=True,
        apart=True,
    ),
    Command("colours-light", marked("&Light"), THEME, VIEW, value=ThemeChoice.LIGHT, free=True),
    Command("colours-dark", marked("&Dark"), THEME, VIEW, value=ThemeChoice.DARK, free=True),
    Command(
        "colours-contrast",
        marked("High &contrast"),
        THEME,
        VIEW,
        value=ThemeChoice.CONTRAST,
        free=True,
    ),
    Command(
        "larger",
        marked("La&rger text"),
        "window.larger_text",
        VIEW,
        "Ctrl++",
        free=True,
        apart=True,
    ),
    Command("smaller", marked("S&maller text"), "window.smaller_text", VIEW, "Ctrl+-", free=True),
    Command("usual", marked("&Usual text"), "window.usual_text", VIEW, "Ctrl+0", free=True),
    Command(
        "new-dose",
        marked("Change the p&lan…"),
        "Course.ask_new_dose",
        COURSE,
        "Ctrl+R",
    ),
    Command("correct", marked("C&orrect the plan…"), "Course.ask_correct", COURSE),
    Command("pause", marked("&Pause…"), "Course.ask_pause", COURSE),
    Command("end", marked("&End…"), "Course.ask_end", COURSE),
    Command("agreed", marked("&What was agreed…"), "Course.ask_agreed", COURSE),
    Command("details", marked("De&tails…"), "Course.ask_details", COURSE),
    Command("contacts", marked("&Name and contacts…"), "Course.ask_contacts", COURSE),
    Command(
        "warnings",
        marked("&Warning signs"),
        "window.show_warnings",
        HELP,
        "Ctrl+H",
        free=True,
    ),
    Command("keys", marked("&Keys"), "window.show_keys", HELP, "F1", free=True),
    Command("about", marked("&About isodiary"), "window.show_about", HELP, free=True),
)
BY_ID = {command.id: command for command in COMMANDS}

OF_A_DAY = ("extra", "symptom", "note", "weight", "visit", "acne", "blood-test")
"""What the menu of a day offers."""

PAGE_KEYS = (
    ("Today", marked("Enter"), marked("Log the dose that has the focus, as its chips say")),
    ("Today", marked("← →"), marked("Another meal")),
    ("Today", marked("Shift+Tab"), marked("From the dose to its time, to type another")),
    (
        "Today",
        marked("↓ ↑"),
        marked("From the dose to the symptoms, from one to the next; ↑ to last night’s dose"),
    ),
    (
        "Today",
        marked("a letter"),
        marked("The chip or the symptom with that letter underlined"),
    ),
    (
        "Today",
        marked("0 1 2 3"),
        marked("Answer the symptom that has the focus: none, mild, moderate, severe"),
    ),
    ("Today", marked("Delete"), marked("Take an answer back")),
    ("Today", marked("Space"), marked("Press, choose the next chip, or the next answer")),
    (
        "Today",
        marked("+ − * . of the number pad"),
        marked("On, back, as the space bar, take an answer back: its one hand is enough"),
    ),
    ("Today", marked("Menu"), marked("What else can be done with a symptom or a dose")),
    ("History", marked("Arrows, Page Up, Page Down"), marked("Another day, another month")),
    (
        "History",
        marked("Enter"),
        marked("From the calendar to the entries of the day; there, edit one"),
    ),
    ("History", marked("Delete"), marked("Delete an entry")),
    (marked("A day that is asked for"), marked("F4, Alt+↓"), marked("Its calendar")),
    ("Visit report", marked("Enter"), marked("Print")),
    (
        "Visit report",
        marked("a letter"),
        marked("The period, paper or name with that letter"),
    ),
    ("Visit report", marked("M"), marked("Mood on paper, or off it")),
    (
        "Visit report",
        marked("+ −, F, G"),
        marked("Larger, smaller, as wide as there is room, the whole page"),
    ),
)
"""Page, keys and words of what the parts of a page do by themselves."""


def page_commands(titles: Sequence[str]) -> tuple[Command, ...]:
    """Return a command for each page of the sidebar, by its place."""
    return tuple(
        Command(
            f"page-{place}",
            f"&{place} {_(title).replace('&', '&&')}",
            "window.show_titled",
            VIEW,
            f"Ctrl+{place}",
            value=title,
            made=True,
        )
        for place, title in enumerate(titles, start=1)
    )


def letter_of(command: str) -> str:
    """Return the key that does it on its page, as a button shows it."""
    return BY_ID[command].letter


def key_of(command: str) -> str:
    """Return the key that does it on every page, as a tooltip shows it."""
    return BY_ID[command].key
