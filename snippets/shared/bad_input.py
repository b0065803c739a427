"""Input that can't be used: one sentence in the reader's language says why."""

from catalogue import Lang, say
from shared.safe_text import shown


class BadInput(Exception):
    """Input that can't be used; the catalogue has the sentence that says why."""

    def __init__(self, word: str, **values: str) -> None:
        super().__init__(word)
        self.word, self.values = word, values

    def __str__(self) -> str:
        return self.said("en")

    def said(self, lang: Lang) -> str:
        """The sentence, with every value in it made safe to print."""
        return say(self.word, lang, **{name: shown(value) for name, value in self.values.items()})
