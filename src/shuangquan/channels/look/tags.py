"""Words, icons and masked values for a door's templates. No markup comes from data: everything printed is escaped."""

from collections.abc import Mapping
from typing import Any

from django.template import Context, Library
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal
from shuangquan.core.words.text import Text


def make_library(words: Mapping[str, Text], icons: Mapping[str, str]) -> Library:
    """A template library over a door's catalogue: say, say_all, refused, icon, hidden, at."""
    register = Library()

    @register.simple_tag(takes_context=True)
    def say(context: Context, what: Text | str, **data: Any) -> str:
        """A text, or a sentence of the catalogue by its key, in the reader's language."""
        language = str(context.get("lang", "zh"))
        sentence = (what if isinstance(what, Text) else words[what]).say(language)
        given = {name: value.say(language) if isinstance(value, Text) else value for name, value in data.items()}
        return conditional_escape(sentence.format_map(given) if given else sentence)

    @register.simple_tag(takes_context=True)
    def say_all(context: Context, texts: tuple[Text, ...]) -> str:
        """Several texts, joined as a list."""
        language = str(context.get("lang", "zh"))
        return conditional_escape(("、" if language != "en" else ", ").join(text.say(language) for text in texts))

    @register.simple_tag(takes_context=True)
    def refused(context: Context, refusal: Refusal) -> str:
        """A refusal's sentence."""
        return conditional_escape(say_refusal(refusal, str(context.get("lang", "zh"))))

    _add_drawings(register, words, icons)
    return register


def _add_drawings(register: Library, words: Mapping[str, Text], icons: Mapping[str, str]) -> None:
    @register.simple_tag
    def icon(name: str) -> SafeString:
        """A line drawing, beside a word that says the same."""
        return format_html('<svg class="ic" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', mark_safe(icons[name]))

    @register.simple_tag(takes_context=True)
    def hidden(context: Context, text: str) -> SafeString:
        """A masked value: its stars are read as 已隐去."""
        word = words["masked"].say(str(context.get("lang", "zh")))
        if "*" not in text:
            return format_html('<span class="id">{}</span>', text)
        first, last = text.index("*"), text.rindex("*") + 1
        return format_html('<span class="id">{}<span aria-hidden="true">{}</span><span class="vh">{}</span>{}</span>',
                           text[:first], text[first:last], word, text[last:])  # fmt: skip

    @register.filter
    def at(mapping: Mapping[str, Any], key: str) -> Any:
        """The value under a key, or None."""
        return mapping.get(key)
