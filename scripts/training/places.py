"""Where training finds what it needs, and where it leaves what it makes."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TEXTS = Path(__file__).with_name("texts")
TESTS = ROOT / "tests"
MODELS = ROOT / "models"
WORDNET = Path("/usr/share/wordnet")
"""Debian's wordnet-base: its example sentences hold most words of everyday English."""
