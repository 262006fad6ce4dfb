"""Inquiries and kiosk menus: the shipped ones are whole, and each planted fault is refused with its code and place."""

import pytest

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.checks.kiosk import FEWEST, check_kiosk
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.model_kiosk import SITES

MENU, INQUIRIES = "kiosk/menu.yaml", "kiosk/inquiries.yaml"
PLANTED = [
    ("inquiry-key", INQUIRIES, "resource: land.holdings\n    role: owner", "resource: land.owners\n    role: owner"),
    ("unknown-name", INQUIRIES, "resource: tax.incomes\n", "resource: tax.income\n"),
    ("unknown-name", INQUIRIES, "role: payer", "role: payers"),
    ("unknown-name", INQUIRIES, "shows: [payer.tax_year,", "shows: [payer.tax_years,"),
    ("unknown-name", MENU, "{theme: newborn, item: resident-medical-enrolment", "{theme: newborn, item: resident-medical-enrollment"),
    ("unknown-name", MENU, "{certificate: social-card}", "{certificate: social-cards}"),
    ("unknown-name", MENU, "{theme: child-subsidy}", "{theme: child-subsidies}"),
    ("unknown-name", MENU, "{inquiry: fund-account}", "{inquiry: fund-acount}"),
    ("kiosk-entry", MENU, "{inquiry: own-homes}", "{inquiry: own-homes, theme: newborn}"),
    ("kiosk-entry", MENU, "{inquiry: own-homes}", "{inquiry: own-homes, item: transfer-tax}"),
    ("kiosk-unissued", MENU, "{certificate: social-card}", "{certificate: skill-certificate}"),
    ("kiosk-few", MENU, "      - {theme: child-subsidy}\n", ""),
]


def test_the_six_modules_of_the_province_are_there(bundle: Bundle) -> None:
    assert check_kiosk(bundle) == []
    assert [module.name.zh for module in bundle.kiosk.values()] == ["退休", "就医", "就业", "不动产", "财税", "公积金"]
    assert all(len(module.entries) >= FEWEST for module in bundle.kiosk.values())
    assert all({*module.sites, *(site for one in module.entries for site in one.sites)} <= set(SITES) for module in bundle.kiosk.values())


@pytest.mark.parametrize(("code", "file", "old", "new"), PLANTED)
def test_a_planted_fault_is_refused(texts: dict[str, str], code: str, file: str, old: str, new: str) -> None:
    assert old in texts[file]
    changed, faults = load_bundle({**texts, file: texts[file].replace(old, new, 1)})
    assert changed is not None, faults
    found = [finding for finding in check_kiosk(changed) if finding.code == code]
    assert found and all(finding.file == file and finding.line > 1 for finding in found)
