"""Guessing and flooding: counted in the database for all web processes together, under names that tell nobody who."""

import threading
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from shuangquan.actions.limiting import RATES, check_rate, name_address
from shuangquan.actions.upkeep import sweep
from shuangquan.core.words.errors import Refusal
from shuangquan.records.clock import now, stopped_at
from shuangquan.records.models import Throttle
from shuangquan.records.throttle import KEPT, Rate, append_failure, append_try, find_wait
from shuangquan.site.doorstep import visitor_address
from tests.conftest import Clones
from tests.desk.conftest import PASSWORD, append_officer, find_code
from tests.portal.ports import World


def guess(username: str, address: str = "192.0.2.1", password: str = "wrong", code: str = "000000") -> int:
    data = {"username": username, "password": password, "code": code}
    return Client().post("/desk/login", data, REMOTE_ADDR=address).status_code


def test_passwords_of_many_accounts_are_not_tried_from_one_address(db: None) -> None:
    """One try at each of many names gets past a count by name."""
    append_officer("han", "police")
    with stopped_at(now()):
        found = [guess(f"name-{n}") for n in range(RATES["staff"].most + 5)]
        assert found == [422] * RATES["staff"].most + [429] * 5
        assert guess("han", password=PASSWORD, code=find_code()) == 429, "not even the right secrets, for the time being"
        assert guess("han", "198.51.100.7", PASSWORD, find_code()) == 303, "elsewhere they do"


def test_codes_of_one_account_are_not_tried_from_many_addresses(db: None) -> None:
    append_officer("han", "police")
    found = [guess("han", f"192.0.2.{n}", PASSWORD, f"{n:06d}") for n in range(12)]
    assert found[0] == 422 and set(found[1:]) <= {422, 429} and found.count(429) >= 8


def test_names_that_exist_are_answered_as_those_that_do_not(db: None) -> None:
    append_officer("han", "police")
    with stopped_at(now()):
        for username in ("han", "nobody"):
            assert [guess(username, f"192.0.2.{n}") for n in range(3)] == [422, 429, 429], username


def test_a_name_of_megabytes_or_with_odd_characters_is_only_a_wrong_name(db: None) -> None:
    for nth, username in enumerate(("a" * 1_000_000, "' or 1=1 --", "\ud800", "%00", "<script>", "韩" * 500)):
        assert guess(username.encode("utf-8", "replace").decode(), f"192.0.2.{nth}") == 422
    assert guess("a", "192.0.2.99", "p" * 1_000_000, "1" * 1_000_000) == 422
    assert guess("han\0", "192.0.2.100") == 400


def test_links_are_not_tried_without_end(world: World) -> None:
    client = Client()
    found = [client.get(f"/v/{n:032d}").status_code for n in range(RATES["verify"].most + 3)]
    assert found == [404] * RATES["verify"].most + [429] * 3
    assert client.get(f"/v/{0:032d}.json").status_code == 429, "both doors count together"
    assert Client().get(f"/v/{0:032d}", REMOTE_ADDR="198.51.100.7").status_code == 404


def test_files_are_not_verified_without_end(world: World) -> None:
    client = Client()
    found = [client.post("/verify/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-")}).status_code for _ in range(RATES["file"].most + 2)]
    assert found == [422] * RATES["file"].most + [429] * 2


def test_sign_ins_are_not_begun_without_end(world: World) -> None:
    client = Client()
    for _ in range(RATES["sign-in"].most):
        check_rate("sign-in", "127.0.0.1")
    before = Session.objects.count()
    assert client.get("/sign-in/").status_code == 429
    assert Session.objects.count() == before, "and no session is made for it"


def test_several_processes_count_together(make_clone: Clones, committed_db: str) -> None:
    """Threads have connections of their own, as processes have."""
    rate, found = Rate("t", 10, 3600), list[int]()

    def work() -> None:
        found.extend(append_try(rate, "x") for _ in range(5))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(wait > 0 for wait in found) == [False] * 10 + [True] * 10
    assert find_wait(rate, "x") > 0 and find_wait(rate, "y") == 0


def test_a_window_ends_and_failures_wait_longer_and_longer(db: None) -> None:
    rate, moment = Rate("t", 1, 60), now()
    with stopped_at(moment):
        assert append_try(rate, "x") == 0 and 0 < append_try(rate, "x") <= 60
    with stopped_at(moment + timedelta(seconds=61)):
        assert append_try(rate, "x") == 0
    waits = []
    for _ in range(14):
        with stopped_at(moment):
            assert append_failure("f", "x") == 0
            waits.append(append_failure("f", "x"))
        moment += timedelta(seconds=waits[-1])
    assert waits[:5] == [2, 4, 8, 16, 32] and max(waits) == 3600


def test_the_table_tells_nobody_who(world: World) -> None:
    client = Client()
    client.get("/v/" + "a" * 32, REMOTE_ADDR="203.0.113.77")
    guess("han-of-the-police", "203.0.113.77")
    rows = list(Throttle.objects.all())
    assert len(rows) >= 2
    for row in rows:
        held = repr(bytes(row.key)) + bytes(row.key).hex()
        assert len(bytes(row.key)) == 32 and "203.0.113" not in held and b"203.0.113.77".hex() not in held and b"han-of".hex() not in held


def test_what_is_over_is_swept_away(world: World) -> None:
    client = Client()
    client.get("/sign-in/?next=/my/")
    Session.objects.update(expire_date=now() - timedelta(minutes=1))
    assert Throttle.objects.count() == 1
    assert sweep() == 1 and not Session.objects.exists()
    with stopped_at(now() + KEPT + timedelta(hours=1)):
        assert sweep() == 1 and not Throttle.objects.exists()


HOUSE = "2001:db8:1:2::/64"


@pytest.mark.parametrize(
    ("address", "named"),
    [
        *(("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("", "unknown"), ("x", "unknown")),
        *(("2001:db8:1:2:aaaa::1", HOUSE), ("2001:db8:1:2:bbbb::9", HOUSE)),
    ],
)
def test_an_address_counts_under_one_name(address: str, named: str) -> None:
    assert name_address(address) == named


def _seen(proxies: int, passed: str) -> str:
    found: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        found.append(request.META["REMOTE_ADDR"])
        return HttpResponse()

    with override_settings(PROXIES=proxies):
        visitor_address(view)(RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=passed))
    return found[0]


def test_nobody_says_himself_where_he_calls_from() -> None:
    assert _seen(0, "203.0.113.5") == "10.0.0.9", "without a proxy the header is a visitor's word"
    assert _seen(1, "203.0.113.5") == "203.0.113.5"
    assert _seen(1, "1.2.3.4, 203.0.113.5") == "203.0.113.5", "what stands before the proxy's own entry is a visitor's word"
    assert _seen(2, "1.2.3.4, 203.0.113.5, 10.0.0.8") == "203.0.113.5"
    for odd in ("", "x", "1.2.3.4\n", "203.0.113.5, '; drop"):
        assert _seen(1, odd) in ("10.0.0.9", "1.2.3.4")


def test_a_limit_says_when_to_come_back(db: None) -> None:
    with pytest.raises(Refusal, match=r"request\.limited") as caught:
        for _ in range(RATES["file"].most + 1):
            check_rate("file", "192.0.2.1")
    assert caught.value.data["minutes"] == 1
