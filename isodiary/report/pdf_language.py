"""Says in a PDF which language it is in, which Qt does not.

A PDF may be added to: what stands at its end replaces what stood before. So the catalog, the
entry that holds the language, is written again behind the file, and nothing of it is moved.
"""

from __future__ import annotations

import re

LANGUAGE = "en-GB"

_ROOT = re.compile(rb"/Root (\d+) 0 R")
_SIZE = re.compile(rb"/Size (\d+)")
_INFO = re.compile(rb"/Info \d+ 0 R")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")


def with_language(pdf: bytes, language: str = LANGUAGE) -> bytes:
    """Return a PDF that names its language; one of an unknown shape stays as it is."""
    start = _START.search(pdf)
    trailer = pdf[pdf.rfind(b"trailer") :]
    root, size, info = _ROOT.search(trailer), _SIZE.search(trailer), _INFO.search(trailer)
    if start is None or root is None or size is None or info is None:
        return pdf
    number = root[1]
    catalog = re.search(rb"\n%b 0 obj\n<<(.*?)>>\nendobj" % number, pdf, re.DOTALL)
    if catalog is None or b"/Lang" in catalog[1]:
        return pdf
    said = b"%b 0 obj\n<<%b/Lang (%b)\n>>\nendobj\n" % (number, catalog[1], language.encode())
    table = b"xref\n0 0\n%b 1\n%010d 00000 n \n" % (number, len(pdf))
    end = b"trailer\n<<\n/Size %b\n%b\n/Root %b 0 R\n/Prev %b\n>>\nstartxref\n%d\n%%%%EOF\n" % (
        size[1],
        info[0],
        number,
        start[1],
        len(pdf) + len(said),
    )
    return pdf + said + table + end
