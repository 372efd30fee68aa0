"""Body weights of Apple Health's export.xml, or of the archive that it comes in.

The file has a line for each heartbeat and may be gigabytes, so it is read as a stream, of which
nothing is kept but weights; only these are rows. Entities are refused: the genuine file declares
elements, but never one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NoReturn
from xml.parsers import expat

from isodiary.domain.errors import Refused
from isodiary.language import _, marked
from isodiary.services.exchange.found import FoundRow, Says, shortened
from isodiary.services.exchange.readers.values import (
    DailyWeights,
    decimal_of,
    moment_of,
    or_why,
)
from isodiary.services.exchange.source import Source

CHUNK = 256 * 1024
LONGEST_TOKEN = 4 * 1024 * 1024
DEEPEST = 100
RECORD, WEIGHT = "Record", "HKQuantityTypeIdentifierBodyMass"
SHOWN = ("startDate", "value", "unit", "sourceName")
MEMBER = "export.xml"

NOT_XML = marked(
    "This file is not the XML that it should be: it is damaged or cut off. Nothing was changed."
)
ENTITIES = marked("This file declares entities, as harmful ones do. Nothing was changed.")
LONG_TOKEN = marked("One entry of this file is too long to be one. Nothing was changed.")
TOO_DEEP = marked("This file is nested deeper than any diary. Nothing was changed.")


def looks(source: Source) -> bool:
    """Whether a file is an export of Apple Health."""
    if source.head.startswith(b"PK"):
        return bool(_member(source))
    return "<HealthData" in source.text_head or "<!DOCTYPE HealthData" in source.text_head


def read(source: Source) -> Iterator[FoundRow]:
    """Yield what its records of body weight say.

    Raises:
        Refused: It is no XML, cut off, or made to harm.
    """
    weights = DailyWeights()

    def says(attributes: Mapping[str, str]) -> Says:
        at = moment_of(attributes.get("startDate", ""), source.now.tzinfo)
        number = decimal_of(attributes.get("value", ""))
        return weights.says(row, at, number, attributes.get("unit", ""))

    for row, record in enumerate(_records(source), 1):
        shown = {key: record[key] for key in SHOWN if key in record}
        raw = shortened(json.dumps(shown, ensure_ascii=False))
        yield FoundRow(row, raw, or_why(says, record))


def _member(source: Source) -> str:
    return next((each for each in source.members if each.split("/")[-1] == MEMBER), "")


def _records(source: Source) -> Iterator[Mapping[str, str]]:
    """Yield the attributes of each record of body weight."""
    found: list[Mapping[str, str]] = []
    depth = 0

    def begins(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Refused(_(TOO_DEEP))
        if name == RECORD and attributes.get("type") == WEIGHT:
            found.append(attributes)

    def ends(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = begins
    parser.EndElementHandler = ends
    parser.EntityDeclHandler = _refuse_entity
    fed = 0
    try:
        with source.binary(_member(source)) as file:
            while chunk := file.read(CHUNK):
                parser.Parse(chunk, False)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > LONGEST_TOKEN:
                    raise Refused(_(LONG_TOKEN))
                yield from found
                found.clear()
            parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Refused(_(NOT_XML)) from error


def _refuse_entity(*_declared: object) -> NoReturn:
    raise Refused(_(ENTITIES))
