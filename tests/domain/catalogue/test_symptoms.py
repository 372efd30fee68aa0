"""The symptoms: what is offered, how it is found, and that no released id goes away."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from isodiary.domain.catalogue.file import CatalogueError
from isodiary.domain.catalogue.search import MOST_WORDS, words_of
from isodiary.domain.catalogue.symptoms import (
    Area,
    AskedSymptoms,
    Concern,
    Frequency,
    SeverityId,
    SymptomCatalogue,
    load_symptoms,
)

CATALOGUE = Path(__file__).parents[3] / "resources" / "catalogue"
LONGEST_ANCHOR = 60
LONGEST_SHORT = 25

# Ids stand in diaries. Add new ones; never take one out: retire it in the file instead.
RELEASED = """
    lips_dry mouth_corner_cracks mouth_dry throat_dry gums_sore_bleeding voice_hoarse
    nose_dry nosebleed cold_symptoms eyes_dry eyes_irritated eyes_red eyelids_inflamed
    contact_lens_intolerance eyes_light_sensitive night_vision_reduced vision_blurred
    colour_vision_changed eye_pain skin_dry skin_peeling skin_itch skin_rash dermatitis
    skin_fragile sunburn_easily face_red skin_darkening sweating_more acne_flare
    acne_severe_flare_unwell bleeding_lumps skin_infection purple_spots_bruises hives
    blistering_rash hair_thinning hair_texture_changed hair_growth_excess nails_brittle
    nail_fold_infection joint_pain muscle_pain back_pain low_back_buttock_pain
    joint_swelling tendon_pain bone_pain muscle_weakness muscle_pain_dark_urine headache
    headache_severe dizziness drowsiness seizure stroke_signs mood_low anxiety mood_swings
    irritability behaviour_changed suicidal_thoughts losing_touch_reality sleep_poor
    hearing_reduced ringing_ears nausea vomiting abdominal_pain abdominal_pain_severe
    diarrhoea bloody_stool swallowing_painful heartburn jaundice urine_dark appetite_lost
    breathing_difficulty face_swelling chest_pain palpitations fainting fatigue malaise
    fever lymph_nodes_swollen thirst_urination urination_problem weight_lost libido_reduced
    erection_problem vaginal_dryness genital_numbness orgasm_difficulty breast_swelling
    period_irregular pregnancy_possible
"""


@pytest.fixture(scope="module")
def catalogue() -> SymptomCatalogue:
    return load_symptoms(CATALOGUE)


def ids(found) -> list[str]:
    return [symptom.id for symptom in found]


def passes_verhoeff(number: str) -> bool:
    """Multiply the digits in the dihedral group of the pentagon, each turned by its place."""
    check = 0
    for place, digit in enumerate(map(int, reversed(number))):
        turned = digit
        for _ in range(place % 8):
            turned = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)[turned]
        check = dihedral(check, turned)
    return check == 0


def dihedral(a: int, b: int) -> int:
    if a < 5:
        return (a + b) % 5 if b < 5 else 5 + (a + b - 5) % 5
    return 5 + (a - 5 - b) % 5 if b < 5 else (a - b) % 5


def test_every_released_symptom_is_still_there_in_its_order(catalogue):
    assert list(catalogue.symptoms) == RELEASED.split()
    assert len(RELEASED.split()) == 97


def test_ids_are_snake_case(catalogue):
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", symptom) for symptom in catalogue.symptoms)


def test_every_area_and_every_concern_is_used(catalogue):
    symptoms = catalogue.symptoms.values()
    assert {symptom.area for symptom in symptoms} == set(Area)
    assert {symptom.concern for symptom in symptoms} == set(Concern)


def test_symptoms_of_an_area_stand_together_in_the_order_of_the_areas(catalogue):
    order = [list(Area).index(symptom.area) for symptom in catalogue.symptoms.values()]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("concern", "count"),
    [("routine", 20), ("tell", 37), ("urgent", 26), ("emergency", 14)],
)
def test_no_symptom_changes_its_concern_unnoticed(catalogue, concern, count):
    assert sum(s.concern == concern for s in catalogue.symptoms.values()) == count


def test_a_sign_begins_where_its_leaflet_means_it(catalogue):  # red before: from 1, all of them
    signs = catalogue.signs
    assert (signs["headache"], signs["mood_low"]) == (3, 2)
    assert catalogue.symptoms["headache"].sign_as == "headache_severe"
    assert {each for each, start in signs.items() if start != 1} == {
        *("headache", "mood_low", "anxiety", "mood_swings", "irritability", "diarrhoea"),
    }


def test_every_emergency_is_a_sign_from_one_on(catalogue):
    emergencies = [s for s in catalogue.symptoms.values() if s.concern is Concern.EMERGENCY]
    assert {symptom.sign_from for symptom in emergencies} == {1}


def test_every_sign_names_where_its_beginning_comes_from(catalogue):
    sources = tomllib.loads((CATALOGUE / "symptoms.toml").read_text(encoding="utf-8"))
    known = sources["sign_sources"]
    for symptom in catalogue.symptoms.values():
        assert (symptom.sign_source in known) is symptom.warning_sign, symptom.id
    assert {s.sign_source for s in catalogue.symptoms.values() if s.sign_source} == set(known)


def test_no_name_says_how_strong_a_symptom_is(catalogue):  # red before: "Severe headache"
    degrees = re.compile(r"\b(mild|moderate|severe|strong|slight|bad|worst)\b", re.IGNORECASE)
    names = [text for s in catalogue.symptoms.values() for text in (s.label, s.short)]
    assert [name for name in names if degrees.search(name)] == []


def test_muscle_weakness_is_not_coded_as_generalised(catalogue):
    assert catalogue.symptoms["muscle_weakness"].snomed == "26544005"


def test_warning_signs_are_the_urgent_and_the_emergency_ones(catalogue):
    assert catalogue.symptoms["hives"].warning_sign
    assert catalogue.symptoms["jaundice"].warning_sign
    assert not catalogue.symptoms["nosebleed"].warning_sign
    assert not catalogue.symptoms["lips_dry"].warning_sign


def test_every_snomed_identifier_has_a_right_check_digit(catalogue):
    codes = [s.snomed for s in catalogue.symptoms.values() if s.snomed]
    codes += [level.snomed for level in catalogue.severities if level.snomed]
    assert [code for code in codes if not passes_verhoeff(code)] == []
    assert len(codes) == 64 + 3


def test_a_mistyped_snomed_identifier_would_be_seen():
    assert passes_verhoeff("387208003")
    assert not passes_verhoeff("387208004")


def test_no_snomed_identifier_stands_twice(catalogue):
    codes = [s.snomed for s in catalogue.symptoms.values() if s.snomed]
    assert len(set(codes)) == len(codes)


def test_the_twelve_daily_symptoms_have_sentences_of_their_own(catalogue):
    general = set(catalogue.symptoms["palpitations"].anchors[1:])
    daily = [catalogue.symptoms[symptom] for symptom in catalogue.daily]
    assert len(daily) == 12
    assert all(general.isdisjoint(symptom.anchors[1:]) for symptom in daily)
    assert len({anchor for symptom in daily for anchor in symptom.anchors[1:]}) == 36


def test_every_symptom_has_a_short_sentence_for_each_severity(catalogue):
    for symptom in catalogue.symptoms.values():
        assert len(set(symptom.anchors)) == 4
        assert max(map(len, symptom.anchors)) <= LONGEST_ANCHOR, symptom.id


def test_short_labels_fit_a_table_and_differ(catalogue):
    shorts = [symptom.short for symptom in catalogue.symptoms.values()]
    assert len(set(shorts)) == len(shorts)
    assert [short for short in shorts if len(short) > LONGEST_SHORT] == []


def test_the_published_survey_is_there_whole(catalogue):
    assert len(catalogue.iss) == 13
    assert catalogue.iss[0] == "lips_dry"
    assert "suicidal_thoughts" in catalogue.iss


def test_severities_are_numbered_by_their_place(catalogue):
    assert [level.id for level in catalogue.severities] == list(SeverityId)
    assert [level.label for level in catalogue.severities] == ["None", "Mild", "Moderate", "Severe"]
    assert catalogue.severities[0].snomed is None
    assert catalogue.severities[3].snomed == "24484000"


def test_sexual_symptoms_belong_to_a_module_and_no_others(catalogue):
    for symptom in catalogue.symptoms.values():
        assert symptom.module == ("intimacy" if symptom.area is Area.SEXUAL else None)


def test_one_symptom_reads_as_it_was_written(catalogue):
    lips = catalogue.symptoms["lips_dry"]
    assert lips.label == "Dry, cracked or sore lips"
    assert lips.short == "Dry lips"
    assert lips.term == "Cheilitis"
    assert lips.frequency is Frequency.VERY_COMMON
    assert lips.anchors[2] == "cracked and sore, balm needed many times a day"


def test_a_symptom_without_a_short_label_is_called_by_its_label(catalogue):
    assert catalogue.symptoms["headache"].short == "Headache"


def test_what_product_information_does_not_list_has_no_frequency(catalogue):
    dry_mouth = catalogue.symptoms["mouth_dry"]
    assert dry_mouth.frequency is None
    assert dry_mouth.frequency_note == "in US labelling"


def test_an_unknown_id_is_no_error(catalogue):
    assert catalogue.get("own_1234") is None
    assert catalogue.get("nausea") is catalogue.symptoms["nausea"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("headache", "headache"),
        ("HEAD", "headache"),
        ("dry lips", "lips_dry"),
        ("lips dry", "lips_dry"),
        ("tired", "fatigue"),
        ("diarrhea", "diarrhoea"),
        ("tinnitus", "ringing_ears"),
        ("depression", "mood_low"),
        ("night", "night_vision_reduced"),
        ("arthralgia", "joint_pain"),
        ("sex drive", "libido_reduced"),
        ("pregnant", "pregnancy_possible"),
    ],
)
def test_search_puts_what_is_meant_first(catalogue, typed, first):
    assert catalogue.search(typed)[0].id == first


def test_search_does_not_mind_accents(catalogue):
    assert catalogue.search("nauséa") == catalogue.search("nausea")


def test_search_by_area_lists_the_area_after_the_better_matches(catalogue):
    found = ids(catalogue.search("eyes"))
    assert set(ids(catalogue.in_area(Area.EYES))) <= set(found)
    assert found.index("eyes_dry") < found.index("eye_pain")


def test_search_finds_only_what_matches_every_word(catalogue):
    assert ids(catalogue.search("severe headache")) == ["headache_severe"]
    assert catalogue.search("headache lips") == ()


def test_an_empty_search_lists_all_but_the_modules_that_are_off(catalogue):
    listed = catalogue.search("  ")
    assert {symptom.area for symptom in listed} == set(Area) - {Area.SEXUAL}
    assert len(listed) == 97 - len(catalogue.in_area(Area.SEXUAL))


def test_a_retired_symptom_is_known_but_not_offered(tmp_path):
    text = (CATALOGUE / "symptoms.toml").read_text(encoding="utf-8")
    retired = text.replace('id = "nausea"', 'id = "nausea"\nretired = true')
    (tmp_path / "symptoms.toml").write_text(retired, encoding="utf-8")
    catalogue = load_symptoms(tmp_path)
    nausea = catalogue.get("nausea")
    assert nausea is not None
    assert nausea.retired
    assert "nausea" not in ids(catalogue.search("nausea"))
    assert "nausea" not in ids(catalogue.in_area(Area.GUT_LIVER))


def test_a_missing_language_is_shown_in_english(catalogue):
    assert load_symptoms(CATALOGUE, "xx") == catalogue


def test_a_language_that_is_there_is_used(tmp_path):
    text = (CATALOGUE / "symptoms.toml").read_text(encoding="utf-8")
    german = text.replace('{ en = "Nausea" }', '{ en = "Nausea", de = "Übelkeit" }')
    (tmp_path / "symptoms.toml").write_text(german, encoding="utf-8")
    assert load_symptoms(tmp_path, "de").symptoms["nausea"].label == "Übelkeit"
    assert load_symptoms(tmp_path, "de").search("ubel")[0].id == "nausea"
    assert load_symptoms(tmp_path, "en").symptoms["nausea"].label == "Nausea"


def test_the_file_names_no_licensed_vocabulary():
    text = (CATALOGUE / "symptoms.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)
    assert not re.search("meddra|ctcae", text, re.IGNORECASE)


def test_of_ten_thousand_typed_words_few_are_looked_for():
    assert words_of("dry lips DRY " * 10_000) == ["dry", "lips"]
    assert len(words_of(" ".join(map(str, range(10_000))))) == MOST_WORDS


def test_symptoms_read_one_by_one_are_those_of_the_whole_file():
    whole, asked = load_symptoms(CATALOGUE), AskedSymptoms(CATALOGUE)
    assert {each: asked.get(each) for each in whole.symptoms} == whole.symptoms
    assert asked.severities == whole.severities
    for symptom in (*whole.symptoms, "of_a_newer_catalogue"):
        assert asked.anchors_of(symptom) == whole.anchors_of(symptom)
    assert asked.get("of_a_newer_catalogue") is None


def test_a_symptom_that_is_asked_waits_for_no_other(tmp_path):
    text = (CATALOGUE / "symptoms.toml").read_text("utf-8")
    broken = text.replace('id = "nosebleed"', 'id = "nosebleed"\nid = "nosebleed"')
    (tmp_path / "symptoms.toml").write_text(broken, "utf-8")
    asked = AskedSymptoms(tmp_path)
    assert asked.get("lips_dry") == load_symptoms(CATALOGUE).symptoms["lips_dry"]
    with pytest.raises(CatalogueError, match="not TOML"):
        asked.get("nosebleed")
