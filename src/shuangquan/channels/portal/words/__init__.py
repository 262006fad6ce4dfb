"""Every sentence of the portal by its key, 中文 and English. A test holds that pages and catalogue name the same keys."""

from shuangquan.channels.portal.words.after import AFTER
from shuangquan.channels.portal.words.allowing import ALLOWING
from shuangquan.channels.portal.words.appeals import APPEALS
from shuangquan.channels.portal.words.booking import BOOKING
from shuangquan.channels.portal.words.complaints import COMPLAINTS
from shuangquan.channels.portal.words.delivery import DELIVERY
from shuangquan.channels.portal.words.family import FAMILY
from shuangquan.channels.portal.words.filing import FILING
from shuangquan.channels.portal.words.inquiring import INQUIRING
from shuangquan.channels.portal.words.installing import INSTALLING
from shuangquan.channels.portal.words.members import MEMBERS
from shuangquan.channels.portal.words.merged import MERGED
from shuangquan.channels.portal.words.messages import MESSAGES
from shuangquan.channels.portal.words.money import MONEY
from shuangquan.channels.portal.words.offering import OFFERING
from shuangquan.channels.portal.words.papers import PAPERS
from shuangquan.channels.portal.words.procedure import PROCEDURE
from shuangquan.channels.portal.words.seals import SEALS
from shuangquan.channels.portal.words.shell import SHELL
from shuangquan.channels.portal.words.showing import SHOWING
from shuangquan.channels.portal.words.zone import ZONE
from shuangquan.core.words.text import Text

WORDS: dict[str, Text] = {
    **SHELL,
    **FILING,
    **MEMBERS,
    **AFTER,
    **MERGED,
    **PROCEDURE,
    **OFFERING,
    **APPEALS,
    **COMPLAINTS,
    **SEALS,
    **SHOWING,
    **BOOKING,
    **INQUIRING,
    **INSTALLING,
    **ALLOWING,
    **ZONE,
    **FAMILY,
    **PAPERS,
    **MESSAGES,
    **DELIVERY,
    **MONEY,
}


def find_words(key: str) -> Text:
    """The sentence under `key`. KeyError for one that is not listed: a bug."""
    return WORDS[key]
