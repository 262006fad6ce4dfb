"""惠企政策: the checker finds what is wrong with one; matching says what fits, why, and what is missing."""

from datetime import date
from pathlib import Path

import pytest

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.check import check_bundle
from shuangquan.core.standard.load import load_bundle
from shuangquan.core.standard.policies import FITS, NOT, OPEN, find_asked, match_policies
from shuangquan.core.words.knowledge import Form, Knowledge

STANDARDS = Path(__file__).parents[3] / "standards"
DAY = date(2026, 11, 24)
LIBRARY = """
departments: {tax: {zh: 税务, en: Tax}}
types: {organisation: {zh: 组织, en: organisation}}
facts:
  organisation.active: {label: {zh: 存续, en: In business}, type: boolean}
  organisation.staff: {label: {zh: 人数, en: People}, type: integer}
  organisation.sales: {label: {zh: 销售额, en: Sales}, type: integer}
burden: {sign_in: 0, made_in_theme: 0, certificate: 0, resource: 0, pick: 1, confirm: 1, ask_choice: 1, type_short: 1, type_long: 1, photograph: 1, upload: 1, consent_of_other: 1, visit: 1}
"""  # noqa: E501 — one line of YAML
POLICY = """
policies:
  few:
    name: {{zh: 少, en: Few}}
    gives: {{zh: 钱, en: Money}}
    department: {department}
    when: {when}
    how: apply
    source: 示例
    grade: U
    until: {until}
"""


def make(department: str = "tax", when: str = "company.active and company.staff <= 30", until: str = "2027-12-31") -> Bundle:
    policy = POLICY.format(department=department, when=when, until=until)
    bundle, faults = load_bundle({"library.yaml": LIBRARY, "policies.yaml": policy})
    assert bundle is not None, faults
    return bundle


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"department": "nobody"}, "unknown-name"),
        ({"when": "company.wealth > 3"}, "unknown-name"),
        ({"when": "company.staff and 3"}, "wrong-type"),
        ({"until": "next year"}, "policy-until"),
    ],
)
def test_the_checker_finds_what_is_wrong(given: dict[str, str], code: str) -> None:
    assert not [one for one in check_bundle(make()) if one.file == "policies.yaml"]
    found = [one.code for one in check_bundle(make(**given)) if one.file == "policies.yaml"]
    assert found == [code]


def known(**facts: int | bool) -> dict[str, Knowledge]:
    return {name: Knowledge(Form.KNOWN, value) for name, value in facts.items()}


def test_it_fits_does_not_or_wants_to_know_more() -> None:
    bundle = make()
    (fits,) = match_policies(bundle, known(active=True, staff=30), DAY)
    assert (fits.state, [fact.name for fact in fits.read], fits.claimed) == (FITS, ["active", "staff"], False)
    (more,) = match_policies(bundle, known(active=True), DAY)
    assert (more.state, [fact.name for fact in more.missing]) == (OPEN, ["staff"])
    (never,) = match_policies(bundle, known(active=False), DAY)
    assert (never.state, never.missing) == (NOT, ()), "what is settled asks nothing more"
    (said,) = match_policies(bundle, {**known(active=True), "staff": Knowledge(Form.CLAIMED, 3)}, DAY)
    assert said.state == FITS and said.claimed


def test_what_is_over_is_not_offered() -> None:
    assert match_policies(make(until="2026-11-23"), known(active=True, staff=1), DAY) == ()


@pytest.fixture(scope="module")
def shipped() -> Bundle:
    texts = {str(path.relative_to(STANDARDS)): path.read_text(encoding="utf-8") for path in sorted(STANDARDS.rglob("*.yaml"))}
    bundle, faults = load_bundle(texts)
    assert bundle is not None, faults
    return bundle


def test_those_shipped_are_many_graded_and_can_each_fit(shipped: Bundle) -> None:
    policies = shipped.policies.values()
    assert len(policies) >= 30
    assert all(one.source for one in policies)
    assert all("示例" in one.source or "待核" in one.source for one in policies if one.grade == "U"), "an example says so"
    assert not [one.id for one in policies if one.grade == "S"], "none was read in its source here"
    nothing = match_policies(shipped, {}, DAY)
    assert {one.state for one in nothing} == {OPEN}
    asked = find_asked(shipped, nothing, 6)
    assert len(asked) == 6 and asked[0].name == "active", "first what most of them wait for"


def test_a_small_shop_and_a_maker_get_different_things(shipped: Bundle) -> None:
    shop = known(active=True, sole_trader=True, small_taxpayer=True, monthly_sales=6, income=20, assets=50, staff=3)
    maker = {**known(active=True, sole_trader=False, high_tech=True, research=True), "industry": Knowledge(Form.KNOWN, "manufacturing")}
    fits = [{one.policy.id for one in match_policies(shipped, facts, DAY) if one.state == FITS} for facts in (shop, maker)]
    assert {"vat-exempt", "sole-trader-tax", "six-taxes", "disabled-levy"} <= fits[0]
    assert {"advanced-manufacturing", "research-deduction", "high-tech-rate"} <= fits[1]
    assert "vat-exempt" not in fits[1] and "research-deduction" not in fits[0]
