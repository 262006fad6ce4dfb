"""Everything that is held about a person in one file: a ZIP with `data.json`, a page to read it by, certificates and papers.

The same content gives the same bytes: names are sorted and every entry bears the export's own moment.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Any

_STYLE = (
    "body{font:16px/1.7 sans-serif;max-width:52em;margin:2em auto;padding:0 1em;color:#16211e}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.3em .6em .3em 0;border-bottom:1px solid #cfd6d3}th{font-weight:400;color:#4b5a55}"
    "h2{margin-top:2em}.sub{color:#4b5a55}"
)
_FROM = {
    "sign_in": "登录时认证过的 verified at sign-in",
    "resource": "",
    "certificate": "",
    "typed": "你填的 typed by you",
    "corrected": "你改过的 changed by you",
    "paper": "从你的材料读出，你确认过 read off your paper, confirmed by you",
    "item": "部门办出来的 a department's result",
    "photograph": "你拍的 photographed by you",
    "standard": "规定 the standard",
}


def render_export(data: Mapping[str, Any], files: Mapping[str, bytes], at: datetime) -> bytes:
    """The ZIP. data: as `queries/portal_data.collect_matter` writes each of `matters`, beside `account` and `at`; files: name → content."""
    page = render_page(data, sorted(files))
    plain = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode()
    entries = {"data.json": plain, "index.html": page.encode(), **files}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(entries):
            info = zipfile.ZipInfo(name, at.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(info, entries[name])
    return out.getvalue()


def render_page(data: Mapping[str, Any], files: list[str]) -> str:
    """The page: one section for the account, one for each matter, one for the files."""
    account = "".join(_line(name, value) for name, value in data["account"].items() if value)
    links = "".join(f'<li><a href="{escape(name)}">{escape(name)}</a></li>' for name in files)
    return (
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>我的数据 My data</title><style>{_STYLE}</style></head><body>'
        f'<h1>我的数据 <span class="sub">My data</span></h1><p>{escape(str(data["at"]))}</p>'
        f"<h2>账号 Account</h2><table>{account}</table>{''.join(_matter(one) for one in data['matters'])}"
        f"<h2>文件 Files</h2><ul>{links}</ul></body></html>"
    )


_BECAME = {
    "open": "部门正在核对 being looked into",
    "corrected": "已更正，现在是 corrected, now",
    "upheld": "维持原样，理由 kept as it is, because",
}


def _matter(one: Mapping[str, Any]) -> str:
    held = "".join(_line(f"{_say(row['of'])} {row['member']} · {_say(row['what'])}", _value(row), _origin(row)) for row in one["held"])
    asked = "".join(_line(row["at"], f"{_say(row['party'])} · {_say(row['source'])}", _list(row["fields"])) for row in one["asked"])
    read = "".join(_line(row["at"], row["department"] or row["kind"], row["purpose"]) for row in one["read"])
    wrong = "".join(_objection(row) for row in one["objections"])
    wrong = f"<h3>要求更正 Corrections asked for</h3><table>{wrong}</table>" if wrong else ""
    for name, title in (("appeals", "行政复议 Appeals"), ("complaints", "投诉 Complaints")):
        rows = "".join(_said(row) for row in one.get(name, ()))
        wrong += f"<h3>{title}</h3><table>{rows}</table>" if rows else ""
    kept = f"<p>保存到 kept until {escape(one['kept_until'])}（{escape(one['kept_grade'])}：示例 example）</p>" if one["kept_until"] else ""
    gone = "<p>数据已经删除 The data was erased.</p>" if one["erased_at"] else ""
    return (
        f'<h2>{_say(one["theme"])} <span class="sub">{escape(one["number"] or "")} {escape(one["state"])}</span></h2>{kept}{gone}'
        f"<h3>存了什么 What is held</h3><table>{held}</table>{wrong}<h3>向谁取过 Asked of</h3><table>{asked}</table>"
        f"<h3>谁看过 Read by</h3><table>{read}</table>"
    )


def _objection(row: Mapping[str, Any]) -> str:
    said = f"应该是 should be: {row['should_be']}" + (f"（{row['remark']}）" if row["remark"] else "")
    became = f"{_plain(row['department'])} {(row['answered_at'] or row['asked_at'])[:16].replace('T', ' ')} {_BECAME[row['state']]}"
    return _line(f"{_plain(row['of'])} {row['member']} · {_plain(row['what'])}", said, f"{became} {row['answer']}".rstrip())


def _said(row: Mapping[str, Any]) -> str:
    """What a person said, and what was answered."""
    return _line(
        f"{_plain(row['what'])} {row['at'][:16].replace('T', ' ')}", row["said"], " / ".join(one["text"] for one in row["answers"])
    )


def _line(*cells: str) -> str:
    first, *rest = (escape(str(cell)) for cell in cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'


def _value(row: Mapping[str, Any]) -> str:
    return "没有 none" if row["value"] is None else str(row["value"])


def _origin(row: Mapping[str, Any]) -> str:
    where = " · ".join(part for part in (_plain(row["provider"]), _plain(row["source"])) if part) or _FROM.get(row["from"], "")
    basis = f"；依据 {row['basis']['text']}（{row['basis']['grade']}）" if row["basis"] and row["basis"]["text"] else ""
    return f"{where} {(row['since'] or '')[:16].replace('T', ' ')}{basis}"


def _plain(text: Mapping[str, str]) -> str:
    return text.get("zh", "")


def _say(text: Mapping[str, str]) -> str:
    return escape(_plain(text))


def _list(texts: list[Mapping[str, str]]) -> str:
    return "、".join(_plain(text) for text in texts)
