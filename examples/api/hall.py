"""A number at a hall and help with a matter, for a person who allowed it.

    python -m examples.api.hall https://zwfw.example.cn APP SECRET 370783 newborn

It prints an address; open it, sign in, allow; then paste the address that the browser was sent back to.
"""

import secrets
import sys
from typing import Any
from urllib.parse import quote

from examples.api.client import Client, Refused

SCOPES = ["hall.use"]
REDIRECT = "http://127.0.0.1:8765/back"


def find_times(client: Client, hall: str, days: list[str]) -> list[str]:
    """The beginnings that can still be booked, the earliest first."""
    found = [client.call("GET", f"/halls/{hall}/times?day={quote(day)}") for day in days]
    return [slot["start"] for one in found for slot in one["slots"] if slot["left"]]


def book_first(client: Client, region: str, queue: str = "person") -> dict[str, Any]:
    """The first time that any hall of a county has; answers the booking. LookupError when there is none."""
    halls = client.call("GET", f"/halls?region={region}")
    for hall in halls["halls"]:
        for start in find_times(client, hall["id"], halls["days"]):
            asked = {"key": secrets.token_hex(16), "hall": hall["id"], "queue": queue, "start": start}
            try:
                return _find(client.call("POST", "/own/bookings", asked), start)
            except Refused as refused:
                if refused.code != "slot.full":  # somebody was faster: the next one
                    raise
    raise LookupError(f"no hall of {region} has a time left")


def move_later(client: Client, region: str, booking: dict[str, Any]) -> dict[str, Any]:
    """The next time of the same hall instead. The booking stands when that has just filled up."""
    halls = client.call("GET", f"/halls?region={region}")
    start = next(one for one in find_times(client, booking["hall"], halls["days"]) if one > booking["start"])
    return _find(client.call("POST", f"/own/bookings/{booking['id']}", {"key": secrets.token_hex(16), "start": start}), start)


def ask_help(client: Client, hall: str, theme: str, kind: str = "fill") -> dict[str, Any]:
    """Ask a hall's helpers; answers the order."""
    told = client.call("POST", "/own/help", {"key": secrets.token_hex(16), "hall": hall, "theme": theme, "kind": kind})
    found: dict[str, Any] = told["help"][0]
    return found


def _find(told: dict[str, Any], start: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in told["bookings"] if one["start"] == start)
    return found


def main(address: str, app: str, secret: str, region: str, theme: str) -> None:
    """Book the first time, and ask for help."""
    client = Client(address, app, secret)
    print(client.ask_address(SCOPES, REDIRECT))
    client.take_code(input("the address that the browser was sent back to: "), REDIRECT)
    booking = book_first(client, region)
    print(f"{booking['code']} {booking['name']['zh']} {booking['start']}")
    print(ask_help(client, booking["hall"], theme)["state"])


if __name__ == "__main__":
    main(*sys.argv[1:6])
