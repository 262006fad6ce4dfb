"""Pages, their script and the catalogue of the station name the same keys, in two languages."""

import re
from pathlib import Path

from shuangquan.channels.look.icons import ICONS
from shuangquan.channels.station import urls
from shuangquan.channels.station.words import SCRIPT, WORDS
from shuangquan.channels.station.words_offline import SAID

STATION = Path(urls.__file__).parent


def test_words_and_pages_name_the_same_keys() -> None:
    pages = "".join(page.read_text() for page in STATION.rglob("*.html"))
    script = (STATION / "static" / "station" / "offline.js").read_text()
    used = set(re.findall(r"say ['\"]([a-z_0-9.]+)['\"]", pages)) | {"masked"}
    assert used == set(WORDS) - set(SAID)
    said = set(re.findall(r"\"((?:off|box)\.[a-z.]+|go_on|choose)\"", script))
    assert said - set(SCRIPT) == set()
    assert {key for key in SAID if not key.startswith("box.")} <= said, "nothing is taken along that nobody says"
    states = ("waiting", "received", "taken", "twin", "merged", "discarded", "refused", "left")
    assert {key for key in SAID if key.startswith("box.")} == {f"box.{state}" for state in states}
    assert set(re.findall(r'icon "([a-z]+)"', pages)) <= set(ICONS)
    for key, text in WORDS.items():
        assert text.zh and text.en, key
        assert set(re.findall(r"\{(\w+)\}", text.zh)) == set(re.findall(r"\{(\w+)\}", text.en)), key
        assert not re.search(r"[一-鿿][,;:!?]|您|！", text.zh), key
