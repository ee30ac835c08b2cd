"""How many words does the recogniser get wrong, of whom, of what wording, and in which room?"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from faster_whisper.audio import decode_audio

from voice_assistant.bench.speakers import FOREIGN, HELD_BACK, LEARNED, RELATED, Speaker, recorded
from voice_assistant.bench.words import normalised, word_error_rate
from voice_assistant.errors import InputError
from voice_assistant.stt import SpeechToText
from voice_assistant.vocabulary import SAMPLE_RATE, Samples, Transcript

NOISE_DB = 15
"""How much louder than the noise the speech is, in the room."""

ECHO_S = 0.35
"""How long the room's echo takes to fall by 60 dB."""

PEOPLE = Path("/usr/share/asterisk/sounds")
"""Where Debian's asterisk-core-sounds-en-g722 keeps its prompts, spoken by a person, and its -wav at half the rate."""

RECORDED_AS = ("g722", "wav")
"""Sound files by ending, the better ones first: at 8 kHz, as in the other, much of what tells s from f is gone."""

LONGEST_PROMPT_S = 10
"""What is longer does not fit every recogniser's window, and all are to hear the same."""

TRANSCRIPTS = Path("/usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz")
"""Where asterisk-core-sounds-en keeps what is said in them."""

SKIPPED = "skipped"


def heard(recogniser: SpeechToText, sound: Samples) -> Transcript:
    """What is made of a sound."""
    return next(transcript for transcript in recogniser.transcribe(sound) if transcript is not None)


def by_voice(
    recogniser: SpeechToText, texts: Sequence[str], speakers: Iterable[Speaker], *, room: bool = False
) -> dict[str, Any]:
    """Word error rates of some speakers, each of whom says every text; those who are not there are skipped.

    Args:
        recogniser: who listens.
        texts: what is said.
        speakers: who speaks.
        room: whether in an echoing room with noise.
    """
    made: dict[str, Any] = {}
    every: list[tuple[str, str]] = []
    for speaker in speakers:
        if not speaker.there:
            made[speaker.name] = SKIPPED
            continue
        pairs = []
        for number, text in enumerate(texts):
            sound = recorded(speaker.say(text))
            sound = in_a_room(sound, number) if room else sound
            pairs.append((text, heard(recogniser, sound).text))
        made[speaker.name] = scored(pairs)
        every += pairs
    return {"together": scored(every) if every else SKIPPED, **made}


def scored(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What was said beside what was heard, counted."""
    exact = sum(normalised(text) == normalised(heard) for text, heard in pairs)
    return {
        "utterances": len(pairs),
        "words": sum(len(normalised(text)) for text, _ in pairs),
        "wer": round(word_error_rate(pairs), 4),
        "exact": round(exact / len(pairs), 4),
    }


def in_a_room(sound: Samples, seed: int) -> Samples:
    """A sound with an echo, and noise `NOISE_DB` below it; the same for the same seed."""
    dice = np.random.default_rng(seed)
    n = round(ECHO_S * SAMPLE_RATE)
    echo = dice.standard_normal(n) * np.exp(-6.9 * np.arange(n) / n) * 0.06
    echo[0] = 1
    made = np.fft.irfft(np.fft.rfft(sound, 2 * len(sound) + n) * np.fft.rfft(echo, 2 * len(sound) + n))[
        : len(sound)
    ]
    white = np.fft.rfft(dice.standard_normal(len(sound)))
    noise = np.fft.irfft(white / np.sqrt(np.arange(1, len(white) + 1)), len(sound))
    loud = np.sqrt(np.mean(made[np.abs(made) > 0.01 * np.abs(made).max()] ** 2))
    noise *= loud / noise.std() * 10 ** (-NOISE_DB / 20)
    mixed = made + noise
    return (mixed / max(1.0, float(np.abs(mixed).max()))).astype(np.float32)


def tables(
    recogniser: SpeechToText,
    ours: Speaker,
    in_domain: Sequence[str],
    domain: Sequence[str],
    everyday: Sequence[str],
) -> dict[str, Any]:
    """Every row about single sentences.

    Args:
        recogniser: who listens.
        ours: our own voice.
        in_domain: held-out sentences for the skills.
        domain: such sentences by somebody who has seen nothing.
        everyday: sentences about anything else.
    """
    third = in_domain[::3]
    return {
        "held-out commands, learned voices": by_voice(recogniser, third, (*LEARNED, ours)),
        "held-out commands, voices held back": by_voice(recogniser, in_domain, HELD_BACK),
        "held-out commands, another synthesizer": by_voice(recogniser, in_domain, FOREIGN),
        "the same, with people it knows": by_voice(recogniser, third, RELATED),
        "fresh wordings, voices held back": by_voice(recogniser, domain, HELD_BACK),
        "the same in a room with noise": by_voice(recogniser, domain, HELD_BACK, room=True),
        "everyday English, voices held back": by_voice(recogniser, everyday, HELD_BACK),
        "people: telephone prompts": people(recogniser),
        "our own voice": by_voice(recogniser, domain[::2], (ours,))["together"],
    }


def people(recogniser: SpeechToText) -> Any:
    """Prompts that a person spoke for telephone systems: some hundred short sentences.

    Only here to measure: nothing is ever trained on them or shipped.
    """
    if not TRANSCRIPTS.is_file():
        return SKIPPED
    with gzip.open(TRANSCRIPTS, "rt", encoding="utf-8", errors="replace") as lines:
        said = dict(line.split(":", 1) for line in lines if ":" in line and not line.startswith(";"))
    pairs = []
    for name, text in said.items():
        found = [path for kind in RECORDED_AS for path in sorted(PEOPLE.rglob(f"{name.strip()}.{kind}"))]
        words = normalised(text)
        if (
            not found
            or "[" in text
            or not words
            or not all(word.replace("'", "").isalpha() for word in words)
        ):
            continue
        sound = recorded(np.asarray(decode_audio(str(found[0]), SAMPLE_RATE), np.float32))
        if len(sound) < LONGEST_PROMPT_S * SAMPLE_RATE:
            pairs.append((text, heard(recogniser, sound).text))
    return scored(pairs) if pairs else SKIPPED


def sentences(path: Path) -> list[str]:
    """The sentences of a file, one a line.

    Raises:
        InputError: it cannot be read.
    """
    try:
        lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
    except (OSError, UnicodeError):
        raise InputError(
            f"{path} cannot be read: name the folder that holds the sets (tests/accuracy)."
        ) from None
    return [line for line in lines if line]
