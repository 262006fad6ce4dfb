"""A sandbox application in this process, called over WSGI without a socket."""

import io
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

import pytest
from gmssl_pyx import sm2_key_generate, sm2_sign_sm3_digest, sm3_hash, sm3_hmac

from sandbox.app import Application
from sandbox.settings import read_settings
from sandbox.state import State, start_state

FAST = '{"police": [0.02, 0.05], "": [0.01, 0.02]}'
SIGNER = b"1234567812345678"
CURVE = bytes.fromhex(
    "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93"
    "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0"
)


@dataclass
class Got:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Caller:
    """Calls an application; signs as the platform unless told not to."""

    state: State
    application: Application
    key: tuple[bytes, bytes] = field(default_factory=sm2_key_generate)

    def send(self, method: str, path: str, data: bytes = b"", headers: dict[str, str] | None = None) -> Got:
        plain, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": plain.encode().decode("latin-1"),
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(data)),
            "HTTP_HOST": "127.0.0.1:8000",
            "wsgi.input": io.BytesIO(data),
            **{"HTTP_" + name.upper().replace("-", "_"): value for name, value in (headers or {}).items()},
        }
        seen: dict[str, Any] = {}

        def start(status: str, given: list[tuple[str, str]]) -> None:
            seen.update(status=int(status.split()[0]), headers=dict(given))

        body: Iterable[bytes] = self.application(environ, start)
        return Got(seen["status"], seen["headers"], b"".join(body))

    def signature(self, method: str, path: str, data: bytes, **over: str) -> dict[str, str]:
        stamp, nonce = over.get("stamp", str(int(time.time()))), over.get("nonce", token_hex(16))
        text = "\n".join((method, path, sm3_hash(data).hex(), stamp, nonce))
        secret = over.get("secret", self.state.secrets["app_secret"]).encode()
        app = self.state.secrets["app_id"]
        return {"X-App-Id": app, "X-Timestamp": stamp, "X-Nonce": nonce, "X-Signature": sm3_hmac(secret, text.encode()).hex()}

    def call(self, method: str, path: str, body: Any = None) -> Got:
        data = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        return self.send(method, path, data, self.signature(method, path, data))

    def control(self, path: str, body: Any) -> Got:
        return self.send("POST", f"/control/{path}", json.dumps(body).encode(), {"X-Sandbox-Control": "1"})

    def form(self, path: str, headers: dict[str, str] | None = None, **fields: str) -> Got:
        return self.send("POST", path, urlencode(fields).encode(), headers)

    def draw(self, resource: str, keys: dict[str, str], fields: list[str], cause: str = "办理出生一件事") -> Got:
        body = {"keys": keys, "use_cause": cause, "case": "C1", "item": "i", "fields": fields}
        return self.call("POST", f"/{resource.split('.')[0]}/v1/resources/{resource}", body)

    def envelope(self, package: dict[str, Any]) -> dict[str, str]:
        public, private = self.key
        content = json.dumps(package, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        z = sm3_hash((len(SIGNER) * 8).to_bytes(2, "big") + SIGNER + CURVE + public)
        der = sm2_sign_sm3_digest(private, sm3_hash(z + content.encode()))
        first = der[4 : 4 + der[3]]
        second = der[6 + der[3] :]
        value = int.from_bytes(first, "big").to_bytes(32, "big") + int.from_bytes(second, "big").to_bytes(32, "big")
        return {"content": content, "digest": sm3_hash(content.encode()).hex(), "signature": value.hex(), "key_id": "k1"}

    def register(self, department: str) -> None:
        assert self.call("POST", f"/{department}/v1/keys", {"key_id": "k1", "public_key": self.key[0].hex()}).status == 201

    def submit(self, department: str, package_id: str, wants: list[str], facts: dict[str, Any], **more: str) -> Got:
        package = {
            "id": package_id,
            "department": department,
            "case": "C1",
            "item": "some-item",
            "member": "",
            "region": "370783",
            "wants": wants,
            "facts": facts,
            **more,
        }
        return self.call("POST", f"/{department}/v1/packages", self.envelope(package))

    def wait_answer(self, department: str, package_id: str) -> dict[str, Any]:
        for _ in range(400):
            got = self.call("GET", f"/{department}/v1/packages/{package_id}").json
            if got["state"] == "answered":
                answer: dict[str, Any] = got["answer"]
                return answer
            time.sleep(0.01)
        raise AssertionError("no answer came")


def make_caller(home: Path | None) -> Caller:
    env = {"SANDBOX_DELAYS": FAST, "SANDBOX_TODAY": "2026-11-24", **({"SANDBOX_HOME": str(home)} if home else {})}
    state = start_state(read_settings(env))
    return Caller(state, Application(state))


@pytest.fixture
def caller(tmp_path: Path) -> Caller:
    return make_caller(tmp_path)


@pytest.fixture(scope="session")
def world_state() -> State:
    return make_caller(None).state
