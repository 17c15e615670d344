"""What a page loads is built from what is written here, and asks nobody else for anything."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "kartotek" / "web" / "static"
TOOLS = ROOT / "assets" / "node_modules"
NODE = shutil.which("node")

ADDRESS = re.compile(r"(?:url\(\s*[\"']?|@import\s+[\"'])(?:https?:)?//")


@pytest.mark.skipif(NODE is None or not TOOLS.exists(), reason="assets/build has not run here")
@pytest.mark.parametrize("name", ["app.css", "app.js", "editor.js"])
def test_the_committed_bundle_is_what_the_sources_build(name: str, tmp_path: Path) -> None:
    build = [str(NODE), str(ROOT / "assets" / "build.mjs"), str(tmp_path)]
    subprocess.run(build, check=True)

    assert (tmp_path / name).read_text() == (STATIC / "dist" / name).read_text()


def test_styles_ask_no_other_host() -> None:
    assert not ADDRESS.search((STATIC / "dist" / "app.css").read_text())


def test_every_stylesheet_is_loaded() -> None:
    loaded = set(re.findall(r'@import "\./([^"]+)"', (STATIC / "css" / "app.css").read_text()))
    written = {str(path.relative_to(STATIC / "css")) for path in (STATIC / "css").rglob("*.css")}

    assert written - {"app.css"} == loaded


def test_every_behaviour_is_bundled() -> None:
    app = (STATIC / "js" / "app.js").read_text()
    written = {path.name for path in (STATIC / "js" / "behaviours").iterdir()}

    assert written == set(re.findall(r'"\./behaviours/([^"]+)"', app))


def test_the_lock_names_no_registry() -> None:
    assert "resolved" not in (ROOT / "assets" / "package-lock.json").read_text()


def test_fonts_come_with_their_licence() -> None:
    assert (STATIC / "fonts" / "Inter-LICENSE.txt").exists()
