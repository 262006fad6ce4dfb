"""The counter's words and icons in templates."""

from shuangquan.channels.counter.words import WORDS
from shuangquan.channels.look.icons import ICONS
from shuangquan.channels.look.tags import make_library

register = make_library(WORDS, ICONS)
