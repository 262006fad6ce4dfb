"""Words, icons and masked values. No markup comes from data: everything printed is escaped."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from shuangquan.channels.desk.icons import ICONS
from shuangquan.channels.desk.words import WORDS
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal
from shuangquan.core.words.text import Text
from shuangquan.queries.desk_stage import Told

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, what: Text | str, **data: Any) -> str:
    """A text, or a sentence of the catalogue by its key, in the officer's language."""
    language = str(context.get("lang", "zh"))
    text = what if isinstance(what, Text) else WORDS[what]
    sentence = text.say(language)
    given = {name: value.say(language) if isinstance(value, Text) else value for name, value in data.items()}
    return conditional_escape(sentence.format_map(given) if given else sentence)


@register.simple_tag
def words(key: str) -> Text:
    """A sentence of the catalogue by its key, for `say` to put into another."""
    return WORDS[key]


@register.simple_tag(takes_context=True)
def refused(context: Context, refusal: Refusal) -> str:
    """A refusal's sentence."""
    return conditional_escape(say_refusal(refusal, str(context.get("lang", "zh"))))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line drawing, beside a word that says the same."""
    return format_html('<svg class="ic" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', mark_safe(ICONS[name]))


@register.simple_tag(takes_context=True)
def hidden(context: Context, text: str) -> SafeString:
    """A masked value: its stars are read as 已隐去."""
    word = WORDS["masked"].say(str(context.get("lang", "zh")))
    head, tail = text[: _first(text)], text[_last(text) :]
    return format_html('<span class="id">{}<span aria-hidden="true">{}</span><span class="vh">{}</span>{}</span>',
                       head, text[_first(text) : _last(text)], word, tail)  # fmt: skip


def _first(text: str) -> int:
    return text.index("*") if "*" in text else len(text)


def _last(text: str) -> int:
    return text.rindex("*") + 1 if "*" in text else len(text)


@register.filter
def told(values: Mapping[str, str], name: str) -> str:
    """What the officer has written for a fact that is told with an event."""
    return values.get(name, "")


@register.filter
def item(values: Mapping[str, Any], name: str) -> Any:
    """What stands under a name, "" for nothing."""
    return values.get(name, "")


@register.filter
def said(text: Text, language: str) -> str:
    """A text in the officer's language, to be put into another sentence."""
    return text.say(language)


@register.filter
def told_as_said(one: Told, values: Mapping[str, str]) -> str:
    """The same as it will be read: a choice by its label."""
    value = values.get(one.name, "")
    return dict(one.options).get(value, value)


@register.filter
def paragraphs(text: str) -> SafeString:
    """Each line a paragraph."""
    return format_html_join("", "<p>{}</p>", ((line,) for line in str(text).splitlines() if line.strip()))
