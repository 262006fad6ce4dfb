"""The WSGI application: routes of all parties, faults before and after each call."""

import sys
import traceback
from collections.abc import Iterable

from sandbox.cabinets import Cabinets
from sandbox.control import PARTIES, Control
from sandbox.courier import Courier
from sandbox.departments.api import Departments
from sandbox.departments.exchange import Exchange
from sandbox.departments.soap import Soap
from sandbox.host.app import HostApp
from sandbox.identity.provider import Provider
from sandbox.licences import Licences
from sandbox.mailbox import Mailbox
from sandbox.messages import Messages
from sandbox.payment.api import Payment
from sandbox.payment.statements import Statements
from sandbox.people.feed import FEED, write_feed
from sandbox.printers import Printers
from sandbox.readers import Readers
from sandbox.scanners import Scanners
from sandbox.settings import read_settings
from sandbox.sharing.api import Sharing
from sandbox.sharing.news import Newsroom
from sandbox.state import State, start_state
from sandbox.web import CSS, Environ, Problem, Request, Response, Router, StartResponse, read_request, reply, send_response

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Application:
    """All parties of the sandbox in one WSGI callable."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._router = Router()
        self._router.add("GET", "/ready", lambda _request: reply({"ready": True}))
        self._router.add("GET", "/style.css", lambda _request: Response(200, CSS.encode(), "text/css"))
        departments = Departments(state)
        soap = Soap(departments)
        if state.settings.exchange:
            Exchange(departments, state.settings.exchange, state.settings.exchange_guest)
        for part in (
            Sharing(state),
            Newsroom(state),
            departments,
            soap,
            Payment(state),
            Statements(state),
            Courier(state),
            Messages(state),
            Readers(state),
            Scanners(state),
            Cabinets(state),
            Mailbox(state),
            Provider(state),
            Printers(state),
            HostApp(state),
            Licences(state),
            Control(state),
        ):
            part.routes(self._router)

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        """Answer one request; a bug is printed and answered 500, so that it is seen."""
        try:
            response = self._answer(read_request(environ))
        except Problem as problem:
            response = reply({"error": problem.code, "detail": problem.detail}, problem.status)
        except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError):
            traceback.print_exc(file=sys.stderr)
            response = reply({"error": "bug", "detail": ""}, 500)
        return send_response(response, start)

    def _answer(self, request: Request) -> Response:
        host = request.environ.get("HTTP_HOST", "").rsplit(":", 1)[0]
        if host not in _LOOPBACK:  # a page elsewhere cannot reach us under a name of its own
            raise Problem(421, "loopback_only")
        handler = self._router.find(request)
        party = request.path[0] if request.path else ""
        if party not in PARTIES:
            return handler(request)
        works_later = request.method == "POST" and (request.path[1:3] == ("v1", "packages") or request.path[1:] == ("soap",))
        targets = (request.path[-1], party) if "resources" in request.path else (party,)
        mode = self._state.faults.before(targets, works_later)
        request.fault = mode
        response = handler(request)
        if mode == "twice" and request.method == "POST":  # the network repeated the call
            request.again = True
            response = handler(request)
        return self._state.faults.after(mode, response)


def application() -> Application:
    """A new application from the environment; called once by the server's worker."""
    state = start_state(read_settings())
    if state.settings.home is not None:
        write_feed(state.world, state.settings.home / FEED)
    return Application(state)
