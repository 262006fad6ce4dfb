"""Guardians: the shipped ones are whole, and each planted fault is refused with its code and place."""

import pytest

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.checks.guardians import check_guardians
from shuangquan.core.standard.load import load_bundle

FILE, THEME = "guardians.yaml", "disability-subsidies/theme.yaml"
PLANTED = [
    ("unknown-name", FILE, "    resource: police.children\n", "    resource: police.child\n"),
    ("unknown-name", FILE, "    ward: children\n", "    ward: child\n"),
    (
        "guardian-register",
        FILE,
        "    resource: police.children\n    guardian: parent\n",
        "    resource: hr.contracts\n    guardian: employer\n",
    ),
    ("guardian-register", FILE, "gives: [children.id_number, children.name, children.birth_date]", "gives: [children.id_number]"),
    ("guardian-age", FILE, "until_age: 18", "until_age: 180"),
    ("unknown-name", THEME, "minors: [holder]", "minors: [guardian]"),
]


def test_parents_are_named_by_one_register(bundle: Bundle) -> None:
    assert check_guardians(bundle) == []
    assert [one.until_age for one in bundle.guardians.values()] == [18]
    assert all(basis.grade == "K" for one in bundle.guardians.values() for basis in one.basis), (
        "nothing is called official that was not read"
    )


@pytest.mark.parametrize(("code", "file", "old", "new"), PLANTED)
def test_a_planted_fault_is_refused(texts: dict[str, str], code: str, file: str, old: str, new: str) -> None:
    assert old in texts[file]
    more = "    ward: workers\n" if "hr.contracts" in new else "    ward: children\n"
    text = texts[file].replace(old, new, 1).replace("    ward: children\n", more, 1)
    changed, faults = load_bundle({**texts, file: text})
    assert changed is not None, faults
    found = [finding for finding in check_guardians(changed) if finding.code == code]
    assert found and all(finding.file == file and finding.line > 1 for finding in found)
