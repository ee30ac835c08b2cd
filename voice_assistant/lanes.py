"""A lane: one thread for life, for one engine.

OpenMP keeps a team of helper threads for every thread that calls it, and CTranslate2, llama.cpp and ONNX Runtime
all release the GIL while they compute. So each engine gets a thread of its own and keeps it, and never shares
the pool that files use. A step that has begun is always waited for: nobody may use an engine while it works.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from anyio import CancelScope

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

    async def call(self, function: Callable[..., T], *arguments: Any) -> tuple[T, float]:
        """Run a function in this lane; its result and the seconds it took.

        A cancelled caller waits for the step: the engine must be free before its next one.
        """
        self.busy += 1
        try:
            with CancelScope(shield=True):
                timed = await asyncio.wrap_future(self._thread.submit(_timed, function, arguments))
            return timed  # noqa: RET504  mypy cannot see that a shield swallows nothing
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
        self, lane: Lane, generator: Generator[Any, Any, Any], spend: Callable[[float], None]
    ) -> None:
        self._lane = lane
        self._generator = generator
        self._spend = spend

    async def send(self, value: Any = None) -> Any:
        """The generator's next item, or `Done`. `value` is the answer to the item before."""
        result, seconds = await self._lane.call(_send, self._generator, value)
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
    lane: Lane, generator: Generator[Any, Any, Any], spend: Callable[[float], None]
) -> AsyncGenerator[Steps]:
    """Step a generator in a lane; it is closed there whatever happens."""
    steps = Steps(lane, generator, spend)
    try:
        yield steps
    finally:
        with CancelScope(shield=True):
            await steps.close()
