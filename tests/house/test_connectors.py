"""Every outside party has a port and two sides; both pass one suite; only the site picks."""

import configparser
from pathlib import Path

import pytest

from tests.house.tree import ROOT, SOURCE

PARTIES = sorted(path.name for path in (SOURCE / "connectors").iterdir() if (path / "__init__.py").is_file())
CONTRACT_TESTS = sorted((ROOT / "tests" / "connectors").glob("*.py"))


def read_contracts() -> configparser.ConfigParser:
    """The import contracts."""
    found = configparser.ConfigParser()
    found.read(ROOT / ".importlinter", encoding="utf-8")
    return found


def find_classes(path: Path, start: str) -> list[str]:
    """Names of the classes of a file that begin so."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split()[1].split("(")[0].rstrip(":") for line in lines if line.startswith(f"class {start}")]


def test_there_are_parties() -> None:
    assert {"share", "departments", "seal"} <= set(PARTIES)


@pytest.mark.parametrize("party", PARTIES)
def test_a_party_has_a_port_and_two_sides(party: str) -> None:
    folder = SOURCE / "connectors" / party
    assert {"port.py", "live.py", "sandbox.py"} <= {path.name for path in folder.iterdir()}
    live, sandbox = find_classes(folder / "live.py", "Live"), find_classes(folder / "sandbox.py", "Sandbox")
    assert len(live) == len(sandbox) == 1
    wiring = (SOURCE / "site" / "wiring.py").read_text(encoding="utf-8")
    assert f"{live[0]}(" in wiring and f"{sandbox[0]}(" in wiring


@pytest.mark.parametrize("party", PARTIES)
def test_both_sides_pass_the_contract_suite(party: str) -> None:
    folder = SOURCE / "connectors" / party
    sides = [*find_classes(folder / "live.py", "Live"), *find_classes(folder / "sandbox.py", "Sandbox")]
    fixtures = (ROOT / "tests" / "connectors" / "conftest.py").read_text(encoding="utf-8")
    assert all(f"{side}(" in fixtures for side in sides), "the suite's fixtures make both sides"
    suite = [path for path in CONTRACT_TESTS if path.name.startswith("test_contract_") and f"{party}" in path.read_text(encoding="utf-8")]
    assert suite, f"no contract test speaks of {party}"


@pytest.mark.parametrize("party", PARTIES)
def test_the_contract_on_sides_names_every_side(party: str) -> None:
    forbidden = read_contracts()["importlinter:contract:sides"]["forbidden_modules"].split()
    assert {f"shuangquan.connectors.{party}.live", f"shuangquan.connectors.{party}.sandbox"} <= set(forbidden)


def test_the_contract_on_doors_names_every_door() -> None:
    rooms = {f"shuangquan.channels.{path.name}" for path in (SOURCE / "channels").iterdir() if (path / "__init__.py").is_file()}
    shared, doors = "shuangquan.channels.look", sorted(rooms - {"shuangquan.channels.look"})
    assert sorted(read_contracts()["importlinter:contract:channels-apart"]["modules"].split()) == doors
    below = read_contracts()["importlinter:contract:look-below"]
    assert below["source_modules"].split() == [shared]
    assert sorted(below["forbidden_modules"].split()) == doors


def test_the_floors_name_every_room() -> None:
    rooms = {f"shuangquan.{path.name}" for path in SOURCE.iterdir() if (path / "__init__.py").is_file()}
    assert set(read_contracts()["importlinter:contract:floors"]["layers"].replace("|", " ").split()) == rooms
    core = {f"shuangquan.core.{path.name}" for path in (SOURCE / "core").iterdir() if (path / "__init__.py").is_file()}
    assert set(read_contracts()["importlinter:contract:core-order"]["layers"].replace("|", " ").split()) == core
