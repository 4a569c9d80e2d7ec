"""Our words in Whoosh's clothes: one tokenizer per form of a text, in a module of its own because Whoosh pickles them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator

from whoosh.analysis import Token, Tokenizer

from index.spelling import folded_key, marked_key
from index.text import nfc, tokens


class _Words(Tokenizer):  # type: ignore[misc]  # Whoosh carries no types
    """Every word of a text in one form: no stop list, one-letter words and numbers included."""

    @abstractmethod
    def form(self, word: str) -> str:
        """The form of a word that is indexed."""

    def __call__(self, value: str, positions: bool = False, start_pos: int = 0, mode: str = "", **_: object) -> Iterator[Token]:
        """Whoosh's tokens: one object given out again and again, as Whoosh expects."""
        token = Token(positions, mode=mode)
        token.boost = 1.0
        token.stopped = False
        for place, word in enumerate(tokens(nfc(value)), start_pos):
            token.text = self.form(word.text)
            token.pos = place
            yield token


class MarkedWords(_Words):
    """As printed, tone placement unified: hòa = hoà, Hưng and Hùng apart."""

    def form(self, word: str) -> str:
        """The tone key."""
        return marked_key(word)


class FoldedWords(_Words):
    """Bare letters, đ as d."""

    def form(self, word: str) -> str:
        """The folded word."""
        return folded_key(word)
