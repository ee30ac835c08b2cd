"""A conversation from its beginning to its end: the sound ends, or a signal comes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from signal import SIG_IGN, SIGINT, SIGTERM, Signals, getsignal, signal

import anyio
from anyio import create_task_group, open_signal_receiver

from voice_assistant.conversation import Conversation
from voice_assistant.errors import AssistantError


def converse(conversation: Conversation, interrupted: Callable[[], None]) -> bool:
    """Converse until the sound ends, or SIGINT or SIGTERM comes.

    Args:
        conversation: the conversation.
        interrupted: called at once when a signal came, before anything is wound down.

    Returns:
        Whether a signal ended it. Further ones are ignored then: the process is about to end.

    Raises:
        AssistantError: there is no sound any more, or nowhere to write what is to be recorded.
        OSError: nobody reads what is shown any more, or the disk is full.
    """
    before = {number: getsignal(number) for number in (SIGINT, SIGTERM)}
    by_signal = False
    try:
        by_signal = anyio.run(_converse, conversation, interrupted)
    except BaseExceptionGroup as group:  # task groups put whatever fails into groups
        failures, bugs = group.split((AssistantError, OSError))
        if failures is None or bugs is not None:
            raise
        raise _first(failures) from group
    finally:
        for number, handler in before.items():
            signal(number, SIG_IGN if by_signal else handler)
    return by_signal


async def _converse(conversation: Conversation, interrupted: Callable[[], None]) -> bool:
    by_signal = False

    async def end_on_signal(signals: AsyncIterator[Signals]) -> None:
        nonlocal by_signal
        async for number in signals:
            if not by_signal:
                by_signal = True
                interrupted()
                if number is SIGINT:
                    conversation.stop()  # the user wants silence: the sentinel is not to go on
                tasks.cancel_scope.cancel()

    with open_signal_receiver(SIGINT, SIGTERM) as signals:
        async with create_task_group() as tasks:
            tasks.start_soon(end_on_signal, signals)
            await conversation.run()
            tasks.cancel_scope.cancel()
    return by_signal


def _first(errors: BaseExceptionGroup[Exception]) -> Exception:
    first = errors.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
