"""What every answer carries, and what a log line may hold."""

import json
import logging
import re
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings

from shuangquan.records.correlation import current_correlation
from shuangquan.site.logs import Correlation, JsonLines
from shuangquan.site.middleware import content_security, correlation


def test_health_and_headers(db: None, client: Client) -> None:
    response = client.get("/healthz", headers={"X-Request-ID": "from-the-proxy-1"})
    assert response.json() == {"state": "ok"}
    assert response["X-Request-ID"] == "from-the-proxy-1"
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "line\nbreak-1234", "<script>alert(1)</script>"])
def test_a_strange_request_id_is_replaced(given: str) -> None:
    seen = []

    def view(_request: HttpRequest) -> HttpResponse:
        seen.append(current_correlation())
        return HttpResponse()

    response = correlation(view)(RequestFactory().get("/", HTTP_X_REQUEST_ID=given))
    assert re.fullmatch("[0-9a-f]{32}", response["X-Request-ID"])
    assert seen == [response["X-Request-ID"]]
    assert current_correlation() == ""


@override_settings(FORM_ORIGINS=["https://pay.example"])
def test_forms_lead_to_named_partners_only() -> None:
    response = content_security(lambda _: HttpResponse())(RequestFactory().get("/"))
    assert "form-action 'self' https://pay.example;" in response["Content-Security-Policy"]


def test_static_files_with_a_hash_are_kept_and_others_asked_for_again(client: Client, tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "app.0123456789ab.css").write_text("a{}")
    (tmp_path / "css" / "app.css").write_text("a{}")
    (tmp_path.parent / "secret.txt").write_text("no")
    with override_settings(STATIC_ROOT=tmp_path):
        hashed = client.get("/static/css/app.0123456789ab.css")
        assert b"".join(hashed) == b"a{}"
        assert hashed["Content-Type"] == "text/css"
        assert "immutable" in hashed["Cache-Control"]
        plain = client.get("/static/css/app.css")
        assert b"".join(plain) == b"a{}"
        assert plain["Cache-Control"] == "public, no-cache"
        assert client.get("/static/css/none.css").status_code == 404
        assert client.get("/static/../secret.txt").status_code in (400, 404)


def _line(record: logging.LogRecord) -> dict[str, object]:
    Correlation().filter(record)
    line: dict[str, object] = json.loads(JsonLines().format(record))
    return line


def test_a_log_line_holds_codes_and_no_stranger() -> None:
    record = logging.LogRecord("shuangquan.actions.cases", logging.INFO, "", 0, "decided", (), None)
    record.case, record.status, record.name_of_person = "c-1", 200, "王芳"
    line = _line(record)
    assert (line["message"], line["case"], line["status"]) == ("decided", "c-1", 200)
    assert "王芳" not in json.dumps(line, ensure_ascii=False)


def test_an_exception_is_logged_without_what_it_says() -> None:
    try:
        raise ValueError("379901199003070028 is not a name")
    except ValueError as error:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 0, "Internal Server Error: %s", ("/x/token",), (ValueError, error, error.__traceback__)
        )
    line = _line(record)
    assert line["error"] == "ValueError"
    assert "test_middleware.py" in str(line["trace"])
    assert "379901" not in json.dumps(line)
    assert "token" not in json.dumps(line)
