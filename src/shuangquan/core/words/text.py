"""Text shown to people: 中文 first, English by a switch."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in two languages; `en` falls back to `zh` when a standard gives none."""

    zh: str
    en: str = ""

    def say(self, language: str = "zh") -> str:
        """The sentence in `language` ("zh" or "en")."""
        return self.en if language.startswith("en") and self.en else self.zh


def clean_text(text: str, most: int) -> str:
    """What somebody wrote into a field of a page: one kind of line end, nothing around it, at most so many characters."""
    return text.replace("\r\n", "\n").strip()[:most]
