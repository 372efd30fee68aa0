"""Tries the HTML sheet with axe-core in a headless Chromium."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.accessibility.desk import NOW, ROOT

ASKS = """
axe.run(document).then(found => {
    const told = document.createElement("pre");
    told.id = "axe";
    told.textContent = JSON.stringify({
        passes: found.passes.length,
        violations: found.violations.map(each => [each.id, each.help, each.nodes[0].html]),
    });
    document.body.replaceChildren(told);
});
"""
TOLD = re.compile(r'<pre id="axe">(.*?)</pre>', re.DOTALL)
PERIODS = (("--from", "2026-09-01"), ("--appendix",), ())


def sheets(python: str, diary: Path, folder: Path) -> Iterator[Path]:
    """Write the sheet of the whole course, one with its appendix, and the usual one."""
    for number, asked in enumerate(PERIODS, start=1):
        path = folder / f"sheet-{number}.html"
        command = (python, "-m", "isodiary", "--diary", str(diary), "report", str(path), *asked)
        environment = {**os.environ, "ISODIARY_NOW": NOW, "QT_QPA_PLATFORM": "offscreen"}
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        yield path


def look_through(sheet: Path, axe: Path) -> tuple[int, list[str]]:
    """Return how many rules of axe a sheet keeps, and what it does not, in words."""
    program = axe.read_text("utf-8").replace("</script", "<\\/script")
    tried = sheet.with_suffix(".tried.html")
    scripts = f"<script>{program}</script>\n<script>{ASKS}</script>\n</body>"
    tried.write_text(sheet.read_text("utf-8").replace("</body>", scripts), "utf-8")
    done = subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--virtual-time-budget=20000",
            "--dump-dom",
            tried.as_uri(),
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    found = TOLD.search(done.stdout)
    if found is None:
        return 0, [f"axe did not answer: {done.stderr[-400:]}"]
    told = json.loads(html.unescape(found.group(1)))
    return told["passes"], [" · ".join(each) for each in told["violations"]]
