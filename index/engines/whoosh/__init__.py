"""The embedded engine: Whoosh 2.7.4 under our own tokens, and nothing of Whoosh's own query language.

Each text stands in the index twice, word for word at the same positions: as printed (tone placement unified, marks
kept) and folded (bare letters). A query word that was typed with marks is looked up among the marked ones, a word
without any among the folded ones, so typed marks count and missing marks do not matter, word by word.
"""
