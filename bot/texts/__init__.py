"""Every sentence a person reads, in Finnish and English: same keys, same slots."""

from bot.texts.sentences import LANGUAGES, Texts, language_of, texts_of

__all__ = ["LANGUAGES", "Texts", "language_of", "texts_of"]
