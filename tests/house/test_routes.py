"""Every address declares who may enter, and every door is mounted."""

import importlib
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.tree import SOURCE, platform_texts

EXEMPT = {"health", "metrics", "static"}
"""Routes of the site itself: no person's data is behind them. The list only shrinks."""


def find_routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(address pattern, route) of everything mounted."""
    for one in resolver.url_patterns:
        where = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from find_routes(one, where)
        else:
            yield where, one


def find_doors() -> list[str]:
    """Modules with the routes of each channel."""
    return [f"shuangquan.channels.{path.parent.name}.urls" for path in sorted(SOURCE.glob("channels/*/urls.py"))]


def test_every_route_declares_who_may_enter() -> None:
    routes = dict(find_routes(get_resolver("shuangquan.site.urls")))
    assert set(EXEMPT) <= {route.name for route in routes.values()}
    silent = [where for where, route in routes.items() if route.name not in EXEMPT and not getattr(route.callback, "entry", "")]
    assert not silent


def test_every_route_of_every_door_declares_who_may_enter() -> None:
    """Also before a door is mounted."""
    doors = find_doors()
    assert doors
    for door in doors:
        routes = dict(find_routes(URLResolver(get_resolver().pattern, importlib.import_module(door))))
        assert routes
        assert not [where for where, route in routes.items() if not getattr(route.callback, "entry", "")], door


def test_every_door_is_mounted() -> None:
    mounted = {route.callback.__module__ for _, route in find_routes(get_resolver("shuangquan.site.urls"))}
    for door in find_doors():
        package = door.removesuffix(".urls")
        assert any(module.startswith(package) for module in mounted), f"{door} is not mounted in site/urls.py"


def test_entries_are_words_that_the_doors_define() -> None:
    """`entry` is set by the decorators of a door's entry.py and nowhere else."""
    setters = [path for path, text in platform_texts().items() if path.endswith(".py") and ".entry = " in text]
    assert setters
    assert not [path for path in setters if not path.endswith("/entry.py")]


def test_nothing_is_exempt_from_csrf() -> None:
    assert not [path for path, text in platform_texts().items() if path.endswith(".py") and "csrf_exempt" in text]


def test_every_form_that_posts_carries_its_token() -> None:
    bare = []
    for path, text in platform_texts().items():
        if path.endswith(".html"):
            for form in text.split("<form")[1:]:
                head = form.split(">", 1)[0].lower()
                if 'method="post"' in head and 'action="http' not in head and "csrf_token" not in form.split("</form", 1)[0]:
                    bare.append(path)
    assert not bare
