"""The station's words and icons in templates."""

from shuangquan.channels.look.icons import ICONS
from shuangquan.channels.look.tags import make_library
from shuangquan.channels.station.words import WORDS

register = make_library(WORDS, ICONS)
