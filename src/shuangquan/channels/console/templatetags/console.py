"""Words and icons. No markup comes from data: everything printed is escaped."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.template import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from shuangquan.channels.console.icons import ICONS
from shuangquan.channels.console.words import WORDS
from shuangquan.core.standard.touched import find_folder
from shuangquan.core.words.errors import Refusal
from shuangquan.core.words.refusals import say_refusal
from shuangquan.core.words.text import Text
from shuangquan.queries.portal_times import say_moment

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, what: Text | str, **data: Any) -> str:
    """A text, or a sentence of the catalogue by its key, in the reader's language."""
    language = str(context.get("lang", "zh"))
    text = what if isinstance(what, Text) else WORDS[what]
    sentence = text.say(language)
    return conditional_escape(sentence.format_map(data) if data else sentence)


@register.simple_tag(takes_context=True)
def word(context: Context, family: str, key: str) -> str:
    """A word of the catalogue by its family and key: `{% word "state" "online" %}`."""
    return conditional_escape(WORDS[f"{family}.{key}"].say(str(context.get("lang", "zh"))))


@register.simple_tag(takes_context=True)
def refused(context: Context, refusal: Refusal) -> str:
    """A refusal's sentence."""
    return conditional_escape(say_refusal(refusal, str(context.get("lang", "zh"))))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line drawing, beside a word that says the same."""
    return format_html('<svg class="ic" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', mark_safe(ICONS[name]))


@register.simple_tag(takes_context=True)
def drawn(context: Context, svg: Text) -> SafeString:
    """A drawing made by core/standard/lanes.py, which escapes what it writes, in the reader's language."""
    return mark_safe(svg.say(str(context.get("lang", "zh"))))


@register.simple_tag(takes_context=True)
def outcome(context: Context, code: str) -> str:
    """An example's outcome in a word; a code that has none is shown as it is written."""
    word = WORDS.get(f"outcome.{code}")
    return conditional_escape(word.say(str(context.get("lang", "zh"))) if word else code)


@register.filter
def who(people: Mapping[str, str], subject: str) -> str:
    """The name of somebody by the subject they act under."""
    return people.get(subject, subject)


@register.filter
def said(text: Text, language: str) -> str:
    """A text in a language, where it fills another sentence."""
    return text.say(language)


@register.filter
def moment(at: datetime, language: str) -> str:
    """An instant in words."""
    return say_moment(at, language)


@register.filter
def folder(path: str) -> str:
    """The folder a file lies in, "" for what all themes share."""
    return find_folder(path)


@register.filter
def state_icon(state: str) -> str:
    """The drawing beside the word of a state."""
    return {"online": "check", "waiting": "clock", "superseded": "past", "signed": "seal"}.get(state, "pen")


@register.filter
def state_class(state: str) -> str:
    """The colour of a state; what is past has none."""
    return {"online": "good", "waiting": "wait", "superseded": ""}.get(state, "info")


@register.filter
def weight_icon(weight: str) -> str:
    """The drawing beside a difference: an arrow down for less, up for more."""
    return {"lighter": "light", "heavier": "heavy"}.get(weight, "same")
