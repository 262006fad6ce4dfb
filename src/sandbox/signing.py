"""Who may call: an app id and an HMAC-SM3 over method, path, body, time and nonce. A replay is refused."""

import hmac
import threading
import time

from gmssl_pyx import sm3_hash, sm3_hmac

from sandbox.web import Problem, Request

SKEW = 300.0


class Gate:
    """Checks signatures of calls by one app.

    Headers: X-App-Id, X-Timestamp (seconds), X-Nonce (16 to 64 characters), X-Signature (hex). Signed text: method, path with
    query, hex SM3 of the body, timestamp and nonce, joined by newlines. `ahead`: calls of a program whose clock runs so many seconds
    ahead of ours are taken as well (SHUANGQUAN_CLOCK_OFFSET).
    """

    def __init__(self, app_id: str, secret: str) -> None:
        self._app = app_id
        self._secret = secret.encode()
        self._seen: dict[str, float] = {}
        self._lock = threading.Lock()
        self._swept = time.time()
        self.ahead = 0.0

    def check(self, request: Request) -> None:
        """Problem 401 not_signed | wrong_time | wrong_signature, 409 replayed."""
        stamp, nonce = request.header("X-Timestamp"), request.header("X-Nonce")
        if request.header("X-App-Id") != self._app or not 16 <= len(nonce) <= 64 or not stamp.isdigit():
            raise Problem(401, "not_signed")
        moment = time.time()
        if min(abs(moment + shift - int(stamp)) for shift in (0.0, self.ahead)) > SKEW:
            raise Problem(401, "wrong_time")
        query = str(request.environ.get("QUERY_STRING", ""))
        path = request.raw_path + (f"?{query}" if query else "")
        text = "\n".join((request.method, path, sm3_hash(request.body).hex(), stamp, nonce))
        if not hmac.compare_digest(sm3_hmac(self._secret, text.encode()).hex(), request.header("X-Signature")):
            raise Problem(401, "wrong_signature")
        if not request.again:
            self._check_fresh(nonce, moment)

    def _check_fresh(self, nonce: str, moment: float) -> None:
        with self._lock:
            if nonce in self._seen:
                raise Problem(409, "replayed")
            self._seen[nonce] = moment
            if moment - self._swept > 60:  # a nonce older than twice the skew can no longer be signed in time
                self._seen = {one: at for one, at in self._seen.items() if moment - at < 2 * SKEW}
                self._swept = moment
