"""The widget as it is committed: built from its sources, small, alone, and safe by construction."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.widget.node import npm

ROOT = Path(__file__).resolve().parents[2]
WIDGET = ROOT / "widget"
STATIC = ROOT / "bot" / "channels" / "static"
#: The whole widget, as it travels.
LARGEST_BYTES = 40_000
#: Addresses that stand in the file and are never asked for anything: the name of SVG, and a
#: sentence of socket.io for programmers whose server is too old.
NAMES = {"http://www.w3.org/2000/svg", "https://socket.io/docs/v3/migrating-from-2-x-to-3-0/"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sources with exactly the packages of the lock."""
    copy = tmp_path_factory.mktemp("widget") / "widget"
    shutil.copytree(WIDGET, copy, ignore=shutil.ignore_patterns("node_modules"))
    npm("ci", cwd=copy)
    return copy


def built() -> str:
    return (STATIC / "chat.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["chat.js", "chat.licences.txt"])
def test_what_is_committed_is_what_the_sources_build(
    installed: Path, tmp_path: Path, name: str
) -> None:
    npm("run", "build", "--", str(tmp_path), cwd=installed)
    assert (tmp_path / name).read_bytes() == (STATIC / name).read_bytes(), (
        f"{name} is not what the sources build. Run `npm run build` in widget/ and commit it."
    )


def test_the_tests_of_the_widget_pass(installed: Path) -> None:
    assert re.search(r"pass [1-9]\d", npm("test", cwd=installed))


def test_the_widget_travels_in_less_than_40_kilobytes() -> None:
    assert len(gzip.compress(built().encode(), 9)) < LARGEST_BYTES


def test_the_widget_names_no_third_party() -> None:
    addresses = set(re.findall(r"(?:https?|wss?)://[\w.-]+\.[\w./-]*", built()))
    assert addresses - NAMES == set()


def test_no_text_can_become_markup_or_code() -> None:
    forbidden = (
        r"\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|setHTML\w*"
        r"|DOMParser|document\.write|eval|new Function|srcdoc)\b"
        r"|set(Timeout|Interval)\(\s*['\"`]"
    )
    found = [
        f"{path.name}: {match[0]}"
        for path in sorted((WIDGET / "src").glob("*.js"))
        for match in re.finditer(forbidden, path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_bundled_package_has_its_licence() -> None:
    lock = json.loads((WIDGET / "package-lock.json").read_text(encoding="utf-8"))
    licences = (STATIC / "chat.licences.txt").read_text(encoding="utf-8")
    packages = [
        "socket.io-client",
        "engine.io-client",
        "socket.io-parser",
        "engine.io-parser",
        "@socket.io/component-emitter",
    ]
    for name in packages:
        version = lock["packages"][f"node_modules/{name}"]["version"]
        assert f"\n{name} {version} (MIT)\n" in licences
    assert licences.count("Permission is hereby granted, free of charge") == len(packages)


def test_the_lock_names_no_machine_and_no_registry() -> None:
    lock = (WIDGET / "package-lock.json").read_text(encoding="utf-8")
    assert not re.search(r"resolved|https?://|file:", lock)
    assert '"integrity"' in lock


def test_every_package_is_wanted_in_one_exact_version() -> None:
    package = json.loads((WIDGET / "package.json").read_text(encoding="utf-8"))
    wanted = {**package["dependencies"], **package["devDependencies"]}
    assert package["private"] is True
    assert [name for name, version in wanted.items() if not re.fullmatch(r"[\d.]+", version)] == []


def test_every_source_is_short_enough_to_read() -> None:
    sources = [path for folder in ("src", "test") for path in (WIDGET / folder).iterdir()]
    assert [p.name for p in sources if len(p.read_text("utf-8").splitlines()) > 300] == []
