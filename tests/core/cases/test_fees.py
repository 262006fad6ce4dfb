"""What a task costs: a number with its source, money that a register states, or what the department says; nought is never asked for."""

from dataclasses import replace
from decimal import Decimal

import pytest

from shuangquan.actions.checking import walk_with
from shuangquan.core.cases.fees import find_stated, owes
from shuangquan.core.cases.parties import decide_order, find_fees
from shuangquan.core.cases.transitions import CaseState
from shuangquan.core.cases.walk import Walked, fill_form
from shuangquan.core.cases.world import World
from shuangquan.core.standard.findings import Place
from shuangquan.core.standard.text import Word
from shuangquan.core.words.errors import Refusal
from tests.core.cases.walks import find, plans, shipped, walk

HOME, PAID = "house-transfer", "全款、没有抵押、水电一起过户"
TAX, TRANSFER = "transfer-tax", "transfer-registration"


def word(text: str) -> Word:
    return Word(text, Place("examples.yaml", 1))


def sale(*, tax_due: str | None) -> World:
    """tax_due: yuan as the tax office says; None: it cannot be reached."""
    example = find(HOME, PAID)
    deal = {**example.sources["deal"], "tax_due": tax_due or "1.00"}
    made = replace(example, sources={**example.sources, "deal": deal}, down=() if tax_due else (word("tax.assessments"),))
    return World(shipped(), made)


def fill(*, tax_due: str | None) -> Walked:
    """The form of a sale, filled."""
    maker = plans(HOME)
    return fill_form(sale(tax_due=tax_due), lambda situation, missing: maker.make("370102", "buyer", situation, missing))


def test_the_tax_office_states_the_tax_and_the_standard_the_fee() -> None:
    filled = fill(tax_due="9600.00")
    stated = {item.id: find_stated(filled.case, filled.index, item, None) for item in filled.index.plan.items}
    assert stated == {"net-signing-check": 0, TAX: Decimal("9600.00"), TRANSFER: Decimal(80), "water-transfer": 0, "power-transfer": 0}
    assert [(item.id, pays) for item, _, pays in find_fees(filled.case, filled.index)] == [(TAX, "buyer"), (TRANSFER, "buyer")]
    fee = filled.index.items[TRANSFER].fees[0]
    assert (fee.basis.grade, bool(fee.basis.source)) == ("S", True)


def test_an_amount_nobody_knows_is_no_amount() -> None:
    filled = fill(tax_due=None)
    item = filled.index.items[TAX]
    assert find_stated(filled.case, filled.index, item, None) is None and owes(filled.case, filled.index, item, None)


def test_a_tax_of_nought_is_neither_ordered_nor_waited_for() -> None:
    filled = fill(tax_due="0.00")
    assert [item.id for item, _, _ in find_fees(filled.case, filled.index)] == [TRANSFER]
    walked = walk_with(sale(tax_due="0.00"), plans(HOME))
    (payment,) = walked.case.payments.values()
    assert [line[0] for line in payment.lines] == [TRANSFER]
    assert walked.case.state is CaseState.COMPLETED, "nothing waits for money that nobody owes"
    with pytest.raises(Refusal, match=r"payment\.nothing"):
        decide_order(filled.turn, filled.index, "another", {(TAX, None): Decimal(1)})


def test_one_sum_keeps_a_line_for_each_item() -> None:
    (payment,) = walk(HOME, PAID).case.payments.values()
    assert [line[0] for line in payment.lines] == [TAX, TRANSFER]
    assert walk_with(World(shipped(), find(HOME, PAID)), plans(HOME)).case.state.value == "completed"
