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
