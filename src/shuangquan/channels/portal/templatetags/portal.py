"""Words, icons and drawings. No markup comes from data: everything printed is escaped."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from shuangquan.channels.look.icons import ICONS
from shuangquan.channels.portal.words import find_words
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal
from shuangquan.core.words.text import Text

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, words: Text | str, **data: Any) -> str:
    """A text of a plan, or a sentence of the catalogue by its key, in the visitor's language."""
    language = str(context.get("lang", "zh"))
    text = words if isinstance(words, Text) else find_words(words)
    spoken = {name: value.say(language) if isinstance(value, Text) else value for name, value in data.items()}
    sentence = text.say(language)
    return conditional_escape(sentence.format_map(spoken) if spoken else sentence)


@register.simple_tag(takes_context=True)
def say_all(context: Context, texts: tuple[Text, ...]) -> str:
    """Several texts, joined as a list."""
    language = str(context.get("lang", "zh"))
    return conditional_escape(("、" if language != "en" else ", ").join(text.say(language) for text in texts))


@register.simple_tag(takes_context=True)
def refused(context: Context, refusal: Refusal) -> str:
    """A refusal's sentence."""
    language = str(context.get("lang", "zh"))
    if language == "en" and "label_en" in refusal.data and not refusal.data["label_en"]:
        language = "zh"
    return conditional_escape(say_refusal(refusal, language))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line drawing of 24 × 24, beside a word that says the same."""
    return format_html('<svg class="ic" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', mark_safe(ICONS[name]))


@register.filter
def at(mapping: Mapping[str, Any], key: str) -> Any:
    """The value under a key, or None."""
    return mapping.get(key)


@register.filter
def minus(number: int, other: int) -> int:
    """number - other."""
    return number - other


@register.simple_tag(takes_context=True)
def hidden(context: Context, text: str) -> SafeString:
    """A masked value: stars are read as 已隐去."""
    word = find_words("masked").say(str(context.get("lang", "zh")))
    parts: list[SafeString] = []
    for part in _split(text):
        shape = '<span aria-hidden="true">{}</span><span class="vh">{}</span>' if "*" in part else "{}"
        parts.append(format_html(shape, part, word) if "*" in part else format_html(shape, part))
    return format_html('<span class="id">{}</span>', SafeString("".join(parts)))


def _split(text: str) -> list[str]:
    """Runs of stars (with the spaces between them) and runs of anything else."""
    runs: list[str] = []
    for char in text:
        starred = char == "*" or (char == " " and bool(runs) and runs[-1].endswith("*"))
        if runs and (("*" in runs[-1]) == starred):
            runs[-1] += char
        else:
            runs.append(char)
    return runs
