"""Short things after something was done: they mean that."""

from __future__ import annotations

from asking import Talk

from voice_assistant.everyday import AlertKind


def lengths(talk: Talk) -> list[int]:
    return [round(alert.length.total_seconds()) for alert in talk.everyday.alerts if alert.length]


def test_another_length_takes_the_place_of_the_one_before() -> None:
    talk = Talk()
    talk.say("set a timer for five minutes")
    assert lengths(talk) == [300]
    talk.say("make it ten minutes")
    assert lengths(talk) == [600]
    talk.say("no, eleven")
    assert lengths(talk) == [660]
    talk.say("sorry i meant twelve minutes")
    assert lengths(talk) == [720]


def test_what_else_was_said_of_it_stays() -> None:
    talk = Talk()
    talk.say("ten minute pasta timer")
    talk.say("make it five minutes")
    assert [
        (alert.name, length) for alert, length in zip(talk.everyday.alerts, lengths(talk), strict=True)
    ] == [("pasta", 300)]
    talk.say("remind me to call mum tomorrow at five")
    talk.say("make it six")
    assert [alert.name for alert in talk.everyday.alerts] == ["pasta", "call mum"]


def test_another_one_comes_beside_it() -> None:
    talk = Talk()
    talk.say("set a pasta timer for five minutes")
    talk.say("and another one for ten minutes")
    assert lengths(talk) == [300, 600]
    assert [alert.name for alert in talk.everyday.alerts] == ["pasta", ""]
    talk = Talk()
    talk.say("set a timer for five minutes and another for ten")
    assert lengths(talk) == [300, 600]


def test_one_more_thing_goes_on_the_same_list() -> None:
    talk = Talk()
    talk.say("add screws to the garage list")
    talk.say("and nails")
    assert [(item.list, item.text) for item in talk.everyday.items] == [
        ("garage", "screws"),
        ("garage", "nails"),
    ]


def test_a_question_is_asked_of_another_place() -> None:
    talk = Talk()
    talk.say("what time is it in tokyo")
    assert "London" in talk.say("and in london?")
    assert "New York" in talk.say("what about new york")


def test_that_is_taken_back() -> None:
    talk = Talk()
    talk.say("set a timer for five minutes")
    talk.say("cancel that")
    assert talk.everyday.alerts == ()
    talk.say("add milk to the shopping list")
    talk.say("undo that")
    assert talk.everyday.items == ()


def test_what_is_taken_back_twice_was_done_twice() -> None:
    talk = Talk()
    talk.say("add milk to the shopping list")
    talk.say("add eggs to the shopping list")
    talk.say("undo that")
    assert [item.text for item in talk.everyday.items] == ["milk"]
    talk.say("undo")
    assert talk.everyday.items == ()
    talk.say("undo")
    assert talk.everyday.items == ()


def test_talk_in_between_changes_nothing() -> None:
    talk = Talk()
    talk.say("add milk to the shopping list")
    for said in (
        "and then he left me",
        "and how are you today my friend",
        "what about love",
        "no, i am fine",
    ):
        talk.say(said)
        assert [item.text for item in talk.everyday.items] == ["milk"], said


def test_after_a_while_nobody_means_it_any_more() -> None:
    talk = Talk()
    talk.say("set a timer for fifty minutes")
    talk.wait(600)
    talk.say("make it ten minutes")
    assert lengths(talk) == [3000]


def test_a_follow_up_needs_something_to_follow() -> None:
    talk = Talk()
    for said in ("make it ten minutes", "and in london", "cancel that", "the second one", "and eggs"):
        talk.say(said)
        assert talk.last is not None
        assert talk.last.effects == ()
    assert all(alert.kind is not AlertKind.TIMER for alert in talk.everyday.alerts)
