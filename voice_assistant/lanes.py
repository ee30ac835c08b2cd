"""A lane: one thread for life, for one engine.

OpenMP keeps a team of helper threads for every thread that calls it, and CTranslate2, llama.cpp and ONNX Runtime
all release the GIL while they compute. So each engine gets a thread of its own and keeps it, and never shares
the pool that files use. A step that has begun is always waited for: nobody may use an engine while it works.
A long step is told when its caller is cancelled, so that it can end early.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import anyio
from anyio import CancelScope, get_cancelled_exc_class
from anyio.lowlevel import checkpoint, checkpoint_if_cancelled

T = TypeVar("T")
Done: object = object()
"""What a finished generator answers: StopIteration cannot pass through a future."""


class Lane:
    """One thread, and the seconds that steps took in it."""

    def __init__(self, name: str) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self.name = name
        self.busy = 0
        """Steps that have begun or wait for their turn."""
        self.steps = 0
        """Steps that have ended."""

    async def call(
        self, function: Callable[..., T], *arguments: Any, leave: Callable[[], None] | None = None
    ) -> tuple[T, float]:
        """Run a function in this lane; its result and the seconds it took.

        A cancelled caller starts nothing new, and waits for what it has started: the engine must be free before
        its next step. Meanwhile `leave` has been called, so that the step may end early.
        """
        await checkpoint_if_cancelled()  # steps may follow each other without waiting for anything else
        self.busy += 1
        try:
            step = self._thread.submit(_timed, function, arguments)
            try:
                return await asyncio.wrap_future(step)
            except get_cancelled_exc_class():
                if not step.cancel():  # it has begun
                    if leave is not None:
                        leave()
                    with CancelScope(shield=True):
                        await asyncio.wrap_future(step)
                raise
        finally:
            self.busy -= 1
            self.steps += 1

    def close(self) -> None:
        """Let the thread end after its last step. Does not wait."""
        self._thread.shutdown(wait=False, cancel_futures=True)


def _timed(function: Callable[..., T], arguments: tuple[Any, ...]) -> tuple[T, float]:
    start = time.perf_counter()
    result = function(*arguments)
    return result, time.perf_counter() - start


class Steps:
    """A generator that is stepped in a lane."""

    def __init__(
        self,
        lane: Lane,
        generator: Generator[Any, Any, Any],
        spend: Callable[[float], None],
        leave: Callable[[], None] | None,
    ) -> None:
        self._lane = lane
        self._generator = generator
        self._spend = spend
        self._leave = leave

    async def send(self, value: Any = None) -> Any:
        """The generator's next item, or `Done`. `value` is the answer to the item before."""
        result, seconds = await self._lane.call(_send, self._generator, value, leave=self._leave)
        self._spend(seconds)
        return result

    async def close(self) -> None:
        """Let the generator tidy up, in its own lane."""
        await self._lane.call(self._generator.close)


def _send(generator: Generator[Any, Any, Any], value: Any) -> Any:
    try:
        return generator.send(value)
    except StopIteration:
        return Done


@asynccontextmanager
async def stepping(
    lane: Lane,
    generator: Generator[Any, Any, Any],
    spend: Callable[[float], None],
    leave: Callable[[], None] | None = None,
) -> AsyncGenerator[Steps]:
    """Step a generator in a lane; it is closed there whatever happens.

    Args:
        lane: where its steps run, one at a time.
        generator: does the work.
        spend: is told the seconds that each step took.
        leave: is called when the caller is cancelled during a step.
    """
    steps = Steps(lane, generator, spend, leave)
    try:
        yield steps
    finally:
        with CancelScope(shield=True):
            await steps.close()


QUIET_ROUNDS = 12
"""Rounds of the event loop without news after which every task is taken to be waiting for audio time. A value
travels from the ear to the speaker in fewer."""


async def settled(lanes: Sequence[Lane], busy: Callable[[], bool]) -> None:
    """Return when nothing can go on before more audio time has passed.

    Args:
        lanes: where work is done.
        busy: whether there is work to be done at all.
    """
    quiet = 0
    while busy() and quiet < QUIET_ROUNDS:
        before = sum(lane.steps for lane in lanes)
        await checkpoint()
        if any(lane.busy for lane in lanes):
            quiet = 0
            await anyio.sleep(0.0005)
        else:
            quiet = quiet + 1 if before == sum(lane.steps for lane in lanes) else 0
