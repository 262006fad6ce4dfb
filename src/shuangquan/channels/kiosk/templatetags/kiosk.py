"""The kiosk's words and icons in templates, its modules' drawings, and what keeps a printer from printing."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from shuangquan.channels.kiosk.icons import ART, ICONS
from shuangquan.channels.kiosk.words import WORDS, find_words
from shuangquan.channels.kiosk.words_printing import PRINTING
from shuangquan.channels.look.tags import make_library
from shuangquan.core.words.text import Text

register = make_library({**WORDS, **PRINTING}, ICONS)


@register.simple_tag
def trouble(word: str) -> Text:
    """What keeps a printer from printing, in words: for `say`."""
    return find_words(f"trouble.{word}")


@register.simple_tag
def art(name: str) -> SafeString:
    """A module's drawing."""
    return format_html('<svg class="art" viewBox="0 0 96 76" aria-hidden="true"><path d="{}"/></svg>', ART[name])
