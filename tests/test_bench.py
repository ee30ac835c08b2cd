"""The measurements measure what they say: where the true answer is known, they find it."""

import json
from collections.abc import Iterator

import numpy as np
import pytest

from voice_assistant.bench import accuracy, turn
from voice_assistant.bench.questions import Question, questions
from voice_assistant.bench.questions import samples as sound_of
from voice_assistant.bench.turn import Asker, Trial
from voice_assistant.cli import main
from voice_assistant.vocabulary import FRAME, Hypothesis, Samples, Transcript, samples


def beep(amplitude: float) -> Samples:
    return np.full(FRAME, amplitude, np.float32)


def played_after(asker: Asker, delay: int) -> None:
    """Let the questions pass, and answer each so many samples after its last speech sample."""
    wave: list[Samples] = []
    index = 0
    for block in asker.source():
        answer = np.zeros(len(block), np.float32)
        if asker.current is not None:
            due = asker.current.asked_until + delay - index
            if due < len(block):
                answer[max(0, due) :] = 0.5
                asker.answered()
        wave.append(answer)
        index += len(block)
    asker.sink(np.concatenate(wave))
    asker.read_off()


def test_the_wait_is_read_off_the_wave_to_the_sample() -> None:
    asker = Asker(questions()[:3])
    played_after(asker, samples(1.0))
    assert [trial.wait_s for trial in asker.trials] == [1.0, 1.0, 1.0]


def test_the_wait_begins_at_the_last_speech_sample_of_the_question() -> None:
    asker = Asker(questions()[:1])
    heard = np.concatenate(list(asker.source()))
    assert heard[asker.trials[0].asked_until - 1] != 0
    assert not np.any(heard[asker.trials[0].asked_until :])


def test_a_question_that_gets_no_answer_has_no_wait() -> None:
    asker = Asker(questions()[:2])
    for block in asker.source():
        asker.sink(np.zeros(len(block), np.float32))
    asker.read_off()
    assert [trial.wait_s for trial in asker.trials] == [None, None]


def test_what_is_too_quiet_to_be_heard_is_no_answer() -> None:
    asker = Asker(questions()[:1])
    for block in asker.source():
        asker.sink(np.full(len(block), turn.AUDIBLE / 2, np.float32))
    asker.read_off()
    assert asker.trials[0].wait_s is None


def trials(*waits_s: float | None) -> list[Trial]:
    question = questions()[0]
    return [Trial(question, 0, None if wait is None else samples(wait)) for wait in waits_s]


def test_a_ratio_is_the_median_over_the_pairs_that_both_answered() -> None:
    ratio = turn._ratio(trials(0.5, 1.0, None, 0.6), trials(1.0, 1.0, 1.0, None))
    assert ratio == {"pairs": 2, "p50": 0.75, "wins": 1}


@pytest.mark.engines
@pytest.mark.timeout(180)
def test_bench_turn_answers_in_every_arm(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "turn", "--json", "--questions", "1"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["questions"] == 1
    assert len(result["arms"]) == 4
    for arm in result["arms"].values():
        assert arm["answered"] == 1
        assert 0.3 < arm["p50"] < turn.PATIENCE_S


def test_bench_turn_takes_no_more_questions_than_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["bench", "turn", "--questions", "9999"])
    assert "questions" in capsys.readouterr().err


class Parrot:
    """Hears the same words whatever is said."""

    window_s = 10.0

    def transcribe(self, sound: Samples) -> Iterator[Transcript | None]:
        yield None
        yield Transcript((Hypothesis("what time is it", -0.1),))


def test_accuracy_counts_wrong_words_and_exact_sentences() -> None:
    spoken = [("what time is it", beep(0.1)), ("what day is it", beep(0.1))]
    scored = accuracy._scored(Parrot(), spoken)
    assert scored == {"utterances": 2, "words": 8, "wer": 0.125, "exact": 0.5}


def test_every_question_of_the_accuracy_sets_has_its_sound() -> None:
    asked: list[Question] = list(questions())
    assert all(len(sound_of(question)) for question in asked)
