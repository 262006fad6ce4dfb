"""Let somebody act for a person, look at it, and take it back, by the API.

`python -m examples.api.delegate ADDRESS APP SECRET NUMBER NAME`
"""

import sys
from typing import Any

from examples.api.client import Client

SCOPES = ["case.sign", "delegate.read", "delegate.change"]
REDIRECT = "http://127.0.0.1:8765/back"


def give(client: Client, number: str, name: str, themes: list[str], days: int = 30) -> str:
    """Sign it in the person's name; answers its id. It holds once the other has accepted."""
    made: dict[str, str] = client.call("POST", "/delegations", {"number": number, "name": name, "themes": themes, "days": days})
    return made["id"]


def accept(client: Client) -> list[str]:
    """Accept everything that waits for the person; answers the ids."""
    waiting = [one["id"] for one in client.call("GET", "/delegations")["taken"] if one["state"] == "asked"]
    for one in waiting:
        client.call("POST", f"/delegations/{one}/answer", {"accept": True})
    return waiting


def end(client: Client, delegation: str) -> dict[str, Any]:
    """Take it back, or give it up; answers how everything stands then."""
    found: dict[str, Any] = client.call("POST", f"/delegations/{delegation}/end")
    return found


def main(address: str, app: str, secret: str, number: str, name: str) -> None:
    """Ask for the yes, give, show, and take back."""
    client = Client(address, app, secret)
    print("Open this, say yes, and paste the address that you are sent to:", client.ask_address(SCOPES, REDIRECT), sep="\n")
    client.take_code(sys.stdin.readline().strip(), REDIRECT)
    made = give(client, number, name, [])
    print(client.call("GET", "/delegations"))
    print(end(client, made))


if __name__ == "__main__":
    main(*sys.argv[1:6])
