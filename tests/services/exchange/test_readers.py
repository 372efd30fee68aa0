"""What the readers of other programs make of their files, of odd rows and of older versions."""

from __future__ import annotations

import json
import zipfile
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.errors import Refused
from isodiary.domain.record import DayNote, Weight
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.units import kg, mg, pounds
from isodiary.services.catalogues import Catalogues
from isodiary.services.exchange.bring import dry_run, held_by, read_file
from isodiary.services.exchange.formats import FORMATS, format_named, recognised
from isodiary.services.exchange.readers import apple_health
from isodiary.services.exchange.results import CheckedRow, FileAnswers, Result
from isodiary.services.exchange.source import Source
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.services.courses import begin, dose, write
from tests.services.exchange.bringing import CONFLICT, LEFT_OUT, NEW, SAME, UNREADABLE
from tests.services.exchange.fixtures import ANSWERS, ROOT, fixture

READ = [each for each in FORMATS if each.module.startswith("readers.")]
named = pytest.mark.parametrize("format_", READ, ids=lambda each: each.id)
ZONE = EVENING.tzinfo
CATALOGUES = Catalogues(ROOT / "resources" / "catalogue")


@pytest.fixture
def diary():
    """A diary of a course of two doses a day, 20 mg each at 08:00 and at 19:00."""
    with closing(open_diary(None, now=EVENING)) as opened:
        begin(opened, "breakfast 20, dinner 20", start=date(2026, 9, 3), opening_ug=mg(0))
        yield opened


def look(path: Path, diary, *, format_id="", **answers):
    opened = read_file(path, now=EVENING, format_id=format_id)
    return dry_run(opened, held_by(diary, CATALOGUES), FileAnswers(**answers), now=EVENING)


def of(id_: str, diary, **answers):
    """Return what the example of a format would do, by the numbers of its rows."""
    run = look(fixture(format_named(id_)), diary, **answers)
    found: dict[int, list[CheckedRow]] = {}
    for each in run.rows:
        found.setdefault(each.row, []).append(each)
    return found


def text_file(tmp_path: Path, content: str, name: str = "file", encoding="utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode(encoding))
    return path


def doses(run, row):
    return [each.found for each in run[row] if isinstance(each.found, Dose)]


def at(day, hour, minute):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@named
def test_the_second_time_nothing_is_new(diary, format_):
    path = fixture(format_)
    answers = ANSWERS.get(format_.id, FileAnswers())
    opened = read_file(path, now=EVENING)
    first = dry_run(opened, held_by(diary, CATALOGUES), answers, now=EVENING)
    diary.apply(first.change, at=EVENING)
    again = dry_run(opened, held_by(diary, CATALOGUES), answers, now=EVENING)
    assert again.change is None
    was_in = first.counts[Result.NEW] + first.counts[Result.SAME]
    assert again.counts[Result.SAME] == was_in
    for result in (Result.UNREADABLE, Result.LEFT_OUT):
        assert again.counts[result] == first.counts[result]


@named
def test_peers_mhabit_639_and_trale_455_an_import_replaces_nothing(diary, format_):
    path = fixture(format_)
    run = look(path, diary)
    came = [edit.after for edit in run.change.edits]
    mine = next(each for each in came if isinstance(each, Dose | Weight | DayNote | SymptomEntry))
    other = {
        Dose: lambda: dose(mine.day, mine.slot, outcome=Outcome.UNKNOWN),
        Weight: lambda: Weight(day=mine.day, grams=50_000),
        DayNote: lambda: DayNote(day=mine.day, text="mine"),
    }[type(mine)]()
    write(diary, other, at=EVENING)
    again = look(path, diary)
    assert again.counts[CONFLICT] >= 1
    assert all(edit.before is None for edit in again.change.edits)


@named
def test_windows_line_ends_and_a_mark_of_order_change_nothing(diary, format_, tmp_path):
    content = fixture(format_).read_bytes().removeprefix(b"\xef\xbb\xbf")
    path = tmp_path / "file"
    path.write_bytes(b"\xef\xbb\xbf" + content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert look(path, diary).counts == look(fixture(format_), diary).counts


# Each state of another program is one thing here, or nothing: peers.md 2 and 4.

STATES = {
    "medtimer": {3: NEW, 5: Outcome.SKIPPED, 6: LEFT_OUT, 7: LEFT_OUT, 8: LEFT_OUT, 15: UNREADABLE},
    "mytherapy": {1: NEW, 4: Outcome.SKIPPED, 5: LEFT_OUT, 15: UNREADABLE},
    "medisafe": {1: NEW, 4: Outcome.SKIPPED, 5: Outcome.MISSED, 6: LEFT_OUT, 10: UNREADABLE},
    "health-auto-export": {
        1: NEW,
        2: Outcome.SKIPPED,
        3: LEFT_OUT,
        4: LEFT_OUT,
        8: UNREADABLE,
    },
    "health-auto-export-csv": {1: NEW, 2: Outcome.SKIPPED, 3: LEFT_OUT, 7: UNREADABLE},
    "dosage": {
        1: NEW,
        2: LEFT_OUT,
        3: Outcome.SKIPPED,
        4: Outcome.MISSED,
        5: NEW,
        11: UNREADABLE,
    },
}


@pytest.mark.parametrize(
    ("id_", "row", "said"),
    [(id_, row, said) for id_, rows in STATES.items() for row, said in rows.items()],
)
def test_each_state_maps_exactly(diary, id_, row, said):
    [checked] = of(id_, diary)[row]
    if isinstance(said, Outcome):
        assert (checked.result, checked.found.outcome) == (NEW, said)
        assert (checked.found.amount_ug, checked.found.taken_at) == (0, None)
    else:
        assert checked.result == said
    if said == NEW:
        assert checked.found.outcome is Outcome.TAKEN
        assert checked.found.amount_ug == mg(20)


def test_peer_health_auto_export_67_no_amount_comes_of_a_skipped_row(diary):
    for id_ in ("health-auto-export", "health-auto-export-csv"):
        [skipped] = doses(of(id_, diary), 2)
        assert (skipped.outcome, skipped.amount_ug) == (Outcome.SKIPPED, 0)


def test_peer_health_md_69_what_was_never_logged_is_not_taken(diary):
    for id_, row in (("health-auto-export", 3), ("mytherapy", 5), ("medtimer", 6)):
        [checked] = of(id_, diary)[row]
        assert (checked.result, checked.why) == (LEFT_OUT, "nothing was recorded of it")


def test_peer_dosage_78_after_midnight_it_is_still_last_evening(diary):
    [late] = doses(of("dosage", diary), 6)
    assert (late.day, late.slot, late.taken_at) == (date(2026, 11, 4), 2, at(5, 0, 40))


def test_peer_medtimer_669_a_skipped_event_is_not_said_to_be_taken(diary):
    [checked] = of("medtimer", diary)[5]
    assert checked.found.outcome is Outcome.SKIPPED


def test_peer_track_and_graph_334_two_rows_of_one_moment_are_both_accounted_for(diary):
    for id_, first, again in (("medtimer", 3, 13), ("mytherapy", 1, 3), ("palp1ix", 1, 7)):
        run = of(id_, diary)
        assert [each.result for row in (first, again) for each in run[row]] == [NEW, SAME]


def test_a_second_dose_of_a_day_is_no_error(diary):
    run = of("palp1ix", diary)
    assert [made.slot for row in (1, 2) for made in doses(run, row)] == [1, 2]


def test_what_a_plan_assumes_is_not_taken_until_the_patient_says_so(diary):
    assert not any(
        made.outcome.swallowed for row in (1, 3) for made in doses(of("fujita", diary), row)
    )
    said = of("fujita", diary, assumed=True)
    assert [(each.day.day, each.slot, each.amount_ug) for each in doses(said, 3)] == [
        (day, slot, mg(20)) for day in (7, 9, 10) for slot in (1, 2)
    ]
    assert [(each.day.day, each.slot, each.outcome) for each in doses(said, 1)] == [
        (2, 1, Outcome.TAKEN),
        (4, 1, Outcome.TAKEN),
    ]
    assert [(each.slot, each.outcome) for each in doses(said, 11)] == [
        (1, Outcome.MISSED),
        (2, Outcome.MISSED),
    ]
    [assumed] = of("dosage", diary, assumed=True)[2]
    assert (assumed.found.outcome, assumed.found.taken_at) == (Outcome.TAKEN, None)


def test_a_row_for_each_capsule_is_one_dose(diary):
    run = of("medisafe", diary)
    [whole] = doses(run, 1)
    assert (whole.amount_ug, whole.capsules) == (mg(20), (mg(10), mg(10)))
    [more] = run[2]
    assert (more.result, more.found) == (NEW, None)


def test_a_time_that_is_not_known_stays_unknown(diary):
    [made] = doses(of("dosage", diary), 5)
    assert (made.outcome, made.taken_at) == (Outcome.TAKEN, None)
    [dated] = doses(of("palp1ix", diary), 4)
    assert (dated.day, dated.taken_at) == (date(2026, 11, 4), None)


def test_an_amount_that_is_none_is_never_taken_as_planned(diary):
    [half] = of("medtimer", diary)[11]
    assert (half.result, half.why) == (UNREADABLE, "“½ Kapsel” is no number that can be read")


def test_moments_are_put_in_the_zone_and_notes_come_along(diary):
    [made] = doses(of("medtimer", diary), 4)
    assert (made.taken_at, made.note) == (at(2, 19, 30), "with soup")
    [night] = doses(of("palp1ix", diary), 3)
    assert (night.day, night.taken_at) == (date(2026, 11, 3), at(4, 0, 30))


def test_universal_time_is_put_in_the_zone_before_its_day_is_asked_for(diary, tmp_path):
    content = fixture(format_named("palp1ix")).read_text("utf-8")
    root = json.loads(content)
    root["doses"] = [{"timestamp": "2026-11-03T03:30:00Z", "doseMg": 20}]
    run = look(text_file(tmp_path, json.dumps(root)), diary)
    made = run.rows[0].found
    assert (made.day, made.taken_at.hour) == (date(2026, 11, 3), 4)


def test_parts_of_a_day_are_different_doses(diary):
    run = of("bearable", diary)
    assert [made.slot for row in (2, 4) for made in doses(run, row)] == [1, 2]
    assert [(made.slot, made.amount_ug) for made in doses(run, 9)] == [(1, mg(20)), (2, mg(20))]
    [timed] = doses(run, 7)
    assert (timed.taken_at, timed.amount_ug) == (at(3, 8, 10), mg(20))


def test_of_a_symptom_the_worst_of_a_day_comes_in(diary):
    run = of("bearable", diary)
    [stays], [worst] = run[1], run[3]
    assert (worst.found.symptom, worst.found.severity) == ("headache", 3)
    assert (stays.result, stays.why) == (LEFT_OUT, "row 3 has it as bad or worse on that day")


def test_entries_of_a_day_become_one_note_which_stays_off_paper(diary):
    [note], [same] = of("daylio", diary)[2], of("daylio", diary)[3]
    assert note.found.text == "21:00 meh\nreading\nEvening\ntired\n\n8:00 rad"
    [alone] = of("daylio", diary)[1]
    assert note.found.off_paper
    assert alone.found.off_paper
    assert same.result == SAME


def test_blood_tests_as_text_become_notes(diary):
    [lab] = of("palp1ix", diary)[9]
    assert lab.found.text == "biochemistry\nАЛТ 31, АСТ 28\nнатощак"
    assert "AAAA" not in lab.raw


@pytest.mark.parametrize(
    ("id_", "row", "grams"),
    [
        ("openscale", 1, 63_400),
        ("openscale", 3, 63_457),
        ("libra", 1, pounds("140.2")),
        ("libra", 2, pounds("140.6")),
        ("apple-health", 1, 63_400),
        ("apple-health", 2, pounds("140.2")),
        ("health-auto-export", 12, pounds("141.1")),
        ("mytherapy", 9, 63_400),
        ("fujita", 8, 64_100),
        ("bearable", 11, 63_200),
    ],
)
def test_weights_come_in_whole_grams(diary, id_, row, grams):
    [checked] = of(id_, diary)[row]
    assert (checked.result, checked.found.grams) == (NEW, grams)


@pytest.mark.parametrize(
    ("id_", "first", "second"),
    [("openscale", 1, 2), ("apple-health", 2, 3), ("health-auto-export", 12, 13)],
)
def test_a_second_weight_of_a_day_is_left_out_and_named(diary, id_, first, second):
    [checked] = of(id_, diary)[second]
    assert checked.why == f"a diary keeps one weight a day, and row {first} has one of that day"


# Older versions, and what else a file of the format may be.


def test_openscale_of_the_second_generation(diary, tmp_path):
    content = (
        '"biceps","bone","comment","dateTime","fat","weight"\n'
        '"0.0","0.0","","2026-11-02 07:00","18.2","63.4"\n'
        '"0.0","0.0","a, b","2026-11-03 07:00","0.0","0.0"\n'
    )
    run = look(text_file(tmp_path, content), diary)
    assert run.format == "openscale"
    assert [each.result for each in run.rows] == [NEW, LEFT_OUT]
    assert run.rows[0].found == Weight(
        day=date(2026, 11, 2), grams=kg("63.4"), id=run.rows[0].found.id
    )


def test_openscale_of_the_first_generation(diary, tmp_path):
    content = (
        "DateTime;Weight;Fat;Water\n02.11.2026 07:00;63,4;18;\n3.11.2026;63.5;;\n31.11.2026;63;;\n"
    )
    run = look(text_file(tmp_path, content), diary)
    assert run.format == "openscale"
    assert [each.result for each in run.rows] == [NEW, NEW, UNREADABLE]
    assert [each.found.day.day for each in run.rows[:2]] == [2, 3]


def test_bearable_as_it_was(diary, tmp_path):
    content = (
        "date,weekday,time of day,category,rating/amount,detail,notes\n"
        "2nd Nov 2026,Monday,pre,Symptom,2,Headache (Moderate),\n"
        "1st November 2026,Sunday,am,Meds/Supplements,,Isotretinoin (20mg),\n"
        "31st Nov 2026,Monday,pre,Symptom,2,Headache (Moderate),\n"
        "3rd Nov 2026,Tuesday,pre,Symptom,2.5,Headache (Moderate),\n"
    )
    run = look(text_file(tmp_path, content), diary)
    assert [each.result for each in run.rows] == [NEW, NEW, UNREADABLE, UNREADABLE]
    assert (run.rows[0].found.day, run.rows[0].found.severity) == (date(2026, 11, 2), 2)
    assert run.rows[1].found.amount_ug == mg(20)


def test_peer_medtimer_1090_an_old_backup_lacks_keys_and_is_read(diary, tmp_path):
    when = int(at(2, 8, 0).timestamp())
    event = {
        "medicineName": "Isotretinoin",
        "amount": "20mg",
        "status": "TAKEN",
        "remindedTimestamp": when,
        "processedTimestamp": when + 240,
    }
    root = {"events": {"list": [event, {}, {"status": "RAISED"}], "version": 1}}
    run = look(text_file(tmp_path, json.dumps(root)), diary)
    assert run.format == "medtimer"
    assert [each.result for each in run.rows] == [NEW, UNREADABLE, UNREADABLE]
    assert run.rows[0].found.taken_at == at(2, 8, 4)


def test_dosage_of_years_ago(diary, tmp_path):
    root = {"meds": [{"name": "Isotretinoin", "info": {"dosage": [], "unit": "mg"}}]}
    run = look(text_file(tmp_path, json.dumps(root)), diary)
    assert run.format == "dosage"
    assert [each.result for each in run.rows] == [LEFT_OUT]


def test_a_tracker_of_a_newer_version_is_refused(tmp_path):
    for id_ in ("fujita", "palp1ix"):
        content = (
            fixture(format_named(id_)).read_text("utf-8").replace('"version": ', '"version": 9')
        )
        with pytest.raises(Refused, match="newer version"):
            read_file(text_file(tmp_path, content), now=EVENING)


def test_apple_health_in_its_archive(diary, tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.write(fixture(format_named("apple-health")), "apple_health_export/export.xml")
        made.writestr("apple_health_export/export_cda.xml", "<ClinicalDocument/>")
    run = look(path, diary)
    assert run.format == "apple-health"
    assert run.counts == look(fixture(format_named("apple-health")), diary).counts


def test_peers_medtimer_943_and_1337_a_clock_change_moves_no_dose(diary, tmp_path):
    """A dose of 8 in the summer is one of 8 in the winter."""
    from zoneinfo import ZoneInfo

    berlin = ZoneInfo("Europe/Berlin")
    now = EVENING.astimezone(berlin)
    days = (date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26))
    moments = [datetime(day.year, day.month, day.day, 8, tzinfo=berlin).timestamp() for day in days]
    events = [
        {
            "medicineName": "Isotretinoin",
            "amount": "20 mg",
            "status": "TAKEN",
            "remindedTimestamp": int(moment),
            "processedTimestamp": int(moment),
            "reminderId": 1,
        }
        for moment in moments
    ]
    path = text_file(tmp_path, json.dumps({"events": {"version": 5, "list": events}}))
    opened = read_file(path, now=now)
    run = dry_run(opened, held_by(diary, CATALOGUES), FileAnswers(), now=now)
    assert [(each.found.day, each.found.slot) for each in run.rows] == [(day, 1) for day in days]
    assert [each.found.taken_at.hour for each in run.rows] == [8, 8, 8]
    assert [each.found.taken_at.utcoffset() for each in run.rows] == [
        timedelta(hours=hours) for hours in (2, 1, 1)
    ]


@pytest.mark.parametrize(("clock", "day"), [((0, 10), 2), ((2, 59), 2), ((3, 59), 2), ((4, 0), 3)])
def test_peers_medtimer_181_and_205_the_small_hours_belong_to_the_evening(
    diary, tmp_path, clock, day
):
    when = at(3, *clock).strftime("%Y-%m-%d %H:%M:%S")
    content = (
        "actual_date,scheduled_date,type,name,value,unit,status,note\n"
        f"{when},,drug,Isotretinoin,20,mg,confirmed,\n"
    )
    run = look(text_file(tmp_path, content), diary)
    assert run.rows[0].found.day == date(2026, 11, day)


def test_peer_headi_19_long_notes_and_commas_break_no_row(diary, tmp_path):
    note = 'a "long", note;\nof lines, ' * 100
    quoted = note.replace('"', '""')
    content = (
        "actual_date,scheduled_date,type,name,value,unit,status,note\n"
        f'2026-11-02 08:00:00,2026-11-02 08:00:00,drug,Isotretinoin,20,mg,confirmed,"{quoted}"\n'
        "2026-11-02 19:00:00,2026-11-02 19:00:00,drug,Isotretinoin,20,mg,confirmed,\n"
    )
    run = look(text_file(tmp_path, content), diary)
    assert [each.result for each in run.rows] == [NEW, NEW]
    assert run.rows[0].found.note == note.strip()


def test_peer_malaria_app_11_days_before_the_course_are_left_out(diary, tmp_path):
    content = (
        "actual_date,scheduled_date,type,name,value,unit,status,note\n"
        "2026-09-02 08:00:00,2026-09-02 08:00:00,drug,Isotretinoin,20,mg,rejected,\n"
    )
    run = look(text_file(tmp_path, content), diary)
    assert [each.result for each in run.rows] == [LEFT_OUT]


# What is meant to harm.

HEALTH = '<?xml version="1.0"?>\n<!DOCTYPE HealthData [{}]>\n<HealthData>{}</HealthData>'
RECORD = (
    '<Record type="HKQuantityTypeIdentifierBodyMass" unit="kg" value="{}"'
    ' startDate="2026-11-02 07:00:00 +0100"/>'
)


def refusal(path) -> str:
    with pytest.raises(Refused) as refused:
        read_file(path, now=EVENING, format_id="apple-health")
    return refused.value.sentence


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "63.4">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1/a.dtd"> %a;',
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
    ],
)
def test_entities_are_refused_and_nothing_is_fetched(tmp_path, declared):
    path = text_file(tmp_path, HEALTH.format(declared, RECORD.format("&a;")))
    assert "declares entities" in refusal(path)


@pytest.mark.parametrize(
    "content",
    [
        HEALTH.format("", RECORD.format("63.4"))[:-8],
        HEALTH.format("", RECORD.format("&nobody;")),
        HEALTH.format("", "<a></b>"),
        "<HealthData",
        '<?xml version="1.0" encoding="utf-7"?><HealthData/>',
    ],
)
def test_xml_that_is_none_is_refused(tmp_path, content):
    assert "not the XML" in refusal(text_file(tmp_path, content))


def test_xml_nested_without_end_is_refused(tmp_path):
    assert "nested deeper" in refusal(text_file(tmp_path, "<HealthData>" + "<a>" * 100_000))


def test_an_attribute_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(apple_health, "LONGEST_TOKEN", 500_000)
    path = text_file(tmp_path, '<HealthData><Record value="' + "1" * 2_000_000)
    assert "too long" in refusal(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_in_any_unicode_is_read(tmp_path, encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    content = f"{head}<HealthData>{RECORD.format('63.4')}</HealthData>"
    path = text_file(tmp_path, content, encoding=encoding)
    assert recognised(Source(path, now=EVENING)).id == "apple-health"
    assert len(read_file(path, now=EVENING).found) == 1


@pytest.mark.parametrize(
    "odd",
    [
        {"remindedTimestamp": 10**400},
        {"remindedTimestamp": -1},
        {"remindedTimestamp": 1e308},
        {"remindedTimestamp": True},
        {"remindedTimestamp": "1762066800"},
        {"amount": "9" * 400},
        {"amount": "1e9"},
        {"amount": ["20"]},
        {"medicineName": None},
        {"notes": "x" * 20_000},
        {"status": {"a": 1}},
    ],
)
def test_odd_values_cost_one_row_and_no_more(diary, tmp_path, odd):
    when = int(at(2, 8, 0).timestamp())
    good: dict[str, object] = {"medicineName": "Isotretinoin", "amount": "20 mg"}
    good["status"] = "TAKEN"
    good |= {"remindedTimestamp": when, "processedTimestamp": when, "reminderId": 1}
    root = {"events": {"version": 5, "list": [good | odd, good]}}
    run = look(text_file(tmp_path, json.dumps(root)), diary)
    assert run.rows[0].result in {UNREADABLE, SAME, NEW}
    assert run.counts[NEW] == 1
    assert run.count == 2


def test_deep_json_in_a_row_is_refused(tmp_path):
    content = '{"events":{"version":5,"list":[' + "[" * 200_000
    with pytest.raises(Refused, match="nested deeper"):
        read_file(text_file(tmp_path, content), now=EVENING)


def test_a_tracker_with_a_million_days_is_refused_or_short(tmp_path):
    periods = [{"startDate": "1901-01-01", "doseMgPerDay": 20}] * 20_001
    root = {"app": "isotretinoin-tracker", "version": 2, "doses": periods}
    with pytest.raises(Refused, match="more than"):
        read_file(text_file(tmp_path, json.dumps(root)), now=EVENING)
    root["doses"] = periods[:1000]
    found = read_file(text_file(tmp_path, json.dumps(root)), now=EVENING).found
    assert len(found) < 60_000
