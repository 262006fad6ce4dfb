"""Words, icons and masked values. No markup comes from data: everything printed is escaped."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from shuangquan.channels.kiosk.icons import ART, ICONS
from shuangquan.channels.kiosk.words import find_words
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal
from shuangquan.core.words.text import Text

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, words: Text | str, **data: Any) -> str:
    """A text, or a sentence of the catalogue by its key, in the language of the screen."""
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
    return conditional_escape(say_refusal(refusal, str(context.get("lang", "zh"))))


@register.simple_tag
def trouble(word: str) -> Text:
    """What keeps a printer from printing, in words: for `say`."""
    return find_words(f"trouble.{word}")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line drawing beside a word that says the same."""
    return format_html('<svg class="ic" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', mark_safe(ICONS[name]))


@register.simple_tag
def art(name: str) -> SafeString:
    """A module's drawing."""
    return format_html('<svg class="art" viewBox="0 0 96 76" aria-hidden="true"><path d="{}"/></svg>', ART[name])


@register.simple_tag(takes_context=True)
def hidden(context: Context, text: str) -> SafeString:
    """A masked value: its stars are read as 已隐去."""
    first = text.index("*") if "*" in text else len(text)
    last = text.rindex("*") + 1 if "*" in text else len(text)
    word = find_words("masked").say(str(context.get("lang", "zh")))
    shape = '<span class="id">{}<span aria-hidden="true">{}</span><span class="vh">{}</span>{}</span>'
    return format_html(shape, text[:first], text[first:last], word, text[last:])
