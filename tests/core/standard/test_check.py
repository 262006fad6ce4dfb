"""The checker: the published standards are clean, and each planted fault is refused with its code, file and line."""

import pytest

from shuangquan.core.standard.bundle import Bundle
from shuangquan.core.standard.check import check_bundle
from shuangquan.core.standard.findings import CODES, ERROR
from shuangquan.core.standard.load import load_bundle
from tests.core.standard.conftest import Change

AFTER = "afterlife/theme.yaml"
CLOSING = "company-closing/theme.yaml"
EATERY, EATERY_ITEMS, STATION = "restaurant-opening/theme.yaml", "restaurant-opening/items.yaml", "station-birth/theme.yaml"
HOME_ITEMS = "house-transfer/items.yaml"
NEWBORN, FREIGHT = "newborn/theme.yaml", "freight/theme.yaml"


def test_the_published_standards_have_no_error(bundle: Bundle) -> None:
    assert [finding for finding in check_bundle(bundle) if finding.severity == ERROR] == []


PLANTED = [
    ("unknown-name", AFTER, "one_of: heirs, signed_in", "one_of: heir, signed_in"),
    ("one-of-list", AFTER, "one_of: heirs, signed_in", "one_of: deceased, signed_in"),
    ("one-of-how", AFTER, "one_of: heirs, signed_in: person,", "one_of: heirs,"),
    ("wrong-type", AFTER, "one_of: heirs, signed_in: person", "one_of: heirs, signed_in: household"),
    ("one-of-key", AFTER, "key: id_number", "key: inheritance_share"),
    ("ask-what", AFTER, "{one_of: heirs, ask: {zh: 款项付给谁？", "{one: person, ask: {zh: 款项付给谁？"),
    ("pledged-list", AFTER, "    add: typed\n", ""),
    ("skip-not-given", AFTER, "skip_if_known: deceased.cremation_number", "skip_if_known: deceased.death_date"),
    ("skip-by-hand", "afterlife/facts.yaml", "source: civil.cremations, by_hand: false", "source: civil.cremations"),
    ("skip-no-source", "afterlife/facts.yaml", "gives: [deceased.cremation_number]", "gives: [deceased.name]"),
    ("unknown-name", AFTER, "skip_if_known: deceased.cremation_number", "skip_if_known: deceased.cremation_numbr"),
    ("reserved-name", "afterlife/facts.yaml", "  licensed:\n", "  known_licence:\n"),
    ("unknown-name", "newborn/items.yaml", "      - child.birth_date\n", "      - child.birth_dat\n"),
    ("unknown-name", "newborn/items.yaml", "department: health", "department: helth"),
    ("unknown-name", NEWBORN, "use: remote,", "use: remot,"),
    ("unknown-name", NEWBORN, "derive: couple.registered", "derive: couple.registerd"),
    ("unknown-name", NEWBORN, "apply: [mother, father]", "apply: [mother, fathr]"),
    ("unknown-name", "resources.yaml", "keys: [subject.id_number]", "keys: [subject.id_numbr]"),
    ("unknown-name", "dictionary.yaml", "type: sex, source", "type: sexx, source"),
    ("unknown-code", "newborn/items.yaml", "follows = 'father'}", "follows = 'fater'}"),
    ("types-differ", "newborn/items.yaml", "child.birth_date <= today", "child.birth_date <= 3"),
    ("list-outside", "freight/items.yaml", "count(vehicles) > 0 and every(", "vehicles.vin is null and every("),
    ("bad-binding", NEWBORN, "with: {insured: children, payer: payer}", "with: {insured: children, payer: household}"),
    ("bad-binding", NEWBORN, "with: {insured: children, payer: payer}", "with: {insured: children}"),
    ("delivery-wallet", NEWBORN, "to: [post, counter, cabinet, wallet]", "to: [wallet]"),
    ("unbound-source", NEWBORN, "police.households: {member: host}", "police.households: {}"),
    ("reserved-name", NEWBORN, "  payer: {same_as", "  list: {same_as"),
    ("no-source", "newborn/items.yaml", "- child.birth_place\n", "- child.vaccination_record_number\n"),
    ("no-way-on", "newborn/items.yaml", "can_wait: true\n    refused_later: {zh: 撤回", "refused_later: {zh: 撤回"),
    ("item-cycle", FREIGHT, "mandate: mandate}}", "mandate: mandate}, after: freight-licence}"),
    ("unreachable-item", FREIGHT, "when: weight_class <> 'light' or special_cargo", "when: fleet = 'none' and any_licensed_vehicle"),
    ("asked-twice", "situations.yaml", "父母民族是否不同", "父母是否已登记结婚"),
    ("over-statutory", "freight/items.yaml", "promised: {working_days: 5", "promised: {working_days: 25"),
    ("unknown-name", CLOSING, "certificates: [business-licence]", "certificates: [business-licens]"),
    ("unknown-name", CLOSING, "{after: registration-closing", "{after: registration-closed"),
    ("effect-nothing", CLOSING, "of: company, certificates: [business-licence]}", "of: company}"),
    ("effect-role", CLOSING, "certificates: [business-licence]}", "certificates: [business-licence], access: true}"),
    ("unknown-name", "certificates.yaml", "      vehicle.plate: [号牌", "      vehicle.plat: [号牌"),
    ("shows-type", "certificates.yaml", "      vehicle.plate: [号牌", "      vehicle.tractor: [号牌"),
    ("shows-twice", "certificates.yaml", "valid_to: [有效期至", "valid_to: [车 架号, 有效期至"),
    ("shows-unlabelled", "certificates.yaml", "[号牌号码, 车牌号码, 车牌号]", "[]"),
    ("shows-nothing", "certificates.yaml", "    states: []\n    template: vehicle-promise", "    states: []\n    shows: {grade: U}"),
    ("no-grade", "certificates.yaml", "限]\n      grade: U\n", "限]\n"),
    ("pledge-endless", EATERY_ITEMS, "verify: {working_days: 20, grade: U, source: 示例，待核}", "verify: none"),
    ("pledge-mend", EATERY_ITEMS, "broken: revoke", "broken: mend"),
    ("no-grade", "freight/items.yaml", "review: {officers: two, grade: U, source: 示例，待核}", "review: {officers: two}"),
    ("no-grade", EATERY_ITEMS, "hearing: {law: 行政许可法, article: 47, grade: K}", "hearing: {law: 行政许可法, article: 47}"),
    ("hearing-procedure", EATERY_ITEMS, "department: fire\n    procedure: licence", "department: fire\n    procedure: confirmation"),
    ("pledge-mend", "freight/items.yaml", "broken: mend", "broken: revoke"),
    ("no-grade", EATERY_ITEMS, "verify: {working_days: 20, grade: U", "verify: {working_days: 20"),
    ("wrong-shape", EATERY_ITEMS, "    pledge: false", "    pledge: true"),
    ("unit-differs", "freight/items.yaml", "promised: {working_days: 5", "promised: {calendar_days: 5"),
    ("over-joint-limit", FREIGHT, "limit: {working_days: 5", "limit: {working_days: 61"),
    ("no-basis", "items.yaml", "basis: [{law: 社会保险法, article: 25, grade: K}]", "basis: []"),
    ("no-grade", "items.yaml", "article: 25, grade: K", "article: 25"),
    ("no-grade", "items.yaml", "{working_days: 1, grade: U, source", "{working_days: 1, source"),
    ("rule-outside-needs", "newborn/items.yaml", "      - household.collective\n", ""),
    (
        "shadowed-row",
        "newborn/items.yaml",
        "- when: child.birth_date < today - newborn_months",
        "- when: child.born_abroad and child.birth_date < today - newborn_months",
    ),
    ("no-else", "items.yaml", "- when: else", "- when: insured.medical_status = 'active'"),
    ("every-alone", "freight/items.yaml", "count(vehicles) > 0 and every(", "every("),
    ("no-reason", "items.yaml", "        remedy: {zh: 先停保或办理转移, en: Stop or transfer the other insurance first}\n", ""),
    ("claimed-approves", "items.yaml", "needs: [insured.id_number,", "needs: [{fact: insured.id_number, claimed: enough},"),
    ("need-reads-facts", "newborn/items.yaml", "when: parent_serving}", "when: host.name is null}"),
    ("promise-shortened", NEWBORN, "remote_townships, unknown: true", "remote_townships, unknown: false"),
    ("overlay-lengthens", "newborn/local/370783.yaml", "{hours: 2, grade: S", "{working_days: 9, grade: S"),
    ("overlay-lengthens", "newborn/local/370783.yaml", "promised: {hours: 2,", "promised: {working_days: 9,"),
    ("overlay-adds", "newborn/local/370783.yaml", "  household-registration:", "  freight-licence:"),
    ("unknown-key", "newborn/local/370783.yaml", "places: [", "needs: ["),
    ("parameter-moved", "newborn/local/370783.yaml", "parameters:\n", "parameters:\n  newborn_months: 6\n"),
    ("baseline-no-source", NEWBORN, "value: 72, source: 湖南指南 43PCN0009, grade: S", "value: 72, grade: S"),
    ("fee-amount", HOME_ITEMS, "amount: deal.tax_due", "amount: deal.tax"),
    ("fee-amount", HOME_ITEMS, "amount: deal.tax_due", "amount: deal.loan_amount"),
    ("fee-amount", HOME_ITEMS, "amount: deal.tax_due", "amount: deal.contract_number"),
    ("fee-amount", HOME_ITEMS, "amount: 80,", "amount: 80.555,"),
    ("fee-amount", HOME_ITEMS, "amount: 80,", "amount: -80,"),
    ("no-grade", HOME_ITEMS, "pays: buyer, grade: S, source:", "pays: buyer, source:"),
    ("exclusive-both", EATERY, "when: fire_way = 'pledge'", "when: fire_way <> 'none'"),
    ("unknown-name", EATERY, "- [fire-check, fire-pledge]", "- [fire-check, fire-pledg]"),
    ("together-alone", EATERY, "items: [food-licence, small-catering, fire-check, signboard]", "items: [food-licence]"),
    ("unknown-name", EATERY, "stage: site-visit", "stage: site-visits"),
    ("unknown-name", EATERY_ITEMS, "          from: fire\n", "          from: fires\n"),
    ("stage-endless", EATERY_ITEMS, "give_up: {working_days: 20, grade: U, source: 示例，待核}", "give_up: none"),
    (
        "stage-what",
        EATERY_ITEMS,
        "        event:\n          from: fire",
        "        wait: {working_days: 5, grade: U}\n        event:\n          from: fire",
    ),
    ("local-elsewhere", STATION, 'regions: ["371300"]', 'regions: ["370700"]'),
    ("unknown-name", STATION, 'regions: ["371300"]', 'regions: ["371300", "999999"]'),
    (
        "promoted-local",
        STATION,
        'regions: ["371300"]',
        'promoted: {tried_in: ["371300"], from: 2027-01-01, source: 示例, grade: U}\nregions: ["371300"]',
    ),
    (
        "no-rules",
        "items.yaml",
        "    decided_by: department\n    limits: {statutory: none, promised: {working_days: 30",
        "    decided_by: platform\n    limits: {statutory: none, promised: {working_days: 30",
    ),
]


@pytest.mark.parametrize(("code", "file", "old", "new"), PLANTED)
def test_a_planted_fault_is_refused(check_changed: Change, code: str, file: str, old: str, new: str) -> None:
    found = check_changed(file, old, new)
    mine = [finding for finding in found if finding.code == code]
    assert mine, sorted({(finding.code, finding.message.en) for finding in found})
    assert all(finding.line > 0 and finding.file.endswith(".yaml") for finding in mine)
    assert all(finding.message.zh and finding.message.en and finding.mend.zh and finding.mend.en for finding in mine)


def test_did_you_mean(check_changed: Change) -> None:
    found = check_changed("newborn/items.yaml", "      - child.birth_date\n", "      - child.birth_dat\n")
    finding = next(finding for finding in found if finding.code == "unknown-name")
    assert "child.birth_date" in finding.message.zh and "did you mean child.birth_date" in finding.message.en
    assert (finding.file, finding.line) == ("newborn/items.yaml", 11)


def test_several_faults_come_at_once(check_changed: Change) -> None:
    found = check_changed(
        "newborn/items.yaml",
        "department: health\n    procedure: confirmation\n    basis: [{law: 母婴保健法, article: 23, grade: K}]",
        "department: helth\n    procedure: confirmation\n    basis: []",
    )
    assert {"unknown-name", "no-basis"} <= {finding.code for finding in found}


def test_every_code_has_its_sentences() -> None:
    for code, sentence in CODES.items():
        assert sentence.zh and sentence.en and sentence.mend_zh and sentence.mend_en, code
        assert sentence.severity in ("error", "warning")


def test_too_few_examples_and_none_that_is_refused(texts: dict[str, str]) -> None:
    name = "freight/examples.yaml"
    one = "  - name: ".join(texts[name].split("  - name: ")[:2])
    alone = {file: text for file, text in texts.items() if "/" not in file or file.startswith("freight/")}
    changed, _ = load_bundle({**alone, name: one})
    assert changed is not None
    assert {"few-examples", "no-refusal-example"} <= {finding.code for finding in check_bundle(changed)}


def test_the_item_and_the_certificate_say_the_same_of_numbers(check_changed: Change) -> None:
    found = check_changed("afterlife/items.yaml", "      numbering: outside\n", "      numbering: stock\n")
    assert "numbering-differs" in {finding.code for finding in found}
    found = check_changed("afterlife/facts.yaml", "    layout: certificate\n", "    layout: certificate\n    numbering: block\n")
    assert "numbering-differs" in {finding.code for finding in found}
    found = check_changed("afterlife/facts.yaml", "    layout: certificate\n", "    layout: certificate\n    numbering: outside\n")
    assert "numbering-differs" not in {finding.code for finding in found}
