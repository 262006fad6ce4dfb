"""Words and icons of the templates that doors share."""

from shuangquan.channels.look.icons import ICONS
from shuangquan.channels.look.tags import make_library
from shuangquan.channels.look.words import WORDS

register = make_library(WORDS, ICONS)
