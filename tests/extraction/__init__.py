"""Extraction: text in, spans out. No database, no network."""
