"""The console's pages: who gets in, what they show, and a standard taken from a draft to online by three people."""

import re

import pytest
from django.test import Client

from shuangquan.actions.standards import load_online
from shuangquan.records.drafts import find_drafts, find_saved
from shuangquan.records.plans import find_online_bundle
from tests.attacks.places import Page
from tests.console.conftest import FILE, THEME, Author, append_author, read_shipped, work_all
from tests.desk.conftest import append_officer

OLD_NAME, NEW_NAME = "新生儿", "新生宝宝"


@pytest.fixture
def staff(online: str) -> str:
    append_author("wen", "editor")
    append_author("zhu", "owner")
    append_author("liu", "owner", "editor")
    return online


def begin(author: Author) -> str:
    """The address of a new draft."""
    author.post("/console/drafts/", title="换个说法")
    assert author.status == 200 and author.path.startswith("/console/drafts/"), author.text
    return author.path


def save(author: Author, draft: str, text: str, seen: int = 0, path: str = FILE) -> Author:
    return author.part(f"{draft}edit", {"file": path, "seen": seen, "text": text})


def test_only_editors_and_owners_get_in(staff: str) -> None:
    append_officer("han", "police")
    append_officer("both", "police", roles=("officer", "clerk"))
    for stranger in (Client(), Author("han").client, Author("both").client):
        answer = stranger.get("/console/")
        assert answer.status_code == 302 and answer.headers["Location"] == "/console/login?next=%2Fconsole%2F"
    assert Author("han").status == 403
    assert Author("wen").get("/console/").status == 200
    desk = Author("wen").client.get("/desk/")
    assert desk.status_code == 302 and desk.headers["Location"].startswith("/desk/login")


def test_an_officer_who_is_also_an_editor_acts_as_an_editor_here(online: str) -> None:
    append_officer("many", "police", "370783", roles=("officer", "editor"))
    author = Author("many")
    draft = begin(author)
    assert find_drafts()[0].created_by.startswith("staff-") and draft
    bundle = f"/console/versions/{online}/"
    assert author.post(f"{bundle}sign").status == 403


def test_the_list_counts_what_is_online(staff: str) -> None:
    author = Author("wen").get("/console/")
    name = load_online().themes[THEME].name.zh
    assert name in author.text and "正在从方案里数" in author.text and staff[:8] in author.text
    work_all()
    author.part("/console/figures")
    assert "正在" not in author.text and re.search(r"<b>\d", author.text)
    assert "<html" not in author.text
    author.get("/console/figures")
    assert author.path == "/console/" and "<html" in author.text


def test_a_theme_shows_its_plan_its_examples_and_its_versions(staff: str) -> None:
    author = Author("wen").get(f"/console/themes/{THEME}/")
    assert "正在算方案" in author.text and "正在把每个例子走一遍" in author.text
    work_all()
    author.get(f"/console/themes/{THEME}/")
    assert "问人的" in author.text and "取来的" in author.text and "<svg" in author.text and "已证明不能再少" in author.text
    count = len(load_online().examples[THEME])
    assert author.text.count("和写的一样") == count
    author.part(f"/console/themes/{THEME}/plan?region=370783&s.married=false")
    work_all()
    author.part(f"/console/themes/{THEME}/plan?region=370783&s.married=false")
    assert re.search(r'value="false" selected', author.text) and 'value="370783" selected' in author.text
    assert Author("zhu").get("/console/themes/no-such-theme/").status == 404


@pytest.mark.heavy
def test_a_standard_from_draft_to_online(staff: str) -> None:
    wen, zhu, liu = Author("wen"), Author("zhu"), Author("liu")
    draft, text = begin(wen), read_shipped()[FILE]
    save(wen, draft, text.replace(OLD_NAME, NEW_NAME))
    assert wen.status == 200 and "第 1 版" in wen.text and 'id="seen" value="1" hx-swap-oob' in wen.text and "正在核对" in wen.text
    wen.post(f"{draft}mature")
    assert wen.status == 422 and "还在核对" in wen.text
    work_all()
    wen.get(draft)
    assert "例子都走得通" in wen.text and "涉及的人和物有改动" in wen.text
    wen.post(f"{draft}mature")
    assert wen.status == 200 and wen.path.startswith("/console/versions/") and "要标准负责人来签名" in wen.text
    bundle = wen.path
    assert wen.post(f"{bundle}sign").status == 403
    zhu.get(bundle).post(f"{bundle}sign")
    assert zhu.status == 422 and "还没有按来件量试算完" in zhu.text and 'href="/console/versions/' in zhu.text
    assert "试算完" in zhu.part(f"{bundle}gate").text
    work_all()
    assert "试算完" not in zhu.part(f"{bundle}gate").text
    zhu.part(f"{bundle}load")
    assert "守住时限" in zhu.text and "没有核实过" in zhu.text and 'name="arrivals"' in zhu.text
    assert "正在按来件量试算" in zhu.part(f"{bundle}load?arrivals=60&staff=x").text and "arrivals=60&amp;staff=2" in zhu.text
    zhu.get(bundle).post(f"{bundle}sign")
    assert zhu.status == 200 and "验过，对得上" in zhu.text and "你签的名，要请另一位" in zhu.text
    zhu.post(f"{bundle}publish", region="370000", since="")
    assert zhu.status == 422 and "签名的人不能自己上线" in zhu.text and find_online_bundle() == staff
    liu.get(bundle).post(f"{bundle}publish", region="370000", since="明天")
    assert liu.status == 422 and "2026-12-01 09:00" in liu.text and 'value="明天"' in liu.text
    liu.post(f"{bundle}publish", region="370000", since="")
    assert liu.status == 200 and "在线" in liu.text and staff[:8] in liu.text and liu.text.count("验过，对得上") == 2
    assert find_online_bundle() == bundle.split("/")[3]
    assert "已经收了" in wen.get(draft).text and not find_drafts()
    assert Author("wen").get(f"/console/versions/{staff}/").status == 200


def test_findings_stand_beside_the_text_by_file_and_line(staff: str) -> None:
    wen = Author("wen")
    draft, text = begin(wen), read_shipped()[FILE]
    save(wen, draft, text + "no_such_key: <script>1</script>\n")
    work_all()
    line = len(text.splitlines()) + 1
    wen.part(f"{draft}check?file={FILE}")
    assert f'data-line="{line}" data-file="{FILE}"' in wen.text and "改法：" in wen.text
    wen.get(f"{draft}edit?file={FILE}&line={line}")
    assert f'data-line="{line}"' in wen.text and "<script>1" not in wen.text and "&lt;script&gt;1" in wen.text


def test_the_second_of_two_editors_is_told_and_loses_nothing(staff: str) -> None:
    wen, liu = Author("wen"), Author("liu")
    draft, text = begin(wen), read_shipped()[FILE]
    wen.get(f"{draft}edit?file={FILE}")
    save(liu, draft, text + "# theirs\n")
    save(wen, draft, text + "# mine\n")
    assert wen.status == 409 and "第 1 版" in wen.text and "没有丢" in wen.text and 'id="seen"' not in wen.text
    assert re.search(r"去掉 </span># theirs", wen.text) and re.search(r"新的 </span># mine", wen.text), "both texts are kept and shown"
    wen.post(f"{draft}edit", file=FILE, seen=0, text=text + "# mine\n")
    assert wen.status == 409 and "# mine" in wen.text and "<html" in wen.text
    assert "# theirs" in wen.get(f"{draft}version?file={FILE}&number=1").text
    save(wen, draft, text + "# mine\n", 1)
    assert wen.status == 200
    saved = find_saved(draft.split("/")[3])[FILE]
    assert saved.version == 2 and "# mine" in saved.text
    assert "# theirs" in wen.get(f"{draft}version?file={FILE}&number=1").text
    assert wen.get(f"{draft}version?file={FILE}&number=7").status == 404
    assert "# theirs" not in wen.get(f"{draft}version?file={FILE}").text


def test_what_is_on_its_way_stands_beside_its_theme(staff: str) -> None:
    wen = Author("wen")
    draft, text = begin(wen), read_shipped()[FILE]
    assert "改到哪个主题" in wen.text
    save(wen, draft, text.replace(OLD_NAME, NEW_NAME))
    save(wen, draft, "theme: quite-new\n", path="quite-new/theme.yaml")
    wen.get("/console/")
    assert (
        wen.text.count(f'href="{draft}" title="换个说法"') == 2
        and "新主题，还没有上线" in wen.text
        and "改到各主题共用文件的" not in wen.text
    )
    save(wen, draft, read_shipped()["burden.yaml"] + "# more\n", path="burden.yaml")
    assert "改到各主题共用文件的" in wen.get("/console/").text
    assert draft in wen.get(f"/console/themes/{THEME}/").text


def test_a_draft_says_at_once_what_is_written_otherwise_then_what_it_comes_to(staff: str) -> None:
    wen = Author("wen")
    draft, text = begin(wen), read_shipped()[FILE]
    save(wen, draft, text.replace("limit: {working_days: 5", "limit: {working_days: 4"))
    wen.get(draft)
    assert "正在和线上的比" in wen.text and "正在核对，先看" in wen.text and "还在核对" in wen.text
    work_all()
    wen.part(f"{draft}differences")
    assert "缩短为4个工作日" in wen.text and "减轻" in wen.text and "正在从方案里数" in wen.text
    work_all()
    wen.part(f"{draft}differences")
    assert "群众负担的变化" in wen.text and "时限（天）" in wen.text and "正在" not in wen.text
    assert wen.part(f"{draft}check").text.count("例子都走得通") == 1
    path = f"{THEME}/examples.yaml"
    save(wen, draft, read_shipped()[path].replace("approve", "refer", 1), path=path)
    wen.part(f"{draft}check?file={path}")
    work_all()
    wen.part(f"{draft}check?file={path}")
    assert "正在核对其余的" in wen.text, "the themes that changed are looked at first"
    wen.get(draft)
    work_all()
    wen.part(f"{draft}check?file={path}")
    assert "错误" in wen.text and f'data-file="{path}"' in wen.text
    wen.part(f"{draft}gate")
    assert "去那一行" in wen.text and "examples.yaml" in wen.text
    wen.part(f"{draft}examples")
    assert "不一样" in wen.text and f"{draft}edit?file={THEME}%2Fexamples.yaml&amp;line=" in wen.text
    for part in ("check", "gate", "examples", "differences", "plan"):
        assert wen.get(f"{draft}{part}").path == draft, "anybody but the page itself is led to the page"


def test_a_version_is_shown_line_by_line(staff: str) -> None:
    wen = Author("wen")
    draft, text = begin(wen), read_shipped()[FILE]
    wen.get(f"{draft}version?file={FILE}&number=0")
    assert wen.status == 200 and "和草稿现在的一样" in wen.text
    save(wen, draft, text.replace(OLD_NAME, NEW_NAME))
    for which in ("0", "online"):
        wen.get(f"{draft}version?file={FILE}&number={which}")
        assert wen.text.count('<li class="new">') == wen.text.count('<li class="gone">') >= 1 and "行一样" in wen.text


def test_saving_without_script_keeps_the_page(staff: str) -> None:
    wen = Author("wen")
    draft, text = begin(wen), read_shipped()[FILE]
    wen.post(f"{draft}edit", file=FILE, seen=0, text=text + "# one\n")
    assert wen.status == 200 and wen.path.endswith(f"edit?file={FILE}") and "# one" in wen.text and "第 1 版" in wen.text
    wen.post(f"{draft}edit", file="../../etc/passwd.yaml", seen=0, text="x: 1")
    assert wen.status == 422 and "x: 1" in wen.text


def test_what_somebody_types_never_runs_and_leads_nowhere_else(staff: str) -> None:
    evil = "\"><img src=x onerror=alert(1)><script>alert(1)</script>' style="
    wen = Author("wen")
    wen.post("/console/drafts/", title=evil)
    draft = wen.path
    save(wen, draft, evil)
    work_all()
    addresses = ("/console/", draft, f"{draft}edit?file={FILE}", f"{draft}edit?file={evil}", f"{draft}version?file={FILE}&number=1")
    for address in (*addresses, f"/console/themes/{THEME}/?region={evil}&s.x={evil}&signed_in={evil}", f"/console/login?next={evil}"):
        wen.get(address)
        assert wen.status in (200, 404) and Page(wen.text).faults == [], address
    for elsewhere in ("//evil.example", "https://evil.example/", "/console//evil.example", "/\\evil.example", "/desk/"):
        answer = wen.client.post("/console/language", {"language": "zh", "next": elsewhere})
        assert answer.headers["Location"] == "/console/", elsewhere


def test_english_by_a_switch(staff: str) -> None:
    wen = Author("wen")
    wen.post("/console/language", language="en", next="/console/")
    for address in ("/console/", f"/console/themes/{THEME}/", begin(wen), f"/console/versions/{staff}/"):
        wen.get(address)
        work_all()
        wen.get(address)
        assert wen.status == 200 and '<html lang="en">' in wen.text
    assert "Life of a standard" in wen.get(begin(wen)).text


def test_a_draft_is_given_up_and_put_on_what_is_online(staff: str) -> None:
    wen = Author("wen")
    draft = begin(wen)
    assert wen.post(f"{draft}follow").path == draft
    assert wen.post(f"{draft}close").path == "/console/" and not find_drafts()
    save(wen, draft, "x: 1\n")
    assert wen.status == 422 and "已经收了" in wen.text
    for wrong in ("/console/drafts/01a20c00-0000-7000-8000-000000000000/", f"/console/versions/{'0' * 64}/"):
        assert wen.get(wrong).status == 404
    assert wen.post("/console/drafts/", title=" ").status == 422
