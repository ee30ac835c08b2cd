"""Who has the floor: small scenes, then any sequence of events at all."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_assistant.moves import (
    Action,
    Announce,
    AnnouncementDue,
    Begin,
    Cancel,
    CrisisNoted,
    Duck,
    Event,
    Explain,
    Hold,
    OpenGate,
    Reason,
    SoundLost,
    Spoken,
    StopRequested,
    TurnEnded,
    Understood,
    Unduck,
    Unhold,
)
from voice_assistant.turns import Floor, step
from voice_assistant.vocabulary import (
    BargeIn,
    EndedBy,
    EndOfTurn,
    HintGone,
    Paused,
    Resumed,
    SpeechHinted,
    SpeechStarted,
    Utterance,
)

SAID = Utterance(0, np.zeros(320, np.float32), 0, 320, 1.0)

HINTED, UNHINTED = SpeechHinted(1), HintGone(1)
STARTED, RESUMED, MEANT = SpeechStarted(1), Resumed(3), BargeIn(5)
RING, NEWS = AnnouncementDue(ringing=True), AnnouncementDue(ringing=False)
PRESSING = AnnouncementDue(ringing=True, pressing=True)
PAUSED, ENDED = Paused(2, SAID), EndOfTurn(4, SAID, EndedBy.SILENCE)


def told(action: Action) -> str:
    """An action in a word or two."""
    match action:
        case Begin(id=id, draft=draft):
            return f"begin {id} as a draft" if draft else f"begin {id}"
        case Announce(id=id, ringing=ringing):
            return f"ring {id}" if ringing else f"tell {id}"
        case OpenGate(id=id):
            return f"open {id}"
        case Cancel(id=id, reason=reason):
            return f"cancel {id}: {reason}"
        case Explain(id=id):
            return f"explain {id}"
        case _:
            return type(action).__name__.lower()


def scene(*events: Event, drafts: bool = True) -> list[str]:
    floor, actions = Floor(drafts=drafts), list[Action]()
    for event in events:
        floor, more = step(floor, event)
        actions += more
    return [told(action) for action in actions]


# ---------------------------------------------------------------- scenes


def test_a_draft_begins_at_the_pause_and_speaks_at_the_end() -> None:
    assert scene(STARTED, PAUSED, ENDED) == ["begin 1 as a draft", "open 1"]


def test_a_speaker_who_goes_on_makes_the_draft_worthless() -> None:
    assert scene(STARTED, PAUSED, RESUMED, PAUSED, ENDED) == [
        "begin 1 as a draft",
        "cancel 1: resumed",
        "begin 2 as a draft",
        "open 2",
    ]


def test_without_drafts_the_turn_begins_at_the_end() -> None:
    assert scene(STARTED, PAUSED, RESUMED, PAUSED, ENDED, drafts=False) == ["begin 1", "open 1"]


def test_a_turn_whose_draft_failed_begins_again_at_the_end() -> None:
    assert scene(STARTED, PAUSED, TurnEnded(1), ENDED) == ["begin 1 as a draft", "begin 2", "open 2"]


def test_a_cough_over_us_ducks_and_we_go_on() -> None:
    assert scene(ENDED, STARTED, PAUSED, ENDED) == ["begin 1", "open 1", "duck", "unduck"]


def test_a_barge_in_silences_us_and_its_words_cancel_us() -> None:
    assert scene(ENDED, STARTED, MEANT, PAUSED, Understood(2, meant=True), ENDED) == [
        "begin 1",
        "open 1",
        "duck",
        "hold",
        "begin 2 as a draft",
        "cancel 1: barge-in",
        "unhold",
        "unduck",
        "open 2",
    ]


def test_words_that_are_understood_late_are_answered_all_the_same() -> None:
    later = [
        "begin 2 as a draft",
        "cancel 1: barge-in",
        "unhold",
        "unduck",
        "open 2",
    ]
    assert scene(ENDED, STARTED, MEANT, PAUSED, ENDED, Understood(2, meant=True))[4:] == later
    later[0] = "begin 2"
    assert scene(ENDED, STARTED, MEANT, PAUSED, ENDED, Understood(2, meant=True), drafts=False)[4:] == later


def test_after_a_backchannel_we_go_on_where_we_were() -> None:
    for events in ([Understood(2, meant=False), ENDED], [ENDED, Understood(2, meant=False)]):
        assert scene(ENDED, STARTED, MEANT, PAUSED, *events)[3:] == [
            "hold",
            "begin 2 as a draft",
            "cancel 2: not-meant",
            "unhold",
            "unduck",
        ]


def test_a_backchannel_into_our_last_word_is_not_answered() -> None:
    assert (
        scene(ENDED, STARTED, MEANT, PAUSED, Understood(2, meant=False), TurnEnded(1), ENDED)[-1] == "unduck"
    )
    assert scene(ENDED, STARTED, TurnEnded(1), STARTED, ENDED)[-1] == "open 2"


def test_who_says_more_after_a_backchannel_silences_us_again() -> None:
    assert scene(ENDED, STARTED, MEANT, PAUSED, Understood(2, meant=False), RESUMED, PAUSED)[-3:] == [
        "duck",
        "hold",
        "begin 3 as a draft",
    ]


def test_who_goes_on_is_listened_to_in_silence() -> None:
    assert scene(ENDED, STARTED, MEANT, PAUSED, RESUMED, PAUSED)[3:] == [
        "hold",
        "begin 2 as a draft",
        "cancel 2: resumed",
        "begin 3 as a draft",
    ]


def test_what_is_being_understood_is_meant_once_something_else_is_said() -> None:
    """A "mm-hm" and then more, while nobody has read the "mm-hm" yet: nothing is lost, and both are read."""
    events: list[Event] = [ENDED, STARTED, MEANT, PAUSED, ENDED, STARTED, MEANT]
    taken = ["cancel 1: barge-in", "unhold", "unduck", "open 2", "duck", "hold"]
    assert scene(*events)[-6:] == taken
    assert scene(*events, Understood(2, meant=False), PAUSED)[-7:] == [*taken, "begin 3 as a draft"]


def test_a_cough_beside_what_is_being_understood_changes_nothing() -> None:
    events: list[Event] = [ENDED, STARTED, MEANT, PAUSED, ENDED]
    cough: list[Event] = [STARTED, PAUSED, RESUMED, PAUSED, ENDED]
    assert scene(*events, *cough) == scene(*events)
    assert scene(*events, *cough, Understood(2, meant=True))[-1] == "open 2"


@pytest.mark.parametrize("event", [StopRequested(), SoundLost()])
def test_what_was_said_to_its_end_is_opened_before_it_is_ended_otherwise(event: Event) -> None:
    """So it is read by the safety kernel, and remembered."""
    assert "open 2" in scene(ENDED, STARTED, MEANT, PAUSED, ENDED, event)


def test_who_speaks_while_lines_for_a_crisis_become_known_is_answered() -> None:
    floor, _ = after(ENDED, STARTED, MEANT, CrisisNoted(1))
    assert (floor.ours, floor.held, floor.ducked) == (None, False, False)
    assert [type(action) for action in step(floor, ENDED)[1]] == [Begin, OpenGate]


def test_the_first_sign_makes_us_quiet_and_nothing_makes_us_loud_again() -> None:
    assert scene(ENDED, HINTED, UNHINTED) == ["begin 1", "open 1", "duck", "unduck"]
    assert scene(ENDED, HINTED, STARTED, ENDED) == ["begin 1", "open 1", "duck", "unduck"]
    assert scene(HINTED, UNHINTED) == []


def test_where_it_cannot_be_known_what_was_said_we_go_on() -> None:
    assert scene(ENDED, STARTED, MEANT, PAUSED, TurnEnded(2))[-2:] == ["unhold", "unduck"]


def test_who_speaks_on_while_the_words_before_are_understood_is_not_spoken_over() -> None:
    events = [ENDED, STARTED, MEANT, PAUSED, ENDED, STARTED, MEANT, Understood(2, meant=True)]
    assert scene(*events)[-5:] == ["unhold", "unduck", "open 2", "duck", "hold"]


def test_enough_speech_while_we_are_quiet_is_nothing_special() -> None:
    assert scene(STARTED, MEANT) == []


def test_whoever_speaks_into_our_last_word_is_answered() -> None:
    assert scene(ENDED, STARTED, TurnEnded(1), PAUSED, ENDED) == [
        "begin 1",
        "open 1",
        "duck",
        "unduck",
        "begin 2 as a draft",
        "open 2",
    ]


def test_stop_ends_a_draft_and_our_turn() -> None:
    assert scene(PAUSED, StopRequested()) == ["begin 1 as a draft", "cancel 1: stop"]
    assert scene(ENDED, STARTED, StopRequested()) == [
        "begin 1",
        "open 1",
        "duck",
        "cancel 1: stop",
        "unduck",
    ]


@pytest.mark.parametrize("before", [[PAUSED], [ENDED]], ids=["a draft", "our turn"])
def test_lost_sound_is_explained_in_place_of_what_was_under_way(before: list[Event]) -> None:
    assert scene(*before, SoundLost())[-1] == "explain 1"


def test_lost_sound_leaves_no_draft_behind() -> None:
    floor, _ = step(Floor(), PAUSED)
    floor, _ = step(floor, SoundLost())
    assert (floor.draft, floor.ours) == (None, 1)


def test_lost_sound_is_explained_to_whoever_was_speaking() -> None:
    assert scene(STARTED, SoundLost()) == ["explain 1"]


def test_the_explanation_has_the_floor_and_can_be_interrupted() -> None:
    said = ["duck", "hold", "begin 2 as a draft", "cancel 1: barge-in", "unhold", "unduck"]
    assert scene(STARTED, SoundLost(), STARTED, MEANT, PAUSED, Understood(2, meant=True))[1:] == said


def test_lost_sound_concerns_nobody_when_all_was_quiet() -> None:
    assert scene(STARTED, ENDED, TurnEnded(1), SoundLost()) == ["begin 1", "open 1"]


def test_stop_while_nothing_runs_is_harmless() -> None:
    assert scene(StopRequested(), SoundLost(), TurnEnded(7)) == []


def test_the_gate_opens_for_the_reason_why_the_turn_ended() -> None:
    floor, _ = step(Floor(), PAUSED)
    _, actions = step(floor, EndOfTurn(99, SAID, EndedBy.CAP))
    assert actions == (OpenGate(1, 99, EndedBy.CAP),)


def test_a_turn_is_about_what_was_said() -> None:
    for event in (PAUSED, ENDED):
        _, (begin, *_) = step(Floor(), event)
        assert isinstance(begin, Begin)
        assert begin.utterance is SAID


# ---------------------------------------------------------------- scenes with something that rings


def test_what_is_due_begins_when_nobody_has_the_floor() -> None:
    assert scene(RING) == ["ring 1"]
    assert scene(NEWS) == ["tell 1"]


@pytest.mark.parametrize("due", [RING, NEWS], ids=["a ring", "news"])
@pytest.mark.parametrize(
    "before",
    [
        [STARTED],
        [STARTED, PAUSED],
        [PAUSED],
        [ENDED],
        [ENDED, Spoken(1), STARTED],
        [ENDED, CrisisNoted(1), Spoken(1)],
        [ENDED, CrisisNoted(1), Spoken(1), STARTED, MEANT],
        [RING],
        [NEWS, STARTED],
    ],
    ids=[
        "the user speaks",
        "a draft waits",
        "only a draft",
        "an answer is thought of",
        "the user speaks into an answer",
        "crisis lines",
        "crisis lines, spoken over",
        "it rings already",
        "the user speaks into news",
    ],
)
def test_what_is_due_waits(before: list[Event], due: Event) -> None:
    assert scene(*before, due) == scene(*before)


def test_a_ring_cuts_off_an_answer_that_has_begun() -> None:
    assert scene(ENDED, Spoken(1), RING) == ["begin 1", "open 1", "cancel 1: ring", "ring 2"]


def test_a_ring_cuts_off_news_even_before_their_first_word() -> None:
    assert scene(NEWS, RING) == ["tell 1", "cancel 1: ring", "ring 2"]


def test_news_wait_for_an_answer_and_for_a_ring() -> None:
    assert scene(ENDED, Spoken(1), NEWS, TurnEnded(1), RING, NEWS) == ["begin 1", "open 1", "ring 2"]


def test_the_user_is_heard_over_a_ring_and_answered() -> None:
    assert scene(RING, STARTED, MEANT, PAUSED, Understood(2, meant=True), ENDED)[1:] == [
        "duck",
        "hold",
        "begin 2 as a draft",
        "cancel 1: barge-in",
        "unhold",
        "unduck",
        "open 2",
    ]


def test_one_short_word_is_enough_to_be_heard_over_a_ring() -> None:
    """Too short for a barge-in, which over a reply would make it a cough: people say "stop" to an alarm."""
    said = ["duck", "begin 2 as a draft", "cancel 1: barge-in", "unduck", "open 2"]
    assert scene(RING, STARTED, PAUSED, ENDED, Understood(2, meant=True))[1:] == said
    assert scene(NEWS, STARTED, PAUSED, ENDED)[1:] == ["duck", "unduck"]


def test_a_door_that_slams_does_not_end_an_alarm() -> None:
    said = ["duck", "begin 2 as a draft", "cancel 2: not-meant", "unduck"]
    assert scene(RING, STARTED, PAUSED, ENDED, Understood(2, meant=False))[1:] == said


def test_a_stop_ends_a_ring() -> None:
    assert scene(RING, StopRequested()) == ["ring 1", "cancel 1: stop"]


def test_a_ring_that_has_waited_too_long_begins_over_talk_and_is_not_cut_off_by_it() -> None:
    """A television must not keep an alarm silent; whoever means the alarm is answered all the same."""
    assert scene(STARTED, RING, PRESSING) == ["ring 1"]
    assert scene(STARTED, PRESSING, MEANT, PAUSED, ENDED) == ["ring 1", "begin 2 as a draft", "open 2"]
    assert scene(PRESSING, STARTED, ENDED) == ["ring 1", "begin 2", "open 2"]


def test_even_then_a_key_silences_it_and_a_crisis_does() -> None:
    assert scene(STARTED, PRESSING, StopRequested()) == ["ring 1", "cancel 1: stop"]
    assert scene(ENDED, CrisisNoted(1), PRESSING) == ["begin 1", "open 1"]
    assert scene(STARTED, PRESSING, MEANT, StopRequested())[-1] == "cancel 1: stop"


def test_a_word_of_another_turn_makes_no_answer_of_ours() -> None:
    assert scene(ENDED, Spoken(7), RING) == ["begin 1", "open 1"]


def test_a_floor_is_a_value() -> None:
    floor = Floor()
    with pytest.raises(FrozenInstanceError):
        floor.ours = 3  # type: ignore[misc]


# ---------------------------------------------------------------- any sequence of events

WORDS = "words"
"""Our turn begins to speak."""

EVENTS = st.one_of(
    st.sampled_from([STARTED, PAUSED, RESUMED, ENDED, MEANT]),
    st.sampled_from([HINTED, UNHINTED, MEANT, PAUSED, ENDED]),
    # The words of the draft are known, or those of a turn that is over.
    st.tuples(st.integers(-1, 0), st.booleans()),
    st.sampled_from([STARTED, PAUSED, ENDED, StopRequested(), SoundLost()]),
    st.sampled_from([RING, RING, NEWS, WORDS]),
    # How many turns ago the one began that ends now: also turns that have been cancelled or have ended already.
    st.integers(0, 4),
)
SEQUENCES = st.lists(EVENTS, max_size=60)

Steps = list[tuple[Floor, Event, Floor, tuple[Action, ...]]]


def played_out(sequence: list[Event | int | str | tuple[int, bool]], *, drafts: bool) -> Steps:
    """Every step: the floor before, the event, the floor after, the actions."""
    floor, made = Floor(drafts=drafts), []
    for item in sequence:
        event: Event
        match item:
            case int():
                event = TurnEnded(floor.next_id - 1 - item)
            case str():
                event = Spoken(floor.ours or 0)
            case (turn, meant):
                event = Understood((floor.draft or 0) + turn, meant=meant)
            case _:
                event = item
        after, actions = step(floor, event)
        made.append((floor, event, after, actions))
        floor = after
    return made


any_sequence = given(SEQUENCES.flatmap(lambda s: st.booleans().map(lambda d: played_out(s, drafts=d))))


@any_sequence
def test_every_turn_is_new(steps: Steps) -> None:
    begun: list[int] = []
    for before, _, _, actions in steps:
        begun += [a.id for a in actions if isinstance(a, Begin | Announce)]
        begun += [a.id for a in actions if isinstance(a, Explain) and a.id == before.next_id]
    assert begun == list(range(1, len(begun) + 1))


@any_sequence
def test_one_turn_is_under_way_and_what_may_interrupt_it(steps: Steps) -> None:
    under_way: set[int] = set()
    for _, event, floor, actions in steps:
        if isinstance(event, TurnEnded):
            under_way.discard(event.id)
        for action in actions:
            if isinstance(
                action, Begin | Announce | Explain
            ):  # one that is under way is explained in its own place
                under_way.add(action.id)
            if isinstance(action, Cancel):
                under_way.remove(action.id)
        assert under_way == {turn for turn in (floor.draft, floor.ours) if turn is not None}
        if floor.draft is not None and floor.ours is not None:
            assert floor.held or floor.rings or floor.graver
            assert not floor.waiting or floor.waiting.id == floor.draft
        else:
            assert floor.waiting is None


@any_sequence
def test_what_interrupts_us_has_the_floor_only_once_it_is_known_to_be_meant(steps: Steps) -> None:
    for before, event, _, actions in steps:
        if before.ours is not None and before.draft is not None:
            opened = [action.id for action in actions if isinstance(action, OpenGate)]
            by_words = isinstance(event, Understood) and event.meant and event.id == before.draft
            # Or it is taken to be meant, because something else is said or happens before its words are known.
            settled = before.waiting and isinstance(event, BargeIn | StopRequested | SoundLost)
            assert not opened or by_words or settled or event == TurnEnded(before.ours)


@any_sequence
def test_a_gate_opens_once_and_only_for_a_turn_that_waits(steps: Steps) -> None:
    waiting: set[int] = set()
    for _, event, _, actions in steps:
        if isinstance(event, TurnEnded):
            waiting.discard(event.id)
        for action in actions:
            match action:
                case Begin(id=id):
                    waiting.add(id)
                case Cancel(id=id) | Explain(id=id):
                    waiting.discard(id)
                case OpenGate(id=id):
                    assert id in waiting
                    waiting.remove(id)
                case _:
                    pass


@any_sequence
def test_what_is_over_is_never_named_again(steps: Steps) -> None:
    over: set[int] = set()
    for before, event, _, actions in steps:
        if isinstance(event, TurnEnded) and event.id < before.next_id:
            over.add(event.id)
        for action in actions:
            if isinstance(action, Begin | Announce | OpenGate | Cancel | Explain):
                assert action.id not in over
            if isinstance(action, Cancel):
                over.add(action.id)


@any_sequence
def test_a_draft_never_speaks_once_the_speaker_went_on(steps: Steps) -> None:
    worthless: set[int | None] = set()
    for before, event, after, actions in steps:
        if isinstance(event, Resumed) and before.waiting is None:  # else it is another utterance
            worthless.add(before.draft)
            assert after.draft is None
        assert not [a for a in actions if isinstance(a, OpenGate) and a.id in worthless]


@any_sequence
def test_every_end_of_turn_is_answered_unless_it_was_a_cough_or_we_were_told_to_be_quiet(
    steps: Steps,
) -> None:
    for before, event, after, actions in steps:
        if isinstance(event, EndOfTurn):
            opened = [action.id for action in actions if isinstance(action, OpenGate)]
            settled = before.stopped or before.dismissed or before.waiting is not None
            if settled or (before.ours is not None and not (before.rings and before.uncut)):
                assert not opened
                kept = before.questioned or before.draft is not None
                assert settled or (after.waiting is not None) == kept
            else:
                assert opened == [after.ours]
                assert after.draft is None


@any_sequence
def test_our_turn_ends_only_by_itself_or_by_being_cancelled(steps: Steps) -> None:
    for before, event, after, actions in steps:
        if before.ours not in (None, after.ours):
            ended = isinstance(event, TurnEnded) and event.id == before.ours
            cancelled = before.ours in [a.id for a in actions if isinstance(a, Cancel)]
            assert ended != cancelled or before.uncut


@any_sequence
def test_a_barge_in_always_silences_us(steps: Steps) -> None:
    for before, event, after, actions in steps:
        if isinstance(event, BargeIn):
            assert after.ours is None or after.held
            assert before.held or before.ours is None or Hold() in actions or before.graver


@any_sequence
def test_nothing_begins_unasked_over_the_user_or_what_is_not_answered_yet(steps: Steps) -> None:
    for before, event, after, actions in steps:
        begun = [action for action in actions if isinstance(action, Announce)]
        if begun:
            assert isinstance(event, AnnouncementDue)
            assert not before.hearing
            assert before.draft is None
            assert before.ours in (None, before.spoken)
            assert (after.ours, after.rings) == (begun[0].id, event.ringing)


@any_sequence
def test_only_a_ring_cuts_off_what_we_say(steps: Steps) -> None:
    for before, event, _, actions in steps:
        cut_off = [action.id for action in actions if isinstance(action, Cancel) and action.reason == "ring"]
        if cut_off:
            assert event in (RING, PRESSING)
            assert cut_off == [before.ours]
            assert not before.rings


@any_sequence
def test_what_is_due_begins_at_once_where_nobody_has_the_floor(steps: Steps) -> None:
    for _, _, floor, _ in steps:
        if not floor.hearing and floor.draft is None and floor.ours is None and floor.crisis is None:
            for due in (RING, NEWS):
                _, actions = step(floor, due)
                assert [type(action) for action in actions] == [Announce]


@any_sequence
def test_ducking_and_holding_alternate_and_never_outlast_our_turn(steps: Steps) -> None:
    quiet = silent = False
    for _, _, floor, actions in steps:
        for action in actions:
            if isinstance(action, Duck | Unduck):
                assert quiet is isinstance(action, Unduck)
                quiet = not quiet
            if isinstance(action, Hold | Unhold):
                assert silent is isinstance(action, Unhold)
                silent = not silent
        assert (floor.ducked, floor.held) == (quiet, silent)
        assert floor.ours is not None or not (floor.ducked or floor.held)


@any_sequence
def test_nobody_is_left_waiting_in_silence(steps: Steps) -> None:
    """Where we are held although nobody speaks, there is a turn whose words will end it."""

    def hopeless(floor: Floor) -> bool:
        return floor.held and not floor.hearing and floor.draft is None

    for before, event, after, _ in steps:
        unheard_of = event in (MEANT, RESUMED)  # no ear says these outside an utterance
        assert not hopeless(after) or hopeless(before) or unheard_of


@any_sequence
def test_a_stop_leaves_nothing_running(steps: Steps) -> None:
    for _, event, floor, _ in steps:
        if isinstance(event, StopRequested):
            assert (floor.draft, floor.ours, floor.ducked, floor.held) == (None, None, False, False)


@any_sequence
def test_lost_sound_leaves_nothing_running_but_its_explanation(steps: Steps) -> None:
    for _, event, floor, actions in steps:
        explained = [action.id for action in actions if isinstance(action, Explain)]
        if isinstance(event, SoundLost):
            assert (floor.draft, floor.ducked, floor.held) == (None, False, False)
            assert explained == ([] if floor.ours is None else [floor.ours])
        else:
            assert not explained


@any_sequence
def test_without_drafts_nothing_begins_at_a_pause(steps: Steps) -> None:
    for before, event, after, actions in steps:
        if isinstance(event, Paused) and not before.drafts:
            assert (after, actions) == (before, ())


@any_sequence
def test_the_same_step_taken_twice_is_the_same(steps: Steps) -> None:
    for before, event, after, actions in steps:
        again, same = step(replace(before), event)
        assert again == after
        assert [told(action) for action in same] == [told(action) for action in actions]


# ---------------------------------------------------------------- lines for a crisis


def after(*events: Event, drafts: bool = True) -> tuple[Floor, list[Action]]:
    floor, done = Floor(drafts=drafts), []
    for event in events:
        floor, actions = step(floor, event)
        done += actions
    return floor, done


def test_a_barge_in_over_crisis_lines_gives_the_user_the_floor_and_does_not_cut_them_off() -> None:
    floor, done = after(SpeechStarted(0), ENDED, CrisisNoted(1), SpeechStarted(9), BargeIn(9))
    assert (floor.ours, floor.crisis) == (None, 1)
    assert not [action for action in done if isinstance(action, Cancel | Duck)]
    floor, actions = step(floor, ENDED)
    assert [type(action) for action in actions] == [Begin, OpenGate]
    assert step(floor, TurnEnded(1))[0].crisis is None


def test_crisis_lines_are_heard_at_full_volume_from_the_moment_they_are_known() -> None:
    floor, done = after(SpeechStarted(0), ENDED, SpeechStarted(9), CrisisNoted(1))
    assert [type(action) for action in done[-2:]] == [Duck, Unduck]
    assert not floor.ducked


def test_the_user_can_stop_crisis_lines_by_a_key() -> None:
    _, done = after(SpeechStarted(0), ENDED, CrisisNoted(1), SpeechStarted(9), BargeIn(9), StopRequested())
    assert Cancel(1, Reason.STOP) in done


def test_who_asks_for_silence_while_speaking_is_not_answered() -> None:
    floor, done = after(SpeechStarted(0), PAUSED, StopRequested(), ENDED)
    assert [type(action) for action in done] == [Begin, Cancel]
    assert floor.ours is None
    assert step(step(floor, SpeechStarted(9))[0], ENDED)[1]


WITH_CRISES = st.lists(
    st.one_of(
        st.sampled_from(
            [SpeechStarted(0), PAUSED, Resumed(0), ENDED, BargeIn(0), StopRequested(), SoundLost()]
        ),
        st.sampled_from([RING, NEWS, PRESSING, HINTED, UNHINTED]),
        st.integers(1, 4).map(CrisisNoted),
        st.builds(Understood, st.integers(1, 4), st.booleans()),
        st.integers(1, 4).map(Spoken),
        st.integers(1, 4).map(TurnEnded),
    ),
    max_size=40,
)


@given(WITH_CRISES, st.booleans())
def test_whatever_happens_speech_never_cancels_crisis_lines_and_what_is_over_stays_over(
    events: list[Event], drafts: bool
) -> None:
    floor, over, opened = Floor(drafts=drafts), set(), set()
    for event in events:
        if isinstance(event, TurnEnded):
            if event.id >= floor.next_id:
                continue  # it has not begun
            over.add(event.id)
        before = floor
        floor, actions = step(floor, event)
        for action in actions:
            assert not isinstance(action, Announce) or before.crisis is None
            if isinstance(action, Cancel):
                assert action.reason not in (Reason.BARGE_IN, Reason.RING) or action.id != before.crisis
                assert action.id not in over
                over.add(action.id)
            elif isinstance(action, OpenGate):
                assert action.id not in over | opened
                opened.add(action.id)
