"""The tables of `bench accuracy`: all that was measured is there, and what was skipped says so."""

import io

from rich.console import Console

from voice_assistant.cli.accuracy import figure, show_accuracy

RATE = {"utterances": 3, "words": 12, "wer": 0.25, "exact": 0.5}


def test_everything_is_shown_but_the_long_lists() -> None:
    out = io.StringIO()
    show_accuracy(
        Console(file=out, width=120),
        {
            "recordings": {"rms": RATE},
            "sentences": {"fresh wordings": {"together": RATE, "flite rms": RATE, "festival": "skipped"}},
            "look-alikes": {"taken for another": 0.015, "which": [{"said": "up"}]},
            "chat": {
                "facts": {"of": 60, "right": 57, "share": 0.95},
                "by kind": {"talk": "skipped"},
                "failed": ["x"],
            },
        },
    )
    shown = out.getvalue()
    for part in (
        "rms",
        "25.0 %",
        "fresh wordings",
        "flite rms",
        "skipped",
        "1.5 %",
        "57 of 60 (95.0 %)",
        "talk: skipped",
    ):
        assert part in shown
    assert "said" not in shown
    assert "failed" not in shown


def test_only_shares_are_shown_as_percentages() -> None:
    assert figure("right", 0.876) == "87.6 %"
    assert figure("wrong effect", 0.0) == "0.0 %"
    assert figure("real-time factor", 0.0113) == "0.0113"
    assert figure("by kind", {"longest of it in seconds": 0.9}) == "longest of it in seconds: 0.9"
