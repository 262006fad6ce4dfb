"""行政复议申请书: the applicant's own paper, prefilled with what the case holds, to be signed and handed in elsewhere."""

from datetime import datetime

from shuangquan.core.cases.appeal_state import Weighed
from shuangquan.core.cases.appeals import AGAINST
from shuangquan.core.cases.case import Case
from shuangquan.core.credentials.masks import say_date
from shuangquan.core.notices.documents import Document
from shuangquan.core.standard.plan import PlanItem
from shuangquan.core.words.names import Var
from shuangquan.core.words.text import Text

TITLE = Text("行政复议申请书", "Application for reconsideration")
_LABELS = (("name", "申请人"), ("plate", "号牌"), ("id_number", "证件号码"), ("uscc", "统一社会信用代码"), ("phone", "联系电话"))


def make_letter(case: Case, item: PlanItem, weighed: Weighed, paper: str, number: str, at: datetime, text: str) -> Document:
    """The letter. paper: number of the document that told the decision; number: what people call the case; text: reasons, may be empty."""
    who = ((label, case.value(Var(case.signed_in, fact))) for fact, label in _LABELS)
    rows = [(label, str(value)) for label, value in who if value is not None]
    rows += [
        ("被申请人", item.department_name.zh),
        ("事项", item.name.zh),
        ("办件编号", number),
        ("不服的决定", f"{AGAINST[weighed.against].zh}（{say_date(weighed.at.date())}）"),
    ]
    if paper:
        rows.append(("决定文书编号", paper))
    lines = (
        f"申请人不服{item.department_name.zh}就“{item.name.zh}”作出的{AGAINST[weighed.against].zh}，申请行政复议。",
        "请求：　　　　　　　　　　　　　　　　　　　　" if not text else "事实和理由：",
        *(text.splitlines() if text else ("事实和理由（可以另附页）：", "　", "　", "　")),
        "附：决定文书、身份证件复印件。",
        "申请人（签名）：",
    )
    return Document("letter", "letter", TITLE, number, "行政复议机关", at, "", "", lines, tuple(rows), item.id, "", item.name)
