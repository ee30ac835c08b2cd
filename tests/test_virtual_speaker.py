"""The virtual room's speaker, against the sound that it really hands out."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.audio.virtual_speaker import FADE, VirtualSpeaker
from voice_assistant.vocabulary import FRAME, Samples


def tone(length: int, level: float = 0.5) -> Samples:
    return np.full(length, level, np.float32)


def taken(speaker: VirtualSpeaker, frames: int, start: int = 0) -> Samples:
    return np.concatenate([speaker.block(start + FRAME * k) for k in range(frames)])


def test_what_is_written_sounds_at_once_and_when_agrees_to_the_sample() -> None:
    speaker = VirtualSpeaker()
    assert speaker.write(tone(500), now=1000) == 500
    played = taken(speaker, 10)
    assert np.flatnonzero(played)[0] == speaker.when(0) == 1000
    assert np.flatnonzero(played)[-1] + 1 == speaker.when(500) == 1500


def test_writes_follow_each_other_without_a_gap() -> None:
    speaker = VirtualSpeaker()
    speaker.write(tone(333), now=0)
    speaker.write(tone(333), now=7)
    assert np.all(taken(speaker, 3)[:666] == 0.5)


def test_after_a_gap_a_position_sounds_later() -> None:
    speaker = VirtualSpeaker()
    speaker.write(tone(100), now=0)
    speaker.write(tone(100), now=640)
    assert speaker.when(99) == 99
    assert speaker.when(100) == 640
    assert speaker.sounded(640) == 100
    assert speaker.sounded(641) == 101
    assert speaker.when(150) == 690


def test_before_anything_is_written_nothing_sounds() -> None:
    speaker = VirtualSpeaker()
    assert (speaker.sounded(5000), speaker.queued(5000), speaker.when(0), speaker.end) == (0, 0, 0, 0)
    assert not taken(speaker, 2).any()


def test_a_write_of_nothing_changes_nothing() -> None:
    speaker = VirtualSpeaker()
    speaker.write(tone(10), now=0)
    assert speaker.write(tone(0), now=500) == 10
    assert speaker.end == 10


def test_a_flush_is_silent_within_one_block() -> None:
    speaker = VirtualSpeaker()
    speaker.write(tone(5000), now=0)
    before = taken(speaker, 2)
    heard = speaker.flush(now=640)
    after = taken(speaker, 3, start=640)
    assert heard == 640 + FADE
    assert np.all(before == 0.5)
    assert np.all(np.diff(after[:FADE]) < 0)
    assert not after[FADE - 1 :].any()
    assert speaker.queued(640 + FADE) == 0


def test_a_flush_fades_without_a_click() -> None:
    speaker = VirtualSpeaker()
    for _ in range(10):
        speaker.write(tone(37), now=0)
    speaker.flush(now=20)
    assert np.abs(np.diff(taken(speaker, 1))).max() < 0.5 / FADE * 1.01


def test_what_was_flushed_never_sounds_and_new_sound_does() -> None:
    speaker = VirtualSpeaker()
    speaker.write(tone(5000, 0.5), now=0)
    heard = speaker.flush(now=0)
    end = speaker.write(tone(200, -0.25), now=0)
    played = taken(speaker, 3)
    assert heard == FADE
    assert speaker.when(end - 200) == FADE
    assert np.all(played[FADE : FADE + 200] == -0.25)
    assert not played[FADE + 200 :].any()


def test_what_was_flushed_does_not_count_as_sounded_before_something_new_sounds() -> None:
    speaker = VirtualSpeaker()
    speaker.write(tone(1000), now=0)
    heard = speaker.flush(now=320)
    speaker.write(tone(100), now=640)
    assert speaker.sounded(640) == heard == 368
    assert speaker.sounded(641) == 1001


def test_flushing_silence_does_no_harm() -> None:
    speaker = VirtualSpeaker()
    assert speaker.flush(now=0) == 0
    speaker.write(tone(100), now=0)
    taken(speaker, 2)
    assert speaker.flush(now=640) == 100
    assert speaker.flush(now=640) == 100


def test_gain_moves_within_one_frame_and_stays() -> None:
    speaker = VirtualSpeaker()
    speaker.write(tone(3200, 1.0), now=0)
    speaker.block(0)
    speaker.set_gain(0.25, now=320)
    ramp, rest = speaker.block(320), speaker.block(640)
    assert ramp[0] == 1.0
    assert np.all(np.diff(ramp) < 0)
    assert np.allclose(rest, 0.25)
    speaker.set_gain(1.0, now=960)
    speaker.block(960)
    assert np.allclose(speaker.block(1280), 1.0)


def test_a_gain_changed_halfway_does_not_click() -> None:
    speaker = VirtualSpeaker()
    speaker.write(tone(3200, 1.0), now=0)
    before = speaker.block(0)
    speaker.set_gain(0.0, now=320)
    speaker.set_gain(1.0, now=480)
    played = np.concatenate((before, taken(speaker, 2, start=320)))
    assert np.abs(np.diff(played)).max() < 1.1 / FRAME
    assert played.min() == 0.5


def test_the_writer_may_reuse_its_array() -> None:
    speaker = VirtualSpeaker()
    mine = tone(100)
    speaker.write(mine, now=0)
    mine[:] = 0
    assert np.all(speaker.block(0)[:100] == 0.5)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(0, 900)),
        st.tuples(st.just("wait"), st.integers(1, 4)),
        st.tuples(st.just("flush"), st.just(0)),
    ),
    max_size=40,
)


@given(steps)
def test_when_and_sounded_agree_with_what_really_came_out(plan: list[tuple[str, int]]) -> None:
    """Every sample carries its own position, so what came out can be compared with what was promised."""
    speaker, out, now, written, dropped, fading = VirtualSpeaker(), [], 0, 0, set(), set()
    for step, amount in plan:
        if step == "write":
            sound = np.arange(written + 1, written + amount + 1, dtype=np.float32)
            assert speaker.write(sound, now) == written + amount
            written += amount
        elif step == "flush":
            dropped |= set(range(speaker.flush(now), written))
            fading |= set(range(now, now + FADE))
            assert speaker.queued(now) <= FADE
        else:
            for _ in range(amount):
                out.append(speaker.block(now))
                now += FRAME
        assert 0 <= speaker.sounded(now) <= written
    while speaker.queued(now):
        out.append(speaker.block(now))
        now += FRAME
    played = np.concatenate([np.zeros(0), *out])
    for position in set(range(written)) - dropped:
        moment = speaker.when(position)
        assert played[moment] == position + 1 or (moment in fading and 0 <= played[moment] <= position + 1)
    assert not dropped & {round(sample) - 1 for sample in played[sorted(set(range(len(played))) - fading)]}
