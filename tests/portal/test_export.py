"""The export's page says what the data says, and nothing that was typed is taken for markup."""

from datetime import datetime, timedelta, timezone

from shuangquan.papers.export import render_export, render_page

FACT = {
    "of": {"zh": "母亲", "en": "Mother"},
    "member": "",
    "what": {"zh": "姓名", "en": "Name"},
    "form": "claimed",
    "value": "<script>x</script>",
    "from": "typed",
    "source": {},
    "provider": {},
    "since": "2026-11-24T10:21:00+08:00",
    "basis": {"text": "法 & 条例", "grade": "K"},
}
WRONG = {
    "of": {"zh": "母亲", "en": "Mother"},
    "member": "",
    "what": {"zh": "姓名", "en": "Name"},
    "department": {"zh": "公安", "en": "Police"},
    "asked_at": "2026-11-24T10:21:00+08:00",
    "should_be": "周<若>岚",
    "remark": "户口本上是对的",
    "state": "corrected",
    "answer": "现在是周<若>岚",
    "answered_at": "2026-11-25T09:00:00+08:00",
}
MATTER = {
    "theme": {"zh": "出生一件事", "en": "A child is born"},
    "number": "SQ1",
    "state": "completed",
    "kept_until": "2036-11-24",
    "kept_grade": "U",
    "erased_at": None,
    "held": [FACT],
    "objections": [WRONG],
    "asked": [],
    "read": [],
}
DATA = {"at": "2026-11-24", "account": {"name": "王 & 芳"}, "matters": [MATTER]}
AT = datetime(2026, 11, 24, 10, 21, tzinfo=timezone(timedelta(hours=8)))


def test_what_was_typed_is_text() -> None:
    page = render_page(DATA, ["certificates/a&b.pdf"])
    assert "<script>" not in page
    for shown in (
        "&lt;script&gt;x&lt;/script&gt;",
        "王 &amp; 芳",
        "法 &amp; 条例（K）",
        "2036-11-24（U：示例 example）",
        "certificates/a&amp;b.pdf",
        "应该是 should be: 周&lt;若&gt;岚（户口本上是对的）",
        "公安 2026-11-25 09:00 已更正，现在是 corrected, now 现在是周&lt;若&gt;岚",
    ):
        assert shown in page


def test_the_same_data_gives_the_same_bytes() -> None:
    files = {"papers/b.pdf": b"%PDF-b", "papers/a.pdf": b"%PDF-a"}
    assert render_export(DATA, files, AT) == render_export(DATA, dict(reversed(files.items())), AT)
