"""A sweep finds who is entitled; they take it by one tap or say no; nobody is offered the same twice."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from shuangquan.actions import sweeping
from shuangquan.actions.acting import acting_system
from shuangquan.actions.sweeping import Progress, sweep_theme
from shuangquan.core.words.errors import Refusal
from shuangquan.records import vault
from shuangquan.records.cases import load_case
from shuangquan.records.clock import stopped_at
from shuangquan.records.context import SYSTEM_CLAIMS, enter_context
from shuangquan.records.models import Case, Certificate, Offer, Sweep, SweepChunk
from shuangquan.records.population import NoPopulation
from shuangquan.records.sweeps import append_chunk
from tests.portal.conftest import NOW, Browser
from tests.portal.ports import FakeShare, World, make_id
from tests.records.made import certificate

pytestmark = pytest.mark.database
THEME = "elder-allowance"
BORN = date(1944, 2, 1)


def write(path: Path, rows: list[tuple[Any, ...]]) -> Path:
    """A population: id_number, region, birth_date, registered, allowance_since; everybody is called 钱老先."""
    with duckdb.connect() as engine:
        columns = "id_number TEXT, region TEXT, birth_date DATE, registered BOOLEAN, allowance_since DATE"
        engine.execute(f"CREATE TABLE p ({columns}, name TEXT DEFAULT '钱老先')")
        engine.executemany("INSERT INTO p VALUES (?, ?, ?, ?, ?, DEFAULT)", rows)
        engine.execute(f"COPY p TO '{path}' (FORMAT parquet)")
    return path


@pytest.fixture
def people(world: World, tmp_path: Path) -> Path:
    """The mother and the father are old here; forty others are not, or receive it already."""
    old = [(world.family.mother, "370783", BORN, True, None), (world.family.father, "370783", BORN, None, None)]
    young = [(make_id(date(1990, 1, 1), n), "370783", date(1990, 1, 1), True, None) for n in range(1, 31)]
    paid = [(make_id(BORN, n), "370783", BORN, True, date(2024, 2, 1)) for n in range(1, 11)]
    return write(tmp_path / "people.parquet", [*young, *old, *paid])


@pytest.fixture
def elders(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The registers know whoever asks as old, registered, and with an account."""
    found = FakeShare._find

    def answer(self: FakeShare, source: str, keys: Mapping[str, str]) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
        if source == "police.population":
            record, more = found(self, source, keys)
            return {**(record or {}), "subject.birth_date": BORN.isoformat(), "subject.registered": True}, more
        if source == "hr.card-accounts":
            return {"subject.card_account": "6217000000000000003"}, []
        return found(self, source, keys)

    monkeypatch.setattr(FakeShare, "_find", answer)
    yield


def quiet(_now: Progress) -> None:
    """Nobody looks."""


def rows() -> list[Any]:
    with enter_context(SYSTEM_CLAIMS):
        return list(Offer.objects.order_by("state").values_list("state", "missing"))


def test_a_sweep_offers_once_and_says_which_fact_is_missing(people: Path) -> None:
    told: list[Progress] = []
    swept = sweep_theme(THEME, people, told.append, 10)
    assert (swept.people, swept.entitled, swept.doubtful, swept.parts, swept.went_on) == (42, 1, 1, 5, 0)
    assert swept.missing == {"elder.registered": 1}
    assert [(one.done, one.parts) for one in told] == [(n, 5) for n in range(1, 6)]
    assert rows() == [("doubt", ["elder.registered"]), ("offered", [])]
    again = sweep_theme(THEME, people, quiet, 10)
    assert (again.went_on, again.entitled) == (5, 1) and len(rows()) == 2


def test_a_sweep_goes_on_where_it_was_cut_off(people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, seen = append_chunk, list[str]()

    def break_off(sweep: str, theme: str, chunk: str, *rest: Any) -> None:
        if len(seen) == 3:
            raise KeyboardInterrupt
        seen.append(chunk)
        kept(sweep, theme, chunk, *rest)

    monkeypatch.setattr(sweeping, "append_chunk", break_off)
    with pytest.raises(KeyboardInterrupt):
        sweep_theme(THEME, people, quiet, 10)
    assert SweepChunk.objects.count() == 3 and Sweep.objects.get().finished_at is None
    monkeypatch.setattr(sweeping, "append_chunk", kept)
    swept = sweep_theme(THEME, people, quiet, 10)
    assert (swept.went_on, swept.people, swept.entitled, swept.doubtful) == (3, 42, 1, 1) and len(rows()) == 2


def test_a_population_that_is_none_is_refused(world: World, tmp_path: Path) -> None:
    with pytest.raises(NoPopulation, match="没有找到"):
        sweep_theme(THEME, tmp_path / "none.parquet", quiet)
    with duckdb.connect() as engine:
        engine.execute(f"COPY (SELECT 1 AS one) TO '{tmp_path / 'bad.parquet'}' (FORMAT parquet)")
    with pytest.raises(NoPopulation, match="缺少列：id_number、region、name"):
        sweep_theme(THEME, tmp_path / "bad.parquet", quiet)
    for theme in ("newborn", "freight"):
        with pytest.raises(Refusal, match=r"sweep\.nothing"):
            sweep_theme(theme, tmp_path / "bad.parquet", quiet)


def test_one_tap_opens_signs_and_submits(people: Path, elders: None) -> None:
    sweep_theme(THEME, people, quiet)
    phone = Browser("mother")
    page = phone.get("/").text
    assert "为你找到的" in page and "年满八十周岁" in page and "高龄津贴一件事" in page and "出生日期不晚于" in page and "公安" in page
    (take,) = re.findall(r'action="(/offers/[0-9a-f-]+/confirm)"', page)
    done = phone.post(take)
    assert "/case/" in done.path and done.status == 200, done.text[:500]
    with enter_context(SYSTEM_CLAIMS):
        case, offer = Case.objects.get(), Offer.objects.get(state="confirmed")
    assert case.state == "completed" and offer.case_id == case.id
    with acting_system():
        stored = load_case(str(case.id))
    assert stored is not None and [event.kind for event in stored.events].count("case.submitted") == 1
    assert phone.post(take).path == done.path, "pressed again, it is the same matter"
    assert "为你找到的" not in phone.get("/").text


def test_who_says_no_is_not_asked_again(people: Path, elders: None) -> None:
    sweep_theme(THEME, people, quiet)
    phone = Browser("mother")
    (no,) = re.findall(r'action="(/offers/[0-9a-f-]+/decline)"', phone.get("/").text)
    assert Browser("father").post(no).status == 422, "nobody answers for somebody else"
    assert "为你找到的" not in phone.post(no).text
    fresh = people.with_name("fresh.parquet")
    fresh.write_bytes(people.read_bytes())
    sweep_theme(THEME, fresh, quiet)
    assert "为你找到的" not in phone.get("/").text
    assert [state for state, _ in rows()] == ["declined", "doubt"]


def test_who_is_in_doubt_is_told_what_is_missing_and_may_go_on(people: Path, elders: None) -> None:
    sweep_theme(THEME, people, quiet)
    phone = Browser("father")
    page = phone.get("/").text
    assert "还缺：" in page and "去补上" in page
    (take,) = re.findall(r'action="(/offers/[0-9a-f-]+/confirm)"', page)
    assert "/case/" in phone.post(take).path


def hold_card(world: World, until: date) -> None:
    """The mother's disability card, issued by this house, ends on a day."""
    made = certificate(1)
    sealed = vault.seal_alone(b"token\n{}", f"certificate:{made.id}")
    with enter_context(SYSTEM_CLAIMS):
        Certificate.objects.create(
            home_region="370783", handling_region="370783", id=made.id, type="disability-card", identifier=f"C{until}", issuer="federation",
            item="", member="", holder_index=vault.blind_index("id_number", world.family.mother), token_hash=vault.token_hash(made.token),
            status="valid", status_at=NOW, issued_at=NOW, valid_to=until, digest=bytes(32), signature=bytes(64), signer="x",
            wrapped=sealed.wrapped.key, key_version=sealed.wrapped.version, ciphertext=sealed.ciphertext,
        )  # fmt: skip


def test_a_certificate_that_ends_soon_is_offered_once(world: World) -> None:
    for until in (date(2026, 12, 24), date(2027, 6, 1), date(2026, 11, 23)):  # soon, much later, ended already
        hold_card(world, until)
    swept = sweep_theme("disability", None, quiet)
    assert (swept.entitled, swept.doubtful) == (1, 0)
    page = Browser("mother").get("/").text
    assert "残疾人证将在 2026 年 12 月 24 日到期" in page and "现在办" in page
    with stopped_at(NOW + timedelta(days=1)):
        assert sweep_theme("disability", None, quiet).entitled == 1
    assert rows() == [("offered", [])], "told again the next day, it is the same offer"
