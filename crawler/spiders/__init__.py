"""Spiders: one, the news spider."""
