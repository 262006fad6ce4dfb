"""What the checker can say: every fault with its place, its sentence and how to mend it, in 中文 and English."""

from collections.abc import Mapping
from dataclasses import dataclass

from shuangquan.core.standard.sentences import CONDITION_SENTENCES, TEXT_SENTENCES, Sentence
from shuangquan.core.standard.sentences_checks import CHECK_SENTENCES
from shuangquan.core.standard.sentences_guardians import GUARDIAN_SENTENCES
from shuangquan.core.standard.sentences_kiosk import KIOSK_SENTENCES
from shuangquan.core.standard.sentences_members import MEMBER_SENTENCES
from shuangquan.core.standard.sentences_papers import PAPER_SENTENCES
from shuangquan.core.standard.sentences_regions import REGION_SENTENCES
from shuangquan.core.standard.sentences_running import RUNNING_SENTENCES
from shuangquan.core.words.text import Text

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written: file (relative to the standards folder) and line, from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or warning of a standard."""

    file: str
    line: int
    code: str
    message: Text
    mend: Text
    severity: str = ERROR


CODES: Mapping[str, Sentence] = {
    **TEXT_SENTENCES,
    **CONDITION_SENTENCES,
    **CHECK_SENTENCES,
    **REGION_SENTENCES,
    **PAPER_SENTENCES,
    **RUNNING_SENTENCES,
    **MEMBER_SENTENCES,
    **GUARDIAN_SENTENCES,
    **KIOSK_SENTENCES,
}
"""Every code, for the reference page and for the test that holds it to this table."""


_KINDS: Mapping[str, str] = {
    "name": "名称",
    "role": "角色",
    "fact": "数据元",
    "function": "函数",
    "parameter": "参数",
    "column": "列",
    "situation": "情形",
    "item": "事项",
    "certificate": "证照",
    "layout": "版式",
    "resource": "共享资源",
    "department": "部门",
    "type": "类型",
    "theme": "主题",
    "source": "来源",
    "option": "选项",
    "example": "例子",
    "region": "地区",
    "inquiry": "信息查询",
    "guardian": "监护关系",
}


def find_fault(place: Place, code: str, **data: str | int) -> Finding:
    """The finding of `code` at `place`. `near` becomes a "did you mean" in both languages."""
    sentence = CODES[code]
    fields: dict[str, str | int] = dict(data)
    fields.setdefault("kind_zh", _KINDS.get(str(fields.get("kind", "")), str(fields.get("kind", ""))))
    near = fields.get("near", "")
    fields["near_zh"] = f"，是不是 {near}？" if near else ""
    fields["near_en"] = f" — did you mean {near}?" if near else ""
    message = Text(sentence.zh.format(**fields), sentence.en.format(**fields))
    mend = Text(sentence.mend_zh.format(**fields), sentence.mend_en.format(**fields))
    return Finding(place.file, place.line, code, message, mend, sentence.severity)
