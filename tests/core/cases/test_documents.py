"""文书: each is issued when its event happens, says what was written, and is the same whenever somebody looks."""

from datetime import timedelta

from shuangquan.core.cases.data_events import CaseErased
from shuangquan.core.cases.desk_events import TaskReturned
from shuangquan.core.cases.deskwork import decide_correction
from shuangquan.core.cases.paper_events import PaperReceived
from shuangquan.core.cases.receiving import decide_not_accepted
from shuangquan.core.cases.running import decide_running
from shuangquan.core.cases.seconding import decide_confirm, decide_propose
from shuangquan.core.cases.special import decide_hearing_answer, decide_hearing_offered, decide_special
from shuangquan.core.cases.walk import Walked
from shuangquan.core.notices.document_forms import FORMS, REMEDIES
from shuangquan.core.notices.documents import Document, find_documents
from tests.core.cases.test_desk_moves import FIRE, HAN, HOUSE, LI, in_review, incomplete
from tests.core.cases.walks import walk

NUMBER = "SQ3713022026112412345678"


def documents(walked: Walked, item: str | None = None) -> list[Document]:
    found = find_documents(walked.case.id, walked.turn.events, walked.turn.values, walked.index, NUMBER)
    return [one for one in found if item is None or one.item == item]


def text(document: Document) -> str:
    return "\n".join((*document.lines, *(f"{label} {value}" for label, value in document.rows)))


def test_a_straight_case_has_a_receipt_acceptances_and_decisions() -> None:
    walked = walk("restaurant-opening", "消防走告知承诺，当场办")
    found = documents(walked)
    assert [one.kind for one in found].count("receipt") == 1
    licence = documents(walked, "food-licence")
    assert [one.kind for one in licence] == ["acceptance", "approved"]
    assert licence[0].issuer == "market"
    assert "食品经营许可" in text(licence[0]) and NUMBER in text(licence[0])
    assert len({one.key for one in found}) == len(found) == len({one.number for one in found})
    assert documents(walked) == found


def test_extension_special_procedure_and_refusal_say_what_was_written() -> None:
    walked, task = in_review()
    turn = walked.turn
    decide_propose(turn, walked.index, FIRE, None, "extend", "等排烟设备到货", HAN, days=8)
    assert "extended" not in [one.kind for one in documents(walked, FIRE)], "what is only proposed is told nobody"
    decide_confirm(turn, walked.index, FIRE, None, LI)
    decide_special(turn, walked.index, FIRE, None, "testing", 15, "排烟要送检", HAN)
    turn.now += timedelta(days=40)
    decide_running(turn, walked.index)
    decide_hearing_offered(turn, walked.index, FIRE, None, "没有疏散通道，拟不予许可", HAN)
    decide_hearing_answer(turn, FIRE, None, demanded=False)
    decide_propose(turn, walked.index, FIRE, None, "refuse", "没有疏散通道", HAN, remedy="改好了再申请")
    decide_confirm(turn, walked.index, FIRE, None, LI)
    found = {one.kind: one for one in documents(walked, FIRE)}
    assert list(found) == ["acceptance", "extended", "special", "hearing", "refused"]
    assert "延长 8 个工作日" in text(found["extended"]) and "等排烟设备到货" in text(found["extended"])
    assert "检测" in text(found["special"]) and "15 个工作日" in text(found["special"])
    assert "拟不予许可" in text(found["hearing"]) and "要求听证" in text(found["hearing"])
    refused = text(found["refused"])
    assert "没有疏散通道" in refused and "改好了再申请" in refused and REMEDIES in refused
    assert task.due_at is not None


def test_what_is_not_accepted_has_no_notice_of_acceptance() -> None:
    walked, task = incomplete()
    decide_correction(walked.turn, walked.index, HOUSE, "1", tuple(task.missing), "请补鉴定意见", HAN)
    walked.turn.now += timedelta(days=31)
    decide_running(walked.turn, walked.index)
    decide_not_accepted(walked.turn, walked.index, HOUSE, "1", "unmended", "告知 30 天没有补", "补齐了可以再申请", HAN)
    found = documents(walked, HOUSE)
    assert [one.kind for one in found] == ["correction", "not_accepted"]
    assert "亲子鉴定意见书" in text(found[0]) and "请补鉴定意见" in text(found[0])
    assert "期满还没补齐" in text(found[1]) and REMEDIES in text(found[1])


def test_opening_documents_is_proved_by_one_growing_paper_and_erasure_ends_them() -> None:
    walked, _ = in_review()
    first = documents(walked)[0]
    walked.turn.emit(PaperReceived(first.key, walked.case.signed_in))
    walked.turn.now += timedelta(hours=3)
    other = documents(walked, FIRE)[0]
    walked.turn.emit(PaperReceived(other.key, walked.case.signed_in))
    (proof,) = [one for one in documents(walked) if one.kind == "delivery"]
    assert first.number in text(proof) and other.number in text(proof)
    walked.turn.emit(CaseErased(walked.case.signed_in))
    assert documents(walked) == []


def test_no_form_has_a_brace_that_nothing_fills() -> None:
    walked, _ = in_review()
    ref, _ = walked.turn.keep("returned", "本人要求")
    walked.turn.emit(TaskReturned(FIRE, None, ref, HAN))
    made = {one.kind for one in documents(walked)}
    assert made <= set(FORMS)
    assert all("{" not in text(one) for one in documents(walked))
    assert {"receipt", "acceptance", "returned"} <= made
